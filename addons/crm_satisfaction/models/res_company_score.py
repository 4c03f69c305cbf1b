# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResCompany(models.Model):
    """Figures of the policy on levels, awards and paper forms."""

    _inherit = "res.company"

    satisfaction_level_value = fields.Selection(
        [
            ("middle", "Middle of the Band"),
            ("top", "Top of the Band"),
        ],
        string="Score of a Level",
        required=True,
        default="middle",
        help="What a level counts when no exact score is given. The middle stands at "
        "each level and can be changed there.",
    )
    satisfaction_award_base = fields.Float(
        string="Score with an Award",
        digits=(5, 2),
        default=60.0,
        help="An object with a valid award begins here; each award adds its points.",
    )
    satisfaction_award_cap = fields.Float(
        string="Score of Awards at Most",
        digits=(5, 2),
        default=100.0,
        help="Points beyond it are left out.",
    )
    satisfaction_paper_scan = fields.Boolean(
        string="Scan of Paper Forms Required",
        default=True,
        help="A paper form counts only with its scan attached.",
    )
    satisfaction_paper_signed = fields.Boolean(
        string="Signature and Stamp Required",
        default=True,
        help="A paper form counts only when it is signed and stamped.",
    )

    _satisfaction_award_check = models.Constraint(
        "CHECK(satisfaction_award_base >= 0 "
        "AND satisfaction_award_base <= satisfaction_award_cap "
        "AND satisfaction_award_cap <= 100)",
        "The score of awards begins at 0 or above and ends at 100 or below.",
    )

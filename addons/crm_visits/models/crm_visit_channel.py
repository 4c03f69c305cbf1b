# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class CrmVisitChannel(models.Model):
    """A way of contact with its rule: what is prepared, recorded, and how soon.

    What the written policies ask of each channel is data here (VIS-01, VIS-02, VIS-07).
    """

    _name = "crm.visit.channel"
    _description = "Channel of Contact"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    icon = fields.Char(
        default="fa-handshake-o", help="Font Awesome icon shown in lists and cards."
    )
    rule = fields.Text(
        translate=True, help="What the policy asks of this channel; shown on the form."
    )
    duration = fields.Float(
        string="Usual Duration (h)",
        default=1.0,
        help="Planned when no end is given.",
    )
    report_hours = fields.Float(
        string="Form Due After (h)",
        default=24.0,
        help="Hours after the end of the visit until its form must be closed; later "
        "it counts as late.",
    )
    takes_time = fields.Boolean(
        string="Takes the Representative's Time",
        default=True,
        help="Two agreed visits of one representative cannot overlap.",
    )
    is_on_site = fields.Boolean(
        string="At the Customer's Place",
        help="Asks for the place, and takes the position at start and end.",
    )
    required_content_ids = fields.Many2many(
        "crm.visit.content",
        string="Required Contents",
        help="A visit cannot be closed without them.",
    )
    item_ids = fields.One2many(
        "crm.visit.channel.item", "channel_id", string="Preparation Checklist"
    )

    _code_uniq = models.Constraint(
        "UNIQUE(code)", "A channel with this code exists already (perhaps archived)."
    )
    _duration_positive = models.Constraint(
        "CHECK(duration > 0 AND duration <= 720)",
        "The usual duration is above 0 and at most 720 hours.",
    )
    _report_hours_positive = models.Constraint(
        "CHECK(report_hours >= 0)",
        "A form cannot be due before the visit ends.",
    )

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# The method asks why five times; more lines show that it was not followed.
WHYS = 5


class CrmComplaint(models.Model):
    """Why it happened, and which department answers for it (CMP-07)."""

    _inherit = "crm.complaint"

    cause_id = fields.Many2one(
        "crm.complaint.cause", index=True, ondelete="restrict", tracking=True
    )
    cause_unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department of the Cause",
        index=True,
        ondelete="restrict",
        check_company=True,
        tracking=True,
        help="Where the cause arose; it need not be the department that handles the "
        "complaint.",
    )
    root_cause = fields.Text(
        tracking=True, help="What came out at the end of the questions."
    )
    why_ids = fields.One2many(
        "crm.complaint.why", "complaint_id", string="Five Whys", copy=False
    )

    @api.constrains("why_ids")
    def _check_why_ids(self):
        if any(len(complaint.why_ids) > WHYS for complaint in self):
            raise ValidationError(self.env._("Five times why is enough."))

    @api.model
    def _get_content_fields(self):
        return super()._get_content_fields() | {
            "cause_id",
            "cause_unit_id",
            "root_cause",
        }

    def _ask_confirmation(self):
        self._check_cause()
        return super()._ask_confirmation()

    def _check_cause(self):
        """Whoever asks the customer knows the cause, from the severity set on.

        :raises UserError: naming what is missing
        """
        for complaint in self:
            if complaint._lacks_cause():
                raise UserError(
                    self.env._(
                        "Name the cause of %(complaint)s and the department where it "
                        "arose before you ask the customer.",
                        complaint=complaint.display_name,
                    )
                )

    def _lacks_cause(self):
        self.ensure_one()
        return self._needs_cause() and not (self.cause_id and self.cause_unit_id)

    def _needs_cause(self):
        self.ensure_one()
        severities = [key for key, _label in self._fields["severity"].selection]
        least = self.company_id.complaint_cause_severity
        return (
            self.kind == "complaint"
            and least != "never"
            and severities.index(self.severity) >= severities.index(least)
        )

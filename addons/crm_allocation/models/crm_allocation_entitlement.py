# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain


class CrmAllocationEntitlement(models.Model):
    """A customer owed to a person whose last one was judged wrongly (ALC-08).

    The next waiting customer of the class first judged goes to this person first.
    """

    _name = "crm.allocation.entitlement"
    _description = "Customer Owed"
    _order = "id"
    _rec_name = "mismatch_id"

    mismatch_id = fields.Many2one(
        "crm.allocation.mismatch",
        string="Re-Application",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    member_id = fields.Many2one(
        related="mismatch_id.member_id", store=True, index=True, string="Card"
    )
    user_id = fields.Many2one(related="mismatch_id.user_id", store=True, index=True)
    team_id = fields.Many2one(related="mismatch_id.team_id", store=True)
    company_id = fields.Many2one(
        related="mismatch_id.company_id", store=True, index=True
    )
    class_id = fields.Many2one(
        related="mismatch_id.judged_class_id", store=True, string="Class Owed"
    )
    state = fields.Selection(
        [("open", "Owed"), ("used", "Given"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
        default="open",
        index=True,
    )
    used_on = fields.Datetime(string="Given On", readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer Given",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )

    _mismatch_uniq = models.UniqueIndex(
        "(mismatch_id)", "One customer is owed for a re-application."
    )

    @api.model
    def _get_owed(self, company):
        """What is owed in a company, the oldest first.

        :return: lists of (entitlement id, user id) by class id
        """
        owed = {}
        # sudo: allocation asks for people whose requests the asker may not read
        for record in self.sudo().search(
            Domain("company_id", "=", company.id) & Domain("state", "=", "open")
        ):
            owed.setdefault(record.class_id.id, []).append(
                (record.id, record.user_id.id)
            )
        return owed

    @api.model
    def _use(self, lines):
        """New owners by allocation have got what they were owed.

        :param lines: open lines of the ledger
        """
        owed = {}
        for company in lines.company_id:
            for class_id, waiting in self._get_owed(company).items():
                for record_id, user_id in waiting:
                    key = company.id, class_id, user_id
                    owed.setdefault(key, []).append(record_id)
        for line in lines if owed else ():
            key = (
                line.company_id.id,
                line.partner_id.allocation_class_id.id,
                line.user_id.id,
            )
            if owed.get(key):
                record = self.browse(owed[key].pop(0)).sudo()  # sudo: as in _get_owed
                record.write(
                    {
                        "state": "used",
                        "used_on": fields.Datetime.now(),
                        "partner_id": line.partner_id.id,
                    }
                )

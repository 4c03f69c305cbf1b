# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain


class CrmComplaintMerge(models.TransientModel):
    """Chooses the case of which others become a part (CMP-01)."""

    _name = "crm.complaint.merge"
    _description = "Join Complaints"

    complaint_ids = fields.Many2many(
        "crm.complaint", "crm_complaint_merge_rel", string="Reports", readonly=True
    )
    candidate_ids = fields.Many2many("crm.complaint", compute="_compute_candidate_ids")
    master_id = fields.Many2one(
        "crm.complaint",
        string="Case that Goes on",
        compute="_compute_master_id",
        store=True,
        readonly=False,
        domain="[('id', 'in', candidate_ids)]",
        help="The earliest one: its number, deadlines and history go on.",
    )
    refusal = fields.Text(compute="_compute_refusal")

    @api.depends("complaint_ids")
    def _compute_candidate_ids(self):
        """Of several the selected ones; for one the earlier cases of its customer."""
        for wizard in self:
            reports = wizard.complaint_ids._origin
            if len(reports) == 1:
                candidates = wizard._find_candidates(reports)
            else:
                candidates = reports
            wizard.candidate_ids = [Command.set(candidates.ids)]

    @api.model
    def _find_candidates(self, report):
        customer = report._get_customer_domain()
        if not customer:
            return report.browse()
        return report.search(
            customer
            & report._get_open_domain()
            & Domain("company_id", "=", report.company_id.id)
            & Domain("kind", "=", report.kind)
            & Domain("is_confidential", "=", False)
            & Domain("received_on", "<=", report.received_on)
            & Domain("id", "!=", report.id)
        )

    @api.depends("complaint_ids")
    def _compute_master_id(self):
        for wizard in self:
            reports = wizard.complaint_ids._origin
            if len(reports) == 1:
                wizard.master_id = reports._find_same()[:1]
            else:
                wizard.master_id = reports.sorted(
                    lambda case: (case.received_on, case.id)
                )[:1]

    @api.depends("complaint_ids", "master_id")
    def _compute_refusal(self):
        for wizard in self:
            master = wizard.master_id
            reports = wizard.complaint_ids._origin - master
            reasons = [report._get_join_refusal(master) for report in reports if master]
            wizard.refusal = "\n".join(filter(None, reasons)) or False

    def action_merge(self):
        """Joins them and shows the case that goes on."""
        self.ensure_one()
        if not self.master_id:
            raise UserError(self.env._("Choose the case that goes on."))
        reports = self.complaint_ids - self.master_id
        if not reports:
            raise UserError(self.env._("Choose another case than the report itself."))
        if len(self.complaint_ids) > 1 and not self.env.user.has_group(
            "crm_policy.group_officer"
        ):
            raise AccessError(
                self.env._("Several cases at once are joined by an officer.")
            )
        reports._join(self.master_id)
        return self.master_id._get_records_action(context={})

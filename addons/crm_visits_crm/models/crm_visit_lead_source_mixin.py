# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

SALES = "sales_team.group_sale_salesman"


class CrmVisitLeadSourceMixin(models.AbstractModel):
    """A record from which opportunities come, counted with what they promise."""

    _name = "crm.visit.lead.source.mixin"
    _description = "Source of Opportunities"

    # The field of the opportunity that names the record
    _lead_field = None

    lead_count = fields.Integer(
        string="Opportunities", compute="_compute_leads", groups=SALES
    )
    lead_currency_id = fields.Many2one(
        "res.currency",
        string="Currency of Opportunities",
        compute="_compute_lead_currency_id",
    )
    lead_revenue = fields.Monetary(
        string="Expected Revenue",
        compute="_compute_leads",
        currency_field="lead_currency_id",
        groups=SALES,
        help="Of the opportunities that came from here and are not lost.",
    )

    def _compute_lead_currency_id(self):
        for record in self:
            record.lead_currency_id = record.company_id.currency_id

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_leads(self):
        groups = self.env["crm.lead"]._read_group(
            [(self._lead_field, "in", self.ids)],
            [self._lead_field],
            ["__count", "expected_revenue:sum"],
        )
        figures = {record: values for record, *values in groups}
        for record in self:
            count, revenue = figures.get(record, (0, 0))
            record.lead_count = count
            record.lead_revenue = revenue

    def _prepare_lead(self):
        """Values of an opportunity that comes from here."""
        self.ensure_one()
        return {
            "type": "opportunity",
            self._lead_field: self.id,
            "partner_id": self.partner_id.id,
            "user_id": self.user_id.id,
            "company_id": self.company_id.id,
        }

    def _open_new_lead(self, title, values):
        """An opportunity filled in, for the salesperson to complete and save."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "crm.lead",
            "view_mode": "form",
            "views": [(self.env.ref("crm.crm_lead_view_form").id, "form")],
            "context": {f"default_{name}": value for name, value in values.items()},
        }

    def _create_lead(self):
        """The opportunity of this record, made with what is known, opened."""
        self.check_access("write")
        lead = self.env["crm.lead"].create(self._prepare_lead())
        return {
            "type": "ir.actions.act_window",
            "res_model": "crm.lead",
            "res_id": lead.id,
            "view_mode": "form",
        }

    def action_open_leads(self):
        """The opportunities that came from here."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_visits_crm.crm_lead_action_from_visits"
        )
        return {**action, "domain": [(self._lead_field, "=", self.id)], "context": {}}

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from functools import partial

from odoo import api, models
from odoo.tools import SQL, html2plaintext

from odoo.addons.crm_policy.engine.xlsx import Column


class RegisterXlsx(models.AbstractModel):
    """The register of complaints, 投诉记录库 (CMP-12)."""

    _name = "report.crm_complaints.register_xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Register of Complaints"

    _xlsx_model = "crm.complaint"

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Register of Complaints")

    @api.model
    def _get_order(self, data):
        return "received_on, id"

    @api.model
    def _get_columns(self, data):
        return [
            *self._get_case_columns(),
            *self._get_step_columns(),
            *self._get_quality_columns(),
        ]

    @api.model
    def _get_case_columns(self):
        return [
            Column(self.env._("Number"), field="reference", width=16),
            Column(self.env._("Received on"), "datetime", field="received_on"),
            Column(self.env._("Kind"), field="kind", width=16),
            Column(self.env._("Channel"), field="channel_id", width=14),
            Column(self.env._("Received by"), field="received_by_id", width=16),
            Column(self.env._("Customer"), field="partner_id", width=28),
            Column(self.env._("Contact"), field="contact_name", width=16),
            Column(self.env._("Phone"), field="phone", width=16),
            Column(self.env._("Subject"), field="name", width=36),
            Column(self.env._("Category"), field="category_id", width=28),
            Column(self.env._("Severity"), field="severity", width=12),
            Column(self.env._("About"), field="subject_kind", width=12),
            Column(self.env._("About Which"), field="subject_name", width=20),
            Column(
                self.env._("Description"),
                field="description",
                convert=self._convert_html,
                width=48,
            ),
            Column(self.env._("Customer Wants"), field="wish", width=28),
            Column(self.env._("Part of"), field="duplicate_of_id.reference", width=16),
        ]

    @api.model
    def _get_step_columns(self):
        return [
            Column(self.env._("Status"), field="state", width=18),
            Column(self.env._("Department"), field="unit_id", width=24),
            Column(self.env._("Handler"), field="user_id", width=16),
            Column(
                self.env._("Receipt Confirmed"), "datetime", field="acknowledged_on"
            ),
            Column(self.env._("Reported to"), field="reported_to_id", width=16),
            Column(self.env._("Reported on"), "datetime", field="reported_on"),
            Column(
                self.env._("Reply Due"),
                "datetime",
                sql=partial(self._get_reply_sql, "due_on"),
            ),
            Column(self.env._("Replied on"), "datetime", field="replied_on"),
            Column(
                self.env._("Replied in Time"),
                sql=partial(self._get_reply_sql, "state"),
                convert=self._convert_in_time,
                width=12,
            ),
            Column(self.env._("Next Due"), "datetime", field="next_due_on"),
            Column(self.env._("Executed on"), "datetime", field="executed_on"),
            Column(self.env._("Asked to Confirm"), "datetime", field="asked_on"),
            Column(self.env._("Closed on"), "datetime", field="closed_on"),
            Column(self.env._("Ending"), field="close_kind", width=20),
            Column(self.env._("Reason of the Ending"), field="close_reason", width=28),
            Column(self.env._("Times Reopened"), "int", field="reopen_count"),
        ]

    @api.model
    def _get_quality_columns(self):
        return [
            Column(self.env._("Judgement"), field="judgement", width=18),
            Column(self.env._("Cause"), field="cause_id", width=24),
            Column(self.env._("Department of the Cause"), field="cause_unit_id"),
            Column(self.env._("Root Cause"), field="root_cause", width=36),
            Column(
                self.env._("Repeated"),
                field="is_repeat",
                convert=self._convert_yes_no,
                width=10,
            ),
            Column(
                self.env._("Improvement Point"),
                field="improvement_id.reference",
                width=18,
            ),
            Column(self.env._("Currency"), field="currency_id", width=10),
            self._get_money(self.env._("Compensation Asked"), "compensation_asked"),
            self._get_money(self.env._("Compensation Offered"), "compensation_offered"),
            self._get_money(self.env._("Compensation Paid"), "compensation_paid"),
            self._get_money(self.env._("Total Cost"), "cost_total"),
            Column(self.env._("Company"), field="company_id", width=20),
        ]

    @api.model
    def _get_money(self, header, name):
        return Column(header, "money", field=name, total=True)

    @api.model
    def _get_reply_sql(self, name, model, alias, _query):
        """A field of the deadline of the last reply that was owed (CMP-03)"""
        return SQL(
            """(SELECT milestone.%(name)s
                  FROM crm_complaint_milestone milestone
                 WHERE milestone.complaint_id = %(complaint)s
                   AND milestone.kind = 'reply'
                   AND milestone.state != 'cancelled'
                 ORDER BY milestone.cycle DESC, milestone.id DESC
                 LIMIT 1)""",
            name=SQL.identifier(name, to_flush=self._get_milestone_field(name)),
            complaint=model._field_to_sql(alias, "id"),
        )

    @api.model
    def _get_milestone_field(self, name):
        return self.env["crm.complaint.milestone"]._fields[name]

    @api.model
    def _convert_in_time(self, states):
        """Empty as long as there is time, or where no reply is owed"""
        yes, no = self.env._("Yes"), self.env._("No")
        return [
            {"met": yes, "late": no, "missed": no}.get(state, "") for state in states
        ]

    @api.model
    def _convert_yes_no(self, values):
        yes, no = self.env._("Yes"), self.env._("No")
        return [yes if value else no for value in values]

    @api.model
    def _convert_html(self, values):
        return [value and html2plaintext(value) for value in values]

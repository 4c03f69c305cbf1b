# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from functools import partial

from odoo import api, models
from odoo.tools import SQL

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
            self._get_column("reference", width=16),
            self._get_column("received_on", "datetime"),
            self._get_column("kind", width=16),
            self._get_column("channel_id", width=14),
            self._get_column("received_by_id", width=16),
            self._get_column("partner_id", width=28),
            Column(self.env._("Contact"), field="contact_name", width=16),
            self._get_column("phone", width=16),
            self._get_column("name", width=36),
            self._get_column("category_id", width=28),
            self._get_column("severity", width=12),
            self._get_column("subject_kind", width=12),
            self._get_column("subject_name", width=20),
            self._get_column("description", width=48),
            self._get_column("wish", width=28),
            Column(self.env._("Part of"), field="duplicate_of_id.reference", width=16),
        ]

    @api.model
    def _get_step_columns(self):
        return [
            Column(self.env._("Status"), field="state", width=18),
            self._get_column("unit_id", width=24),
            self._get_column("user_id", width=16),
            self._get_column("acknowledged_on", "datetime"),
            self._get_column("reported_to_id", width=16),
            self._get_column("reported_on", "datetime"),
            Column(
                self.env._("Reply Due"),
                "datetime",
                sql=partial(self._get_reply_sql, "due_on"),
            ),
            self._get_column("replied_on", "datetime"),
            Column(
                self.env._("Reply in Time"),
                sql=partial(self._get_reply_sql, "state"),
                convert=self._convert_in_time,
                width=12,
            ),
            Column(self.env._("Next Due"), "datetime", field="next_due_on"),
            self._get_column("executed_on", "datetime"),
            self._get_column("asked_on", "datetime"),
            self._get_column("closed_on", "datetime"),
            self._get_column("close_kind", width=20),
            Column(self.env._("Reason of the Ending"), field="close_reason", width=28),
            self._get_column("reopen_count", "int"),
        ]

    @api.model
    def _get_quality_columns(self):
        return [
            self._get_column("judgement", width=18),
            self._get_column("cause_id", width=24),
            self._get_column("cause_unit_id"),
            self._get_column("root_cause", width=36),
            self._get_column("is_repeat", "bool", width=10),
            Column(
                self.env._("Improvement Point"),
                field="improvement_id.reference",
                width=18,
            ),
            self._get_column("currency_id", width=10),
            self._get_column("compensation_asked", "money", total=True),
            self._get_column("compensation_offered", "money", total=True),
            self._get_column("compensation_paid", "money", total=True),
            self._get_column("cost_total", "money", total=True),
            self._get_column("company_id", width=20),
        ]

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

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.crm_policy.engine.xlsx import Column

from ..engine.forms import form_status_sql


class VisitLogXlsx(models.AbstractModel):
    """The visit log: every visit with all that its form says (VIS-04)."""

    _name = "report.crm_visits.visit_log_xlsx"
    _inherit = "report.crm_visits.xlsx"
    _description = "Visit Log"

    _xlsx_model = "crm.visit"

    @api.model
    def _get_sheet_name(self, data):
        return self.env._("Visit Log")

    @api.model
    def _get_columns(self, data):
        return [
            *self._get_head_columns(),
            *self._get_time_columns(),
            *self._get_content_columns(),
            *self._get_form_columns(),
        ]

    @api.model
    def _get_head_columns(self):
        return [
            self._get_column("name", width=16),
            self._get_column("paper_number", "int"),
            self._get_column("state", width=14),
            self._get_column("partner_id", width=36),
            Column(
                self._get_label("contact_ids"),
                sql=self._linked_names("contact_ids", SQL("linked.complete_name")),
                width=30,
            ),
            self._get_column("user_id"),
            Column(
                self._get_label("companion_ids"),
                sql=self._linked_names("companion_ids", self._get_user_name()),
            ),
            self._get_column("team_id"),
            self._get_column("channel_id", width=16),
            self._get_column("type_id", width=16),
            self._get_column("objective", width=40),
            self._get_column("is_agreed", "bool"),
            self._get_column("place"),
            self._get_column("address_id", width=36),
        ]

    @api.model
    def _get_time_columns(self):
        return [
            self._get_column("planned_start", "datetime"),
            self._get_column("planned_end", "datetime"),
            self._get_column("date_start", "datetime"),
            self._get_column("date_end", "datetime"),
            self._get_column("duration", "float", total=True),
            self._get_column("is_time_entered", "bool"),
            self._get_column("start_position"),
            self._get_column("end_position"),
        ]

    @api.model
    def _get_content_columns(self):
        """The six contents of the form, and its result."""
        return [
            self._get_column("customer_needs", width=40),
            Column(
                self._get_label("competition_ids"),
                sql=self._get_competition_sql,
                convert=self._convert_competition,
                width=40,
            ),
            self._get_column("no_competitor", "bool"),
            self._get_column("our_differences", width=40),
            self._get_column("improvement_measures", width=40),
            self._get_column("customer_feedback", width=40),
            self._get_column("next_strategy", width=40),
            self._get_column("summary", width=40),
            self._get_column("outcome", width=16),
            self._get_column("next_date", "date"),
            Column(
                self._get_label("attachment_ids"), "int", sql=self._get_attachments_sql
            ),
            self._get_column("receipt_confirmed_on", "datetime"),
            self._get_column("is_receipt_confirmed", "bool"),
            self._get_column("answered_on", "datetime"),
            self._get_column("is_answered", "bool"),
            self._get_column("cold_reason_id"),
            self._get_column("cold_note", width=30),
        ]

    @api.model
    def _get_form_columns(self):
        """How the form was handed in and judged."""
        return [
            self._get_column("report_deadline", "datetime"),
            self._get_column("done_on", "datetime"),
            self._get_column("done_by_id"),
            Column(
                self._get_label("form_status"),
                sql=self._get_form_status_sql,
                convert=self._convert_form_status,
                width=14,
            ),
            self._get_column("corrected_on", "datetime"),
            self._get_column("sent_back_count", "int", total=True),
            self._get_column("sent_back_note", width=40),
            Column(self.env._("Quality (%)"), "float", sql=self._get_quality_sql),
            self._get_column("cancel_reason_id"),
            self._get_column("cancel_note", width=30),
            self._get_column("company_id"),
            self._get_column("create_date", "datetime"),
        ]

    @api.model
    def _get_user_name(self):
        return SQL("(SELECT name FROM res_partner WHERE id = linked.partner_id)")

    @api.model
    def _linked_names(self, fname, name):
        """The names of a many2many field in one cell.

        :param SQL name: the name, of the table ``linked``
        """

        def sql(model, alias, query):
            # sudo: the name of a linked record is shown with the record, as in views
            field = model._fields[fname]
            comodel = self.env[field.comodel_name].sudo()
            return SQL(
                """(SELECT string_agg(%(name)s, ', ' ORDER BY linked.id)
                      FROM %(relation)s link
                      JOIN %(table)s linked ON linked.id = link.%(linked)s
                     WHERE link.%(own)s = %(visit)s)""",
                name=name,
                relation=SQL.identifier(field.relation),
                table=SQL.identifier(comodel._table),
                linked=SQL.identifier(field.column2),
                own=SQL.identifier(field.column1),
                visit=SQL.identifier(alias, "id"),
                to_flush=field,
            )

        return sql

    @api.model
    def _get_competition_sql(self, model, alias, query):
        """Lines of competitor, id of the advantage and note, for the converter."""
        lines = self.env["crm.visit.competition"]
        return SQL(
            """(SELECT json_agg(json_build_array(
                           competitor.name, line.advantage_id, line.note)
                           ORDER BY line.id)
                  FROM crm_visit_competition line
                  JOIN crm_visit_competitor competitor
                    ON competitor.id = line.competitor_id
                 WHERE line.visit_id = %s)""",
            SQL.identifier(alias, "id"),
            to_flush=[lines._fields["note"], lines._fields["visit_id"]],
        )

    @api.model
    def _convert_competition(self, values):
        """As on the form: Competitor: advantage (in detail); …"""
        advantages = self.env["crm.visit.advantage"].with_context(active_test=False)
        names = {
            advantage.id: advantage.name for advantage in advantages.search(Domain.TRUE)
        }
        texts = {
            key: self._get_competition_text(competitor, names.get(advantage), note)
            for key in {tuple(line) for lines in values for line in lines or ()}
            for competitor, advantage, note in [key]
        }
        return [
            lines and "; ".join(texts[tuple(line)] for line in lines)
            for lines in values
        ]

    @api.model
    def _get_competition_text(self, competitor, advantage, note):
        text = f"{competitor}: {advantage}" if advantage else competitor
        return f"{text} ({note})" if note else text

    @api.model
    def _get_attachments_sql(self, model, alias, query):
        """How many photos and files there are."""
        field = model._fields["attachment_ids"]
        return SQL(
            """(SELECT NULLIF(count(*), 0) FROM %s link WHERE link.%s = %s)""",
            SQL.identifier(field.relation),
            SQL.identifier(field.column1),
            SQL.identifier(alias, "id"),
            to_flush=field,
        )

    @api.model
    def _get_form_status_sql(self, model, alias, query):
        return form_status_sql(alias, fields.Datetime.now())

    @api.model
    def _convert_form_status(self, values):
        labels = dict(self.env["crm.visit"]._selection_form_status())
        return [labels[value] for value in values]

    @api.model
    def _get_quality_sql(self, model, alias, query):
        """The mark of the form that passed, as far as the reader may see it."""
        inspections = self.env["crm.visit.inspection"]
        readable = inspections._search([("state", "=", "passed")])
        reading = query.make_alias(alias, "reading")
        # all at once: a search for each visit would go through all readings
        query.add_join(
            "LEFT JOIN",
            reading,
            SQL(
                """(SELECT DISTINCT ON (visit_id) visit_id, mark
                      FROM crm_visit_inspection WHERE id IN %s
                     ORDER BY visit_id, id DESC)""",
                readable.subselect(),
            ),
            SQL(
                "%s = %s",
                SQL.identifier(reading, "visit_id"),
                SQL.identifier(alias, "id"),
            ),
        )
        return inspections._field_to_sql(reading, "mark")

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).


from odoo import api, fields, models
from odoo.tools import groupby

# Former results shown on a sheet.
HISTORY = 8


class ReportScoreSheet(models.AbstractModel):
    """Score sheet of one customer, one page each (GRD-16, GRD-18)."""

    _name = "report.crm_grading.report_score_sheet"
    _description = "Score Sheet"

    @api.model
    def _get_report_values(self, docids, data=None):
        results = self.env["crm.grading.result"].browse(docids)
        results.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": results._name,
            "docs": results,
            "sheets": [(result, self._get_sheet(result)) for result in results],
        }

    @api.model
    def _get_sheet(self, result):
        """What the template shows of one result."""
        # sudo: the round and the people who decided are named with the result
        record = result.round_id.sudo()
        score_sheet = result.score_sheet
        return {
            "result": result,
            # sudo: the name of a customer is shown with its result, as in any view
            "partner": result.partner_id.sudo(),
            "salesperson": result.user_id.sudo().name,
            "round": record,
            "scheme": record.scheme_id,
            "next_grade": score_sheet["next_grade"],
            "dimensions": self._get_dimensions(score_sheet["lines"]),
            "weight": sum(line["weight"] for line in score_sheet["lines"]),
            "contribution": sum(
                line["contribution"] or 0 for line in score_sheet["lines"]
            ),
            "history": self._get_history(result),
            "standing": self._get_standing(result),
        }

    @api.model
    def _get_history(self, result):
        """The latest grades that took effect, up to this one."""
        entries = [
            {**entry, "date": fields.Date.to_date(entry["date"])}
            for entry in result.history or []
        ]
        past = [entry for entry in entries if entry["date"] <= result.date]
        return past[-HISTORY:]

    @api.model
    def _get_dimensions(self, lines):
        """Pairs of dimension and its lines; the lines come in the scheme's order."""
        return list(groupby(lines, key=lambda line: line["dimension"]))

    @api.model
    def _get_standing(self, result):
        """The grade in effect today, and its override when there is one (GRD-12).

        Why it was overridden is for those who may read overrides.
        """
        standing = self.env["crm.grading.standing"].search(
            [
                ("partner_id", "=", result.partner_id.id),
                ("scheme_id", "=", result.scheme_root_id.id),
            ]
        )
        override = standing.override_id
        return {
            "standing": standing,
            "is_overridden": bool(override),
            "override": override._filtered_access("read"),
        }

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError

from ..engine.measure import without_basis
from .figures_xlsx import MEASURES


class ReportAssessment(models.AbstractModel):
    """Assessment of representatives and store managers, a page a team (VIS-03)."""

    _name = "report.crm_visits.report_assessment"
    _description = "Assessment of Representatives and Store Managers"

    @api.model
    def _get_report_values(self, docids, data=None):
        wizards = self.env["crm.visit.assessment"].browse(docids)
        return {
            "doc_ids": docids,
            "doc_model": wizards._name,
            "docs": wizards,
            "teams": {wizard.id: self._get_teams(wizard) for wizard in wizards},
            "labels": self._get_labels(),
            "columns": MEASURES,
        }

    @api.model
    def _get_labels(self):
        """Titles of the columns by field, as on the screen."""
        model_fields = self.env["crm.visit.figures"]._fields
        return {
            fname: model_fields[fname]._description_string(self.env)
            for fname in ("user_id", "leader_id", *(m.name for m in MEASURES))
        }

    @api.model
    def _get_teams(self, wizard):
        """One dict a team: itself, its store manager, its people, its total.

        :raises UserError: when there is no visit that the reader may see
        """
        domain = wizard._get_domain()
        totals = self._get_figures(domain, ["team_id"])
        if not totals:
            raise UserError(
                self.env._("There is no visit in this period that you may see.")
            )
        people = {}
        for line in self._get_figures(domain, ["team_id", "user_id"]):
            people.setdefault(line["team_id"], []).append(line)
        return [
            {
                "team": total["team_id"],
                # sudo: who leads a team need not be able to read its settings
                "leader": total["team_id"].sudo().user_id,
                "people": people[total["team_id"]],
                "total": total,
            }
            for total in totals
        ]

    @api.model
    def _get_figures(self, domain, groupby):
        """One dict a group, by the names of the fields."""
        groups = self.env["crm.visit.figures"]._read_group(
            domain, groupby, [measure.spec for measure in MEASURES]
        )
        names = [*groupby, *(measure.name for measure in MEASURES)]
        count = len(groupby)
        return [
            dict(
                zip(
                    names,
                    [*group[:count], *without_basis(MEASURES, group[count:])],
                    strict=True,
                )
            )
            for group in groups
        ]

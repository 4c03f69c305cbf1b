# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError

from ..engine.measure import Measure, without_basis
from .figures_xlsx import MEASURES

EXECUTION = (
    Measure("due"),
    Measure("on_time"),
    Measure("late"),
    Measure("missed"),
    Measure("excused"),
    Measure("rate", "avg", "float", basis="due"),
)


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
        }

    @api.model
    def _get_tables(self):
        """What each page shows, one table below the other."""
        return [
            self._get_table("crm.visit.figures", MEASURES),
            self._get_table("crm.visit.execution", EXECUTION),
        ]

    @api.model
    def _get_table(self, model, measures):
        """A table, with its name and the titles of its columns as on the screen."""
        model_fields = self.env[model]._fields
        # sudo: the name of a report that the reader may open
        described = self.env["ir.model"].sudo()._get(model)
        return {
            "model": model,
            "name": described.name,
            "measures": measures,
            "labels": {
                fname: model_fields[fname]._description_string(self.env)
                for fname in ("user_id", "leader_id", *(m.name for m in measures))
            },
        }

    @api.model
    def _get_teams(self, wizard):
        """One dict a team: itself, its store manager, its people and total by table.

        :raises UserError: when there is no visit that the reader may see
        """
        domains = {
            "crm.visit.figures": wizard._get_domain(),
            "crm.visit.execution": wizard._get_execution_domain(),
        }
        pages = {}
        for table in self._get_tables():
            model, measures = table["model"], table["measures"]
            domain = domains[model]
            for line in self._get_figures(model, measures, domain, ["team_id"]):
                # sudo: who leads a team need not be able to read its settings
                leader = line["team_id"].sudo().user_id
                page = pages.setdefault(
                    line["team_id"],
                    {"team": line["team_id"], "leader": leader, "parts": []},
                )
                page["parts"].append({"table": table, "people": [], "total": line})
            for line in self._get_figures(
                model, measures, domain, ["team_id", "user_id"]
            ):
                pages[line["team_id"]]["parts"][-1]["people"].append(line)
        if not pages:
            raise UserError(
                self.env._("There is no visit in this period that you may see.")
            )
        return list(pages.values())

    @api.model
    def _get_figures(self, model, measures, domain, groupby):
        """One dict a group, by the names of the fields."""
        groups = self.env[model]._read_group(
            domain, groupby, [measure.spec for measure in measures]
        )
        names = [*groupby, *(measure.name for measure in measures)]
        count = len(groupby)
        return [
            dict(
                zip(
                    names,
                    [*group[:count], *without_basis(measures, group[count:])],
                    strict=True,
                )
            )
            for group in groups
        ]

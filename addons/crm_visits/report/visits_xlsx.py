# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.crm_policy.engine.xlsx import Column, Sheet

from ..engine.measure import without_basis


class VisitsXlsx(models.AbstractModel):
    """What the workbooks of visits share: sheets of totals."""

    _name = "report.crm_visits.xlsx"
    _inherit = "report.crm_policy.xlsx"
    _description = "Workbook of Visits"

    @api.model
    def _get_summary(self, title, groupby, measures, docids, data):
        """A sheet of totals: one row a group.

        The counts of a sheet add up; its rates are those of all rows together.

        :param str groupby: field, for a date with its interval
        :param measures: list of :class:`~odoo.addons.crm_visits.engine.measure.Measure`
        """
        return Sheet(
            name=title,
            columns=[
                Column(title, width=36),
                *self._get_figure_columns(groupby, measures),
            ],
            rows=[
                (self._get_group_name(groupby, group), *figures)
                for group, figures in self._get_groups(
                    groupby, measures, docids, data
                ).items()
            ],
        )

    @api.model
    def _get_figure_columns(self, groupby, measures):
        """The columns of a summary behind the group."""
        return self._get_measure_columns(self._xlsx_model, measures)

    @api.model
    def _get_measure_columns(self, model, measures):
        """A column a measure, called as the field of the model on the screen."""
        labels = self.env[model].fields_get([m.name for m in measures], ["string"])
        return [
            Column(
                labels[measure.name]["string"],
                measure.kind,
                total=measure.aggregate == "sum",
            )
            for measure in measures
        ]

    @api.model
    def _get_groups(self, groupby, measures, docids, data):
        """The figures of a summary, by group."""
        domain = self._get_domain(docids, data)
        return self._get_measured(self._xlsx_model, domain, groupby, measures)

    @api.model
    def _get_measured(self, model, domain, groupby, measures):
        """The measures of the rows of a model, by group."""
        groups = self.env[model]._read_group(
            domain, [groupby], [measure.spec for measure in measures]
        )
        return {group: without_basis(measures, figures) for group, *figures in groups}

    @api.model
    def _get_group_name(self, groupby, group):
        if not group:
            return self.env._("None")
        if isinstance(group, models.BaseModel):
            # sudo: the name of a linked record is shown with the record, as in views
            return group.sudo().display_name
        return f"{group:%Y-%m}" if groupby.endswith(":month") else str(group)

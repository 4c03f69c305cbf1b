# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CrmVisitCompetition(models.Model):
    """Competitor analysis over visits: who, how often, which advantage (VIS-01).

    It counts what the reader may read: the record rules of visits hold here as well.
    """

    _name = "crm.visit.competition"
    _inherit = ["crm.visit.competition", "crm.policy.xlsx.mixin"]

    advantage_id = fields.Many2one(index="btree_not_null")

    @api.readonly
    def action_export_list(self):
        """The workbook of the selected lines, or of all that the list shows."""
        return self._print_xlsx("crm_visits.competition_xlsx")

    def action_open_visit(self):
        self.ensure_one()
        return self.visit_id._get_records_action(context={})

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError

# Customers named on paper that moved up, and down: those with the largest change
MOVERS = 15


class ReportEffect(models.AbstractModel):
    """What a round changed, on paper for the meeting (GRD-17, GRD-20)."""

    _name = "report.crm_grading.report_effect"
    _description = "Effect of Grading for the Meeting"

    @api.model
    def _get_report_values(self, docids, data=None):
        rounds = self.env["crm.grading.round"].browse(docids)
        rounds.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": rounds._name,
            "docs": rounds,
            "effects": {record.id: self._get_effect(record) for record in rounds},
        }

    @api.model
    def _get_effect(self, record):
        """What the template shows of one round.

        :raises UserError: when nothing is measured, or nothing that the reader may see
        """
        rows = self.env["crm.grading.effect"]
        domain = [("round_id", "=", record.id)]
        first = rows.search(domain, limit=1)
        if not first:
            raise UserError(
                self.env._(
                    "The effect of %(round)s is not measured yet.", round=record.name
                )
            )
        return {
            # sudo: the scheme and the company are named to all who see the round
            "round": record.sudo(),
            "first": first,
            "currency": first.sudo().currency_id,
            "grades": self._get_totals(domain, ["grade_id"]),
            "total": self._get_totals(domain, [])[0],
            "movers": [
                (title, self._get_movers(domain, movement))
                for movement, title in (
                    ("up", self.env._("Moved up")),
                    ("down", self.env._("Moved down")),
                )
            ],
        }

    @api.model
    def _get_totals(self, domain, groupby):
        """One dict a group, with the group itself under ``group``."""
        measures = {
            "count": "__count",
            "amount_before": "amount_before:sum",
            "amount_after": "amount_after:sum",
            "amount_growth": "amount_growth:avg",
            "margin_before": "margin_before:sum",
            "margin_after": "margin_after:sum",
            "repeat_before": "repeat_before:avg",
            "repeat_after": "repeat_after:avg",
            "execution_rate": "execution_rate:avg",
        }
        groups = self.env["crm.grading.effect"]._read_group(
            domain, groupby, list(measures.values())
        )
        return [
            {
                "group": values[0] if groupby else None,
                **dict(zip(measures, values[len(groupby) :], strict=True)),
            }
            for values in groups
        ]

    @api.model
    def _get_movers(self, domain, movement):
        """Customers that moved, the largest change of purchases first."""
        order = "desc" if movement == "up" else "asc"
        rows = self.env["crm.grading.effect"].search(
            [*domain, ("movement", "=", movement)],
            order=f"amount_change {order}, id",
            limit=MOVERS,
        )
        # sudo: names of customers are shown with their figures, as in any view
        return [(row, row.sudo().partner_id.display_name) for row in rows]

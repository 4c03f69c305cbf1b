# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dataclasses import replace
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..engine import compiler, methods, outcome, scorecard


class CrmGradingPreview(models.TransientModel):
    """What a customer would be graded with today's figures; nothing is changed."""

    _name = "crm.grading.preview"
    _inherit = ["crm.grading.score.sheet.mixin"]
    _description = "Grade with Today's Figures"

    partner_id = fields.Many2one("res.partner", string="Customer", required=True)
    method = fields.Selection(related="scheme_id.method")
    date = fields.Date(required=True, readonly=True)
    current_grade_id = fields.Many2one(
        related="partner_id.customer_grade_id", string="Grade in Effect"
    )
    current_grade_color = fields.Integer(
        related="current_grade_id.color", string="Colour of the Grade in Effect"
    )

    @api.model
    def _open_for(self, partner):
        """Computes the preview of one customer and shows it (GRD-11).

        :raises UserError: when the customer is none that the scheme grades
        """
        partner = partner.commercial_partner_id
        scheme = self.env["crm.grading.scheme"]._get_active(self.env.company)
        date = self.env.company._policy_today()
        # sudo: figures come from documents that a salesperson need not be able to open;
        # the customer itself was checked by the caller
        rows = self.sudo()._get_results(scheme.sudo(), partner, date)
        if not rows:
            raise UserError(
                self.env._(
                    "%(customer)s is not among the customers that %(scheme)s grades.",
                    customer=partner.display_name,
                    scheme=scheme.display_name,
                )
            )
        preview = self.create(
            {
                "partner_id": partner.id,
                "date": date,
                "scheme_id": scheme.id,
                "company_id": scheme.company_id.id,
                **{
                    fname: value
                    for fname, value in rows[0].items()
                    if fname in self._get_row_fields() + self._get_own_columns()
                },
            }
        )
        return preview._get_records_action(
            name=self.env._("Grade with Today's Figures"), target="new", context={}
        )

    @api.model
    def _get_row_fields(self):
        """What every row of a preview has; methods add columns of their own."""
        return ("status", "reason", "score", "coverage", "grade_id", "breakdown")

    @api.model
    def _get_own_columns(self):
        return sum(methods.OWN_COLUMNS.values(), ())

    @api.model
    def _get_results(self, scheme, partners, date, reference=None):
        """What customers would be graded on ``date``, stored nowhere (GRD-11).

        Their own figures are fetched by index; what needs everybody (shares,
        percentiles) is compared with the latest round in effect, or with ``reference``.

        :return: one dict a customer, as the columns of ``crm.grading.result``
        """
        # a figure may have gone with its addon since the scheme was activated
        gone = any(line._get_figure_faults() for line in scheme.line_ids)
        if scheme.state == "draft" or gone:
            scheme._check_ready()
        self.env.flush_all()
        # raw SQL: compiling these plans costs more than it gains
        self.env.cr.execute(SQL("SET LOCAL jit = off"))
        scope = scheme._prepare_scope(
            date, partner_ids=tuple(partners.commercial_partner_id.ids)
        )
        method = scheme._prepare_method(scope)
        registry = scheme._get_fact_registry()
        population = scheme._get_population()
        reference = reference or self._get_reference_round(scheme)
        totals = self._get_share_totals(scheme, method, reference, date)
        rows = self.env.execute_query_dict(
            compiler.select_graded(
                method, registry, replace(scope, totals=totals), population
            )
        )
        ranked = [ind for ind in method.indicators if ind.method == "percentile"]
        for row in rows if ranked else ():
            self._rank_preview(method, ranked, row, reference)
        return rows

    @api.model
    def _get_reference_round(self, scheme):
        """The latest round in effect, with which single customers are compared."""
        return self.env["crm.grading.round"].search(
            [("scheme_root_id", "=", scheme.root_id.id), ("state", "=", "effective")],
            order="date desc",
            limit=1,
        )

    @api.model
    def _get_share_totals(self, scheme, method, reference, date):
        """Sums of all customers by fact: as the round had them, else counted now."""
        registry = scheme._get_fact_registry()
        shares = compiler.share_totals(method, registry)
        if not shares:
            return {}
        sample = self.env["crm.grading.result"].search(
            [("round_id", "=", reference.id), ("status", "=", "graded")], limit=1
        )
        totals = {}
        for indicator in method.indicators:
            entry = (sample.breakdown or {}).get(indicator.code) or {}
            total = (entry.get("parts") or {}).get("total")
            if (indicator.fact, indicator.window) in shares and total is not None:
                totals[(indicator.fact, indicator.window)] = total
        if totals.keys() != shares.keys():
            scope = scheme._prepare_scope(date)
            [row] = self.env.execute_query(
                compiler.select_totals(
                    registry, scope, scheme._get_population(), shares
                )
            )
            totals = dict(zip(shares, row, strict=True))
        return totals

    @api.model
    def _rank_preview(self, method, ranked, row, reference):
        """Completes a preview by the percentile points among the reference round."""
        if row["breakdown"] is None:
            return
        for indicator in ranked:
            entry = row["breakdown"][indicator.code]
            others = self._get_reference_figures(indicator, reference, row)
            raw = entry["raw"]
            value = scorecard.percentile_points(
                None if raw is None else scorecard.to_decimal(raw), others
            )
            entry["points"] = None if value is None else float(value)
        figures = {
            code: tuple(
                None if entry[key] is None else scorecard.to_decimal(entry[key])
                for key in ("raw", "points")
            )
            for code, entry in row["breakdown"].items()
        }
        row.update(
            (fname, float(value) if isinstance(value, Decimal) else value)
            for fname, value in outcome.outcome(method, figures).items()
        )

    @api.model
    def _get_reference_figures(self, indicator, reference, row):
        """The other customers' raw figures of an indicator in the reference round."""
        # raw SQL: one number a customer out of the stored breakdowns
        rows = self.env.execute_query(
            SQL(
                """SELECT (breakdown -> %(code)s ->> 'raw')::numeric
                     FROM crm_grading_result
                    WHERE round_id = %(round)s AND partner_id != %(partner)s
                      AND breakdown -> %(code)s ->> 'raw' IS NOT NULL""",
                code=indicator.code,
                round=reference.id or 0,
                partner=row["partner_id"],
            )
        )
        return [scorecard.to_decimal(figure) for [figure] in rows]

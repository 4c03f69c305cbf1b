# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date, timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.misc import formatLang

from ..engine.concentration import herfindahl, largest_share

# Days looked back on at first
DAYS = 90


class CrmAllocationDashboard(models.TransientModel):
    """The effect of allocation on one screen (ALC-19).

    Time to first contact, conversion, share of each salesperson, turnover of the pool,
    suspensions: of a period, beside the period of the same length before it. What is
    read is what the reader may see.
    """

    _name = "crm.allocation.dashboard"
    _description = "Effect of Allocation at a Glance"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env.company._policy_today()
        - timedelta(days=DAYS - 1),
    )
    date_to = fields.Date(
        string="Until",
        required=True,
        default=lambda self: self.env.company._policy_today(),
    )
    team_ids = fields.Many2many("crm.team", string="Departments", help="None: all.")
    class_ids = fields.Many2many(
        "crm.allocation.class", string="Classes", help="None: all."
    )
    figures = fields.Json(compute="_compute_figures")

    @api.depends_context("lang")
    def _compute_display_name(self):
        self.display_name = self.env._("Effect of Allocation")

    @api.depends("company_id", "date_from", "date_to", "team_ids", "class_ids")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_figures(self):
        for dashboard in self:
            dashboard.figures = (
                dashboard.date_from
                and dashboard.date_to
                and dashboard.date_from <= dashboard.date_to
                and {
                    "cards": dashboard._get_cards(),
                    "groups": dashboard._get_groups(),
                }
            )

    # -- what is looked at -------------------------------------------------------------

    def _get_periods(self):
        """The period, and the one of the same length just before it."""
        length = self.date_to - self.date_from + timedelta(days=1)
        before = self.date_from - length, self.date_to - length
        return (self.date_from, self.date_to), before

    def _get_effect_domain(self, first, last):
        """Customers new to a salesperson that came in a period."""
        domain = Domain("company_id", "=", self.company_id.id)
        domain &= Domain("is_new", "=", True)
        domain &= Domain("date", ">=", first) & Domain("date", "<=", last)
        if self.team_ids:
            domain &= Domain("team_id", "in", self.team_ids.ids)
        if self.class_ids:
            domain &= Domain("class_id", "in", self.class_ids.ids)
        return domain

    def _get_ledger_domain(self):
        """Lines of the ledger of the customers looked at."""
        domain = Domain("company_id", "=", self.company_id.id)
        if self.class_ids:
            domain &= Domain("partner_id.allocation_class_id", "in", self.class_ids.ids)
        return domain

    def _get_moments(self, first, last):
        """Begin and end of days in UTC, the end not belonging to them."""
        company = self.company_id
        return (
            company._policy_moment(first),
            company._policy_moment(last + timedelta(days=1)),
        )

    def _get_owned_domain(self, last):
        """Who owned what when a day was over."""
        _begin, end = self._get_moments(last, last)
        domain = self._get_ledger_domain() & Domain("holder", "=", "person")
        domain &= Domain("date_from", "<", end)
        domain &= Domain("date_to", "=", False) | Domain("date_to", ">=", end)
        if self.team_ids:
            domain &= Domain("team_id", "in", self.team_ids.ids)
        return domain

    def _get_pool_domain(self, name, first, last):
        """What came into pools, or left them.

        :param str name: date_from or date_to
        """
        begin, end = self._get_moments(first, last)
        domain = self._get_ledger_domain() & Domain("holder", "=", "pool")
        return domain & Domain(name, ">=", begin) & Domain(name, "<", end)

    def _get_suspension_domain(self, first, last):
        """Suspensions that began in a period; proposed and revoked ones left out."""
        domain = Domain("company_id", "=", self.company_id.id)
        domain &= Domain("date_from", ">=", first) & Domain("date_from", "<=", last)
        domain &= Domain("state", "in", ("active", "served"))
        if self.team_ids:
            domain &= Domain("team_id", "in", self.team_ids.ids)
        return domain

    # -- headline figures --------------------------------------------------------------

    def _get_cards(self):
        now, before = map(self._get_headlines, self._get_periods())
        first, last = self._get_periods()[0]
        effect = self._get_effect_domain(first, last)
        timed = effect & Domain("has_clock", "=", True)
        ledger, effects = "crm.ownership", "crm.allocation.effect"
        minutes, percent = self.env._("minutes"), "%"
        labels = (
            ("new", self.env._("New Customers"), "", effects, effect),
            ("median", self.env._("To First Contact, Median"), minutes, effects, timed),
            ("mean", self.env._("To First Contact, Mean"), minutes, effects, timed),
            ("in_time", self.env._("Contacted in Time"), percent, effects, timed),
            ("conversion", self.env._("Developed"), percent, effects, effect),
            (
                "largest",
                self.env._("Largest Share"),
                percent,
                ledger,
                self._get_owned_domain(last),
            ),
            (
                "herfindahl",
                self.env._("Herfindahl Index"),
                "",
                ledger,
                self._get_owned_domain(last),
            ),
            (
                "pool_in",
                self.env._("Into Pools"),
                "",
                ledger,
                self._get_pool_domain("date_from", first, last),
            ),
            (
                "pool_out",
                self.env._("Out of Pools"),
                "",
                ledger,
                self._get_pool_domain("date_to", first, last),
            ),
            (
                "suspensions",
                self.env._("Suspensions"),
                "",
                "crm.allocation.suspension",
                self._get_suspension_domain(first, last),
            ),
        )
        return [
            {
                "key": key,
                "label": label,
                "unit": unit,
                "text": self._format(key, now[key]),
                "before": self._format(key, before[key]),
                "action": self._get_action(label, model, domain),
            }
            for key, label, unit, model, domain in labels
        ]

    def _get_headlines(self, period):
        """Figures of a period by key; None where there is nothing to measure."""
        effect = self._get_effect_domain(*period)
        ((new, mean, in_time, conversion),) = self.env[
            "crm.allocation.effect"
        ]._read_group(
            effect,
            aggregates=[
                "__count",
                "contact_minutes:avg",
                "contact_in_time:avg",
                "conversion:avg",
            ],
        )
        owned = [count for _user, count in self._get_owned(period[1])]
        ledger = self.env["crm.ownership"]
        return {
            "new": new,
            "median": self._get_median(effect),
            "mean": mean,
            "in_time": in_time,
            "conversion": conversion,
            "largest": largest_share(owned) if owned else None,
            "herfindahl": herfindahl(owned) if owned else None,
            "pool_in": ledger.search_count(self._get_pool_domain("date_from", *period)),
            "pool_out": ledger.search_count(self._get_pool_domain("date_to", *period)),
            "suspensions": self.env["crm.allocation.suspension"].search_count(
                self._get_suspension_domain(*period)
            ),
        }

    def _get_median(self, domain):
        """Half of the customers were contacted sooner: in minutes."""
        effects = self.env["crm.allocation.effect"]
        query = effects._search(domain)
        minutes = effects._field_to_sql(query.table, "contact_minutes", query)
        median = SQL("percentile_cont(0.5) WITHIN GROUP (ORDER BY %s)", minutes)
        ((value,),) = self.env.execute_query(query.select(median))
        return value

    def _get_owned(self, last):
        return self.env["crm.ownership"]._read_group(
            self._get_owned_domain(last), ["user_id"], ["__count"]
        )

    def _format(self, key, value):
        """A figure as it is read; a dash where there is nothing to measure."""
        if value is None or value is False:
            return "–"
        digits = (
            1 if key in ("median", "mean", "in_time", "conversion", "largest") else 0
        )
        return formatLang(self.env, value, digits=digits)

    # -- tables with bars --------------------------------------------------------------

    def _get_groups(self):
        period, _before = self._get_periods()
        return [
            self._get_share_group(*period),
            self._get_new_group(*period),
            self._get_source_group(*period),
            self._get_class_group(*period),
            self._get_pool_group(*period),
            self._get_suspension_group(*period),
        ]

    def _get_share_group(self, _first, last):
        """Share of each salesperson of the customers owned."""
        rows = self._get_owned(last)
        total = sum(count for _user, count in rows)
        return self._get_group(
            "shares",
            self.env._("Customers Owned by Salesperson"),
            "crm.ownership",
            [
                (
                    user.sudo().name,
                    count,
                    self.env._("%(share)s %%", share=self._format("largest", share)),
                    self._get_owned_domain(last) & Domain("user_id", "=", user.id),
                )
                for user, count in rows
                for share in [count * 100 / total]
            ],
        )

    def _get_new_group(self, first, last):
        """New customers of each salesperson, and what came of them."""
        domain = self._get_effect_domain(first, last)
        rows = self.env["crm.allocation.effect"]._read_group(
            domain, ["user_id"], ["__count", "conversion:avg"]
        )
        return self._get_group(
            "new",
            self.env._("New Customers by Salesperson"),
            "crm.allocation.effect",
            [
                (
                    user.sudo().name,
                    count,
                    self._get_developed_text(conversion),
                    domain & Domain("user_id", "=", user.id),
                )
                for user, count, conversion in rows
            ],
        )

    def _get_source_group(self, first, last):
        domain = self._get_effect_domain(first, last)
        effects = self.env["crm.allocation.effect"]
        labels = dict(effects._fields["source"]._description_selection(self.env))
        rows = effects._read_group(domain, ["source"], ["__count", "conversion:avg"])
        return self._get_group(
            "sources",
            self.env._("How Customers Came"),
            "crm.allocation.effect",
            [
                (
                    labels[source],
                    count,
                    self._get_developed_text(conversion),
                    domain & Domain("source", "=", source),
                )
                for source, count, conversion in rows
            ],
        )

    def _get_class_group(self, first, last):
        domain = self._get_effect_domain(first, last)
        rows = self.env["crm.allocation.effect"]._read_group(
            domain, ["class_id"], ["__count", "conversion:avg"]
        )
        return self._get_group(
            "classes",
            self.env._("New Customers by Class"),
            "crm.allocation.effect",
            [
                (
                    group.display_name or self.env._("Without Class"),
                    count,
                    self._get_developed_text(conversion),
                    domain & Domain("class_id", "=", group.id),
                )
                for group, count, conversion in rows
            ],
        )

    def _get_pool_group(self, first, last):
        """How customers left the pools."""
        domain = self._get_pool_domain("date_to", first, last)
        ledger = self.env["crm.ownership"]
        labels = dict(ledger._fields["end_source"]._description_selection(self.env))
        rows = ledger._read_group(domain, ["end_source"], ["__count"])
        return self._get_group(
            "pool",
            self.env._("How Customers Left the Pools"),
            "crm.ownership",
            [
                (labels.get(way), count, "", domain & Domain("end_source", "=", way))
                for way, count in rows
            ],
        )

    def _get_suspension_group(self, first, last):
        domain = self._get_suspension_domain(first, last)
        suspensions = self.env["crm.allocation.suspension"]
        labels = dict(suspensions._fields["cause"]._description_selection(self.env))
        rows = suspensions._read_group(domain, ["cause"], ["__count"])
        return self._get_group(
            "suspensions",
            self.env._("Suspensions by Cause"),
            "crm.allocation.suspension",
            [
                (labels.get(cause), count, "", domain & Domain("cause", "=", cause))
                for cause, count in rows
            ],
        )

    def _get_developed_text(self, conversion):
        return self.env._(
            "%(share)s %% developed", share=self._format("conversion", conversion)
        )

    def _get_group(self, key, title, model, rows):
        """:param rows: tuples of label, count, remark and domain"""
        rows = sorted(rows, key=lambda row: (-row[1], row[0] or ""))
        most = max((count for _label, count, _remark, _domain in rows), default=1)
        return {
            "key": key,
            "title": title,
            "rows": [
                {
                    "label": label,
                    "text": self._format("count", count),
                    "remark": remark,
                    "width": count * 100 / most,
                    "action": self._get_action(f"{title} · {label}", model, domain),
                }
                for label, count, remark, domain in rows
            ],
        }

    @api.model
    def _get_action(self, name, model, domain):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "domain": self._to_plain(domain),
            "views": [(False, "list"), (False, "form")],
            "context": {"create": False},
        }

    @api.model
    def _to_plain(self, domain):
        """A domain as JSON has it: days and moments as texts."""
        return [
            leaf
            if isinstance(leaf, str)
            else [
                leaf[0],
                leaf[1],
                str(leaf[2]) if isinstance(leaf[2], date) else leaf[2],
            ]
            for leaf in domain
        ]

    @api.readonly
    def action_export_xlsx(self):
        """The customers of the period behind the figures, as a workbook."""
        self.ensure_one()
        domain = self._to_plain(self._get_effect_domain(self.date_from, self.date_to))
        effects = self.env["crm.allocation.effect"]
        return effects.with_context(active_domain=domain).action_export_xlsx()

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from .story import before_and_now

LEVELS = {"E": "excellent", "G": "good", "A": "average", "W": "weak"}

# The letters of a customer's levels, in this order
ASSESSED = (
    "industry_outlook",
    "new_business",
    "financial_condition",
    "recommendation",
    "brand_recognition",
)
OWNED_BY_SALES = {"new_business", "recommendation", "brand_recognition"}
HALF_YEARLY = {"recommendation"}

# Assessments are collected so many days before the quarter ends
LEAD = timedelta(days=25)

# The salesperson of the demo login has every so many of its customers still to renew
STALE_CUSTOMERS = 4

# Share of a customer's own revenue that we sell to it, and its profit
PURCHASE_SHARE = 0.04
PROFIT_SHARE = 0.08


class Evidence:
    """What people entered about the demo customers: judgements, figures, ratings."""

    def __init__(self, env, quarters, partners):
        """
        :param quarters: the complete quarters, oldest first
        :param partners: list of (customer, partner)
        """
        self.env = env
        self.quarters = quarters
        self.partners = partners

    def record(self):
        self._record_financials()
        self._record_ratings()
        self._assess(self.quarters[-5].end - LEAD, position=0)
        self._assess(self.quarters[-3].end - LEAD, position=0, only=HALF_YEARLY)
        self._assess(self.quarters[-1].end - LEAD, position=1)

    def _record_financials(self):
        end = self.quarters[-1].end
        newest = end.year if (end.month, end.day) == (12, 31) else end.year - 1
        self.env["crm.grading.financials"].create(
            [
                vals
                for customer, partner in self.partners
                if customer["growth"]
                for vals in self._prepare_financials(customer, partner, newest)
            ]
        )

    def _prepare_financials(self, customer, partner, newest):
        growth_before, growth = map(float, before_and_now(customer["growth"]))
        debt_before, debt = map(float, before_and_now(customer["debt"] or "0"))
        revenue = max(float(customer["amount"]), 20000) / PURCHASE_SHARE
        revenue_before = revenue / (1 + growth / 100)
        first = revenue_before / (1 + growth_before / 100)
        for year, amount, ratio in (
            (newest, revenue, debt),
            (newest - 1, revenue_before, debt_before),
            (newest - 2, first, debt_before),
        ):
            assets = round(amount * 0.9) if customer["debt"] else 0
            yield {
                "partner_id": partner.id,
                "year": year,
                "revenue": round(amount),
                "profit": round(amount * PROFIT_SHARE),
                "assets": assets,
                "liabilities": round(assets * ratio / 100),
                "source": f"Annual report {year} ({year} 年年报)",
            }

    def _record_ratings(self):
        dates = (self.quarters[-5].start, self.quarters[-3].end - LEAD)
        vals_list = []
        for customer, partner in self.partners:
            ratings = before_and_now(customer["rating"])
            for position, rating in enumerate(ratings):
                if rating and (position == 0 or rating != ratings[0]):
                    vals_list.append(
                        {
                            "partner_id": partner.id,
                            "agency": "Meridian Credit (子午信用)",
                            "credit_grade_id": self._get_credit_grade(rating).id,
                            "date": dates[position],
                        }
                    )
        self.env["crm.grading.credit.rating"].create(vals_list)

    def _get_credit_grade(self, rating):
        return self.env.ref(f"crm_grading.credit_grade_{rating.lower()}")

    def _assess(self, day, position, only=frozenset(ASSESSED)):
        """One campaign: each indicator assessed by the person who judges it."""
        wanted = {}
        left_out = self._get_left_out() if position else []
        for customer, partner in self.partners:
            levels = before_and_now(customer["levels"])[position]
            for code, letter in zip(ASSESSED, levels, strict=True):
                of_sales = code in OWNED_BY_SALES
                if code not in only or letter == "-":
                    continue
                if of_sales and partner in left_out:
                    continue
                user = partner.user_id if of_sales else self._get_officer()
                key = (user, f"crm_grading.level_{code}_{LEVELS[letter]}")
                wanted[key] = wanted.get(key, partner) | partner
        for (user, level), partners in wanted.items():
            self._assess_alike(user, self.env.ref(level), partners, day)

    def _assess_alike(self, user, level, partners, day):
        """Assesses again what was assessed before; the rest for the first time."""
        assessments = self.env["crm.grading.assessment"].with_user(user)
        indicator = level.indicator_id
        known = assessments.search(
            [("partner_id", "in", partners.ids), ("indicator_id", "=", indicator.id)]
        )
        known.write({"level_id": level.id, "date": day})
        assessments.create(
            [
                {
                    "partner_id": partner.id,
                    "indicator_id": indicator.id,
                    "level_id": level.id,
                    "date": day,
                }
                for partner in partners - known.partner_id
            ]
        )

    def _get_left_out(self):
        sales = self.env.ref("crm_policy.demo_user_sales")
        own = [
            partner for _customer, partner in self.partners if partner.user_id == sales
        ]
        return own[::STALE_CUSTOMERS]

    def _get_officer(self):
        return self.env.ref("crm_policy.demo_user_officer")

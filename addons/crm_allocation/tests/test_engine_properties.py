# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import re
from collections import Counter
from datetime import date

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, TransactionCase
from odoo.tools import SQL

from ..engine import (
    claims,
    concentration,
    dealers,
    masking,
    pool_sql,
    registration,
    sharing,
    tiers,
)

counts = st.lists(st.integers(0, 1000), max_size=12)
days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
# Words that are no form of business, so that what they show can be counted
latin = st.text("xyzXYZ", min_size=1, max_size=8)
names = st.lists(
    st.text("上海华东机械王伟欧阳abcXYZé 　\t.,()'%\\", max_size=10)
    | st.sampled_from(
        [*masking.CHINESE_FORMS, *masking.DOUBLE_FAMILY_NAMES, "Co., Ltd.", "GmbH"]
    ),
    max_size=4,
).map("".join)
percents = st.lists(st.integers(0, 100), min_size=1, max_size=8)


class TestMaskingProperties(BaseCase):
    @given(
        st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" 　")),
        st.sampled_from(["name", "phone", "email", "vat", "address"]),
    )
    def test_any_text(self, text, kind):
        """ALC-15 what there is is masked, what there is not stays empty"""
        self.assertEqual(bool(masking.mask(kind, text)), bool(text.strip()))

    @given(st.text("0123456789+-() "))
    def test_phone(self, text):
        """ALC-15 of a number at most five figures show, and never all of it"""
        masked = masking.mask_phone(text)
        shown, figures = (re.sub(r"\D", "", one) for one in (masked, text))
        self.assertLessEqual(len(shown), 5)
        self.assertTrue(len(figures) - len(shown) >= 4 or not shown)

    @given(
        st.text("华东机械王伟欧阳娜", min_size=1, max_size=12), st.text("公司有限集团")
    )
    def test_chinese_name(self, stem, form):
        """ALC-15 of a Chinese name at most two characters show, beside the form"""
        masked = masking.mask_name(stem + form)
        shown, _mark, end = masked.partition(masking.MARK)
        self.assertLessEqual(len(shown), 2)
        self.assertIn(end, ("", *masking.CHINESE_FORMS))
        self.assertTrue((stem + form).startswith(shown))

    @given(st.lists(latin, min_size=1, max_size=5))
    def test_latin_name(self, words):
        """ALC-15 of each word the first letter shows, and its length does not"""
        masked = masking.mask_name(" ".join(words))
        self.assertEqual(masked, " ".join(f"{word[0]}{masking.MARK}" for word in words))

    @given(st.text("ab.@ <>138"), st.text("ab.@ 138,;"))
    @example("li", "valve.example 138 1234 5678")
    @example("li", "valve.13812345678")
    def test_email(self, text, more):
        """ALC-15 of an e-mail two letters show, and the end of its domain"""
        masked = masking.mask_email(f"{text}@{more}")
        shown = re.fullmatch(r"(.\*\*\*@.\*\*\*\.[a-z]\w*)|\*\*\*", masked)
        self.assertTrue(shown, masked)


class TestMaskAgreement(TransactionCase):
    @given(st.lists(names, min_size=50, max_size=200, unique=True))
    @settings(phases=[Phase.generate], max_examples=20)
    def test_names(self, given_names):
        """ALC-05 ALC-15 the database masks any name as Python does"""
        name = SQL.identifier("given", "name")
        found = self.env.execute_query(
            SQL(
                "SELECT %s FROM unnest(%s) WITH ORDINALITY AS given (name, position)"
                " ORDER BY position",
                pool_sql.mask_name(name),
                given_names,
            )
        )
        self.assertEqual(
            [masked for (masked,) in found], [masking.mask_name(n) for n in given_names]
        )


class TestLimitProperties(BaseCase):
    @given(
        st.lists(
            st.tuples(
                st.integers(0, 5), st.integers(0, 5), st.sampled_from([None, "A", "B"])
            ),
            max_size=5,
        ),
        st.lists(st.sampled_from(["A", "B"]), max_size=30),
    )
    def test_claims(self, limits, scopes):
        """ALC-05 nobody takes more than a limit leaves; refused, nothing is counted"""
        caps = [
            claims.Cap(str(number), limit, used, scope)
            for number, (limit, used, scope) in enumerate(limits)
        ]
        taken = Counter()
        for scope in scopes:
            before = [cap.used for cap in caps]
            refused = claims.take(caps, scope)
            taken[scope] += refused is None
            if refused:
                self.assertTrue(refused.is_full() and refused.concerns(scope))
                self.assertEqual([cap.used for cap in caps], before)
        for cap, (limit, used, scope) in zip(caps, limits, strict=True):
            concerned = taken.total() if scope is None else taken[scope]
            self.assertEqual(cap.used, used + concerned)
            if limit:
                self.assertLessEqual(cap.used, max(used, limit))

    @given(days, days)
    def test_periods_of_claims(self, one, other):
        """ALC-05 days of the same week or month begin together, and none later"""
        for period in claims.PERIODS:
            start = claims.period_start(period, one)
            self.assertEqual(claims.period_start(period, start), start)
            self.assertTrue(claims.first_start(one) <= start <= one)
            if start <= other <= one:
                self.assertEqual(claims.period_start(period, other), start)
        self.assertEqual(claims.period_start("week", one).weekday(), 0)

    @given(counts)
    def test_concentration(self, given_counts):
        """ALC-06 shares lie between equal and all; the order does not matter"""
        largest = concentration.largest_share(given_counts)
        index = concentration.herfindahl(given_counts)
        self.assertAlmostEqual(index, concentration.herfindahl(given_counts[::-1]))
        if not any(given_counts):
            self.assertEqual((largest, index), (0, 0))
            return
        equal = 100 / len(given_counts)
        self.assertTrue(equal - 1e-9 <= largest <= 100)
        self.assertTrue(100 * equal - 1e-6 <= index <= 100 * largest + 1e-6)

    @given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=8))
    def test_dealers(self, marks):
        """ALC-22 a score lies between the worst and the best mark; better, no less"""
        score = dealers.weighted_score(marks)
        counted = [mark for weight, mark in marks if weight]
        if not counted:
            self.assertEqual(score, 0)
            return
        self.assertTrue(20 * min(counted) - 1e-9 <= score <= 20 * max(counted) + 1e-9)
        better = [(weight, min(5, mark + 1)) for weight, mark in marks]
        self.assertGreaterEqual(dealers.weighted_score(better), score)
        self.assertEqual(dealers.weighted_score(iter(marks)), score)


class TestRegistrationProperties(BaseCase):
    @given(
        st.dictionaries(
            st.sampled_from(
                [
                    *registration.OWN_CONTENTS,
                    *registration.CALL_CONTENTS,
                    "phone",
                    "mobile",
                    "email",
                    "is_company",
                ]
            ),
            st.sampled_from([1, "", 0, "x", False]),
        ),
        st.booleans(),
    )
    def test_missing(self, values, is_call):
        """ALC-01 ALC-02 filling in what is missing leaves nothing missing"""
        missing = registration.get_missing(values, is_call)
        self.assertEqual(len(missing), len(set(missing)))
        self.assertFalse(any(values.get(name) for name in missing))
        filled = {**values, **dict.fromkeys(missing, "x")}
        self.assertEqual(registration.get_missing(filled, is_call), [])
        if missing:
            part = {**values, **dict.fromkeys(missing[1:], "x")}
            self.assertEqual(registration.get_missing(part, is_call), missing[:1])

    @given(
        days,
        days,
        st.integers(0, 60),
        st.integers(0, 60),
        st.sampled_from(["days", "weeks", "months"]),
    )
    def test_protection(self, one, other, count, more, unit):
        """ALC-03 more protection ends no earlier, and who comes later is not before"""
        first, last = sorted((one, other))
        end = registration.get_end(first, count, unit)
        self.assertGreaterEqual(end, first)
        self.assertGreaterEqual(registration.get_end(first, count + more, unit), end)
        self.assertGreaterEqual(registration.get_end(last, count, unit), end)
        self.assertEqual(registration.get_end(first, 0, unit), first)

    @given(
        st.builds(
            registration.Hit,
            st.lists(st.sampled_from(["phone", "name", "domain", "vat"])).map(tuple),
            st.sampled_from([*sorted(registration.BLOCKING), "free", "archived"]),
            st.booleans(),
        )
    )
    def test_hits(self, hit):
        """ALC-02 only who is surely the same customer, and somebody's, is in the way"""
        if hit.is_blocking:
            self.assertTrue(hit.is_exact)
            self.assertNotIn(hit.status, ("free", "archived"))
        more = registration.Hit((*hit.kinds, "vat"), hit.status, hit.is_company)
        self.assertTrue(more.is_exact)
        self.assertGreaterEqual(more.is_blocking, hit.is_blocking)


class TestSharingProperties(BaseCase):
    @given(st.integers(0, 500), percents)
    def test_quotas(self, count, given_percents):
        """ALC-14 whole numbers that make the whole, each within one of its share"""
        found = sharing.quotas(count, given_percents)
        self.assertEqual(sum(found), count)
        shares = given_percents if any(given_percents) else [1] * len(given_percents)
        for number, percent in zip(found, shares, strict=True):
            self.assertLess(abs(number - count * percent / sum(shares)), 1)
            self.assertTrue(percent or not number)

    @given(
        st.lists(
            st.tuples(
                st.sampled_from([0, 1, 5, 5, 900]), st.sampled_from([None, 1, 2])
            ),
            max_size=40,
        ),
        st.lists(
            st.tuples(
                st.integers(0, 100), st.frozensets(st.integers(1, 3), max_size=2)
            ),
            min_size=1,
            max_size=5,
        ),
    )
    def test_everybody_once(self, customers, successors):
        """ALC-14 each customer goes to one successor, in whatever order they come"""
        customers = [
            sharing.Customer(number, float(amount), region)
            for number, (amount, region) in enumerate(customers)
        ]
        successors = [
            sharing.Successor(number, float(percent), regions)
            for number, (percent, regions) in enumerate(successors, 100)
        ]
        by_id = {one.id: one for one in successors}
        for share in sharing.METHODS.values():
            found = share(customers, successors)
            self.assertEqual(set(found), {customer.id for customer in customers})
            self.assertLessEqual(set(found.values()), set(by_id))
            self.assertEqual(found, share(customers[::-1], successors))
        numbers = Counter(sharing.share_by_number(customers, successors).values())
        quotas = sharing.quotas(len(customers), [one.percent for one in successors])
        self.assertEqual([numbers[one.id] for one in successors], quotas)
        if any(one.percent for one in successors):
            by_amount = sharing.share_by_amount(customers, successors).values()
            self.assertTrue(all(by_id[taker].percent for taker in by_amount))
        for customer in customers:
            taker = by_id[
                sharing.share_by_territory(customers, successors)[customer.id]
            ]
            served = any(customer.region in one.regions for one in successors)
            self.assertEqual(customer.region in taker.regions, served)


class TestTierProperties(BaseCase):
    tiers = st.lists(
        st.tuples(st.integers(1, 6), st.integers(1, 9)), min_size=1, max_size=4
    ).map(lambda rows: [tiers.Tier(at, *row) for at, row in enumerate(rows)])
    months = st.lists(st.integers(0, 5), min_size=6, max_size=6)

    @given(tiers, months, st.integers(0, 5), st.booleans())
    def test_reached(self, rows, months, at, inclusive):
        """ALC-09 one mismatch more never takes a tier back; strict is no milder"""
        more = [count + (place == at) for place, count in enumerate(months)]
        for tier in rows:
            reached = tiers.is_reached(tier, months, inclusive)
            self.assertLessEqual(reached, tiers.is_reached(tier, more, inclusive))
            if tiers.is_reached(tier, months, False):
                self.assertTrue(tiers.is_reached(tier, months, True))
            one_less = tiers.Tier(tier.id, tier.months, tier.count - 1)
            self.assertEqual(
                tiers.is_reached(tier, months, True),
                tiers.is_reached(one_less, months, False),
            )

    @given(tiers, months, st.booleans())
    def test_begins_once(self, rows, months, inclusive):
        """ALC-09 the heaviest tier reached begins, once a month, and none lighter"""
        tier = tiers.find_new_tier(rows, months, set(), inclusive)
        reached = [one for one in rows if tiers.is_reached(one, months, inclusive)]
        self.assertEqual(tier, reached[-1] if reached else None)
        if tier:
            self.assertIsNone(tiers.find_new_tier(rows, months, {tier.id}, inclusive))
            self.assertEqual(
                tiers.find_new_tier(rows, months, {tier.id}, inclusive, repeats=True),
                tier,
            )
            # what was answered for does not count again
            answered = {one.id: months for one in rows}
            self.assertIsNone(
                tiers.find_new_tier(rows, months, set(), True, answered=answered)
            )

    @given(st.dictionaries(st.integers(1, 9), st.integers(0, 90)), st.integers(1, 12))
    def test_steps(self, steps, number):
        """ALC-10 the last step that has begun holds until the next one begins"""
        found = tiers.find_step(steps.items(), number)
        begun = [first for first in steps if first <= number]
        self.assertEqual(found, steps[max(begun)] if begun else 0)

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""What the rules of sales say about an order, from plain values (GRD-14)."""

from dataclasses import dataclass

# Mildest first
EFFECTS = ("none", "warn", "approval", "block")
# Effects that stop an order until a manager lets it through
STOPPING = frozenset({"approval", "block"})


@dataclass(frozen=True)
class Rule:
    """Which customers, and what happens to their quotations and orders.

    :ivar grade_id: only customers of this grade; None: of any
    :ivar step: only customers at this risk step; None: at any
    :ivar above_limit: has its effect beyond a limit only, and warns below it
    :ivar limit: of the rule; None: the customer's own
    """

    id: int
    effect: str
    grade_id: int | None = None
    step: str | None = None
    above_limit: bool = False
    limit: float | None = None


@dataclass(frozen=True)
class Customer:
    """:ivar limit: on its open amount, as decided for the customer; None: no limit"""

    grade_id: int | None
    step: str
    limit: float | None = None


@dataclass(frozen=True)
class Verdict:
    """What happens to an order, and the rule that says so.

    :ivar limit: the one that the open amount was held against, if any
    """

    effect: str = "none"
    rule_id: int | None = None
    limit: float | None = None
    open_amount: float | None = None

    @property
    def stops(self):
        return self.effect in STOPPING


def matches(rule, customer):
    return rule.grade_id in (None, customer.grade_id) and rule.step in (
        None,
        customer.step,
    )


def needs_open_amount(rules, customer):
    """Whether what is open decides anything about this customer."""
    return any(rule.above_limit and matches(rule, customer) for rule in rules)


def judge(rules, customer, open_amount):
    """The strictest of the rules that match; the first of equally strict ones.

    So no rule loosens another, whatever their order.

    :param open_amount: of the customer, the order itself included
    """
    verdicts = [
        _apply(rule, customer, open_amount) for rule in rules if matches(rule, customer)
    ]
    return max(
        verdicts, key=lambda verdict: severity(verdict.effect), default=Verdict()
    )


def severity(effect):
    """
    >>> severity("block") > severity("approval") > severity("warn")
    True
    """
    return EFFECTS.index(effect)


def _apply(rule, customer, open_amount):
    """The narrower of both limits counts; without any, every amount is beyond it."""
    if not rule.above_limit:
        return Verdict(rule.effect, rule.id)
    limits = [limit for limit in (rule.limit, customer.limit) if limit is not None]
    if not limits:
        return Verdict(rule.effect, rule.id)
    limit = min(limits)
    effect = rule.effect if open_amount > limit else "warn"
    return Verdict(effect, rule.id, limit, open_amount)

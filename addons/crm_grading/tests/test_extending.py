# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL

from ..engine.facts import Fact, Source, only_partners
from .common import ROUND_DATE, GradingCommon


def _contacts(scope, _start):
    return SQL("c.commercial_partner_id"), SQL(
        "FROM res_partner c WHERE c.active AND c.parent_id IS NOT NULL AND %s",
        only_partners(scope, SQL("c.commercial_partner_id")),
    )


@tagged("post_install", "-at_install")
class TestExtending(GradingCommon):
    """What docs/extending.md promises to the authors of other addons."""

    def setUp(self):
        super().setUp()
        schemes = type(self.env["crm.grading.scheme"])
        indicators = type(self.env["crm.grading.indicator"])
        get_registry = schemes._get_fact_registry
        selection = indicators._selection_fact

        def get_extended_registry(scheme):
            registry = get_registry(scheme)
            registry.sources["contact"] = Source(_contacts)
            registry.facts["contacts"] = Fact(
                source="contact",
                columns=lambda scope, window: {"contacts": SQL("COUNT(*)")},
                value=lambda columns: columns["contacts"],
                unit="count",
                absent_is_zero=True,
            )
            return registry

        def extended_selection(indicator):
            return selection(indicator) + [("contacts", "Contacts")]

        for target, name, replacement in (
            (schemes, "_get_fact_registry", get_extended_registry),
            (indicators, "_selection_fact", extended_selection),
        ):
            patcher = patch.object(target, name, replacement)
            patcher.start()
            self.addCleanup(patcher.stop)

    def test_figure_of_another_addon(self):
        """GRD-03 a source and a figure added by two methods are graded like ours."""
        customer = self._new_customer("Customer")
        for name in ("Buyer", "Accountant", "Warehouse"):
            self.env["res.partner"].create({"name": name, "parent_id": customer.id})
        indicator = self.env["crm.grading.indicator"].create(
            {
                "name": "People We Know",
                "code": "people",
                "dimension_id": self.env["crm.grading.dimension"]
                .search([], limit=1)
                .id,
                "fact": "contacts",
                "digits": 0,
            }
        )
        scheme = self._new_version()
        self._line("purchase_amount", scheme).weight = 20
        scheme.line_ids.create(
            {
                "scheme_id": scheme.id,
                "indicator_id": indicator.id,
                "weight": 10,
                "method": "linear",
                "floor": 0,
                "cap": 4,
            }
        )
        figure = self._grade(customer, scheme_id=scheme.id).breakdown["people"]
        self.assertEqual(figure, {"raw": 3, "points": 75, "weight": 10})
        [alone] = self.env["crm.grading.preview"]._get_results(
            scheme, customer, ROUND_DATE
        )
        self.assertEqual(alone["breakdown"]["people"], figure)

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from odoo.addons.base.tests.common import BaseCommon

from ..uninstall import forget

ADDON = "crm_policy_departing"


@tagged("post_install", "-at_install")
class TestUninstall(BaseCommon):
    """An addon without models that delivered records to the catalogues of others."""

    def _deliver(self, record, module=ADDON):
        """Let an addon have brought the record."""
        return self.env["ir.model.data"].create(
            {
                "module": module,
                "name": f"delivered_{record.id}",
                "model": record._name,
                "res_id": record.id,
            }
        )

    def _new_sources(self, *codes):
        return self.env["crm.customer.source"].create(
            [{"name": code.title(), "code": f"departing_{code}"} for code in codes]
        )

    def test_used_stays(self):
        """What is in use stays, nobody's, among others that go."""
        sources = self._new_sources("first", "used", "second", "third", "named")
        _first, used, _second, _third, named = sources
        for source in sources:
            self._deliver(source)
        self._deliver(named, "crm_policy")
        customer = self.env["res.partner"].create(
            {"name": "Customer A", "customer_source_id": used.id}
        )
        forget(self.env, ADDON)
        self.assertEqual(sources.exists(), used | named)
        self.assertEqual(customer.customer_source_id, used)
        self.assertEqual(used.get_external_id(), {used.id: ""})

    def test_others_stay(self):
        """What people made, and what Odoo takes away itself, is left alone."""
        own = self._new_sources("own")
        group = self.env["res.groups"].create({"name": "Departing"})
        name = self._deliver(group)
        forget(self.env, ADDON)
        self.assertEqual(own.exists(), own)
        self.assertEqual((group.exists(), name.exists()), (group, name))

    def test_activities_go(self):
        """Activities of the addon's kinds go, done ones too, and no others."""
        kind, other = self.env["mail.activity.type"].create(
            [{"name": "Departing"}, {"name": "Staying"}]
        )
        self._deliver(kind)
        activities = self.env["mail.activity"].create(
            [
                {
                    "activity_type_id": one.id,
                    "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                    "res_id": self.partner.id,
                    "active": is_open,
                }
                for one, is_open in ((kind, True), (kind, False), (other, True))
            ]
        )
        forget(self.env, ADDON)
        self.assertEqual(activities.exists(), activities[2])
        self.assertTrue(kind.exists())

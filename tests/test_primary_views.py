# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Views that survive an update of Odoo."""

from lxml import etree
from suite import addons

from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestPrimaryViews(TransactionCase):
    def test_primary_views_locate_what_their_parent_has(self):
        """While base is updated, a primary view is checked against its parent alone,
        without what other views add to that: it must not locate any of it."""
        ours = tuple(addons.discover())
        data = self.env["ir.model.data"].search(
            [("model", "=", "ir.ui.view"), ("module", "in", ours)]
        )
        views = self.env["ir.ui.view"].browse(data.mapped("res_id"))
        primary = views.filtered(
            lambda view: view.mode == "primary" and view.inherit_id
        )
        self.assertTrue(primary)
        for view in primary:
            with self.subTest(view=view.xml_id):
                parent = etree.fromstring(view.inherit_id.arch_db)
                view.apply_inheritance_specs(parent, etree.fromstring(view.arch_db))

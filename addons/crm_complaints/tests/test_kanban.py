# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time
from lxml import etree

from odoo.tests import tagged

from .common import NOW
from .quality_common import QualityCommon

# what the web client asks for of a field that is another record
PARTS = {"fields": {"display_name": {}}}


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestKanban(QualityCommon):
    """The board with a card for each case, as the web client asks for it."""

    def _read_board(self, count):
        """Reads so many cards with all their fields; return the statements it took."""
        complaints = self.env["crm.complaint"].with_user(self.officer)
        arch = etree.fromstring(complaints.get_view(view_type="kanban")["arch"])
        fields = complaints._fields
        wanted = {
            name: PARTS if fields[name].relational else {}
            for name in arch.xpath("//field/@name")
        }
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        cards = complaints.web_search_read(
            [("partner_id", "=", self.customer.id)], wanted, limit=count
        )
        self.assertEqual(len(cards["records"]), count)
        return self.env.cr.sql_log_count - before

    def test_queries(self):
        """CMP-03 sixty cards take no more statements than five"""
        for number in range(60):
            self._new_complaint(name=f"Window {number}", unit_id=self.service.id)
        self._read_board(5)
        self.assertLessEqual(self._read_board(60), self._read_board(5))

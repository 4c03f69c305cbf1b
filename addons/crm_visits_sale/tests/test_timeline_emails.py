# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.crm_visits.tests.common import NOW
from odoo.addons.crm_visits.tests.timeline_common import TimelineCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestTimelineEmails(TimelineCommon):
    def test_emails_of_quotations(self):
        """VIS-07: e-mails on a quotation show to who may read it, to nobody else."""
        self._check_emails("sale.order")

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.tools.misc import hmac

from ..engine import web_rate

# Attempts are of no use after the hour they are counted in.
KEPT_HOURS = 24


class CrmComplaintWebAttempt(models.Model):
    """How often an address has sent the public form within an hour.

    The address itself is not kept, only what is derived from it (CMP-01).
    """

    _name = "crm.complaint.web.attempt"
    _description = "Reports from an Address"

    address_key = fields.Char(required=True)
    hour = fields.Datetime(required=True)
    attempts = fields.Integer(required=True)

    _address_hour = models.UniqueIndex("(address_key, hour)")

    @api.model
    def _count(self, address):
        """Counts one more attempt of an address.

        :return: how many there were within this hour, with this one
        """
        # sudo: the secret of the database is nobody's to read
        key = hmac(self.env(su=True), "crm_complaints.web_attempt", address or "")
        hour = fields.Datetime.now().replace(minute=0, second=0, microsecond=0)
        [(attempts,)] = self.env.execute_query(web_rate.count_attempt(key, hour))
        return attempts

    @api.autovacuum
    def _gc_attempts(self):
        limit = fields.Datetime.now() - timedelta(hours=KEPT_HOURS)
        self.search([("hour", "<", limit)]).unlink()

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import fields, models

from ..engine.maps import AMAP, GOOGLE, OPENSTREETMAP


class ResCompany(models.Model):
    """How the company works on the road: position, maps, calendars (VIS-02)."""

    _inherit = "res.company"

    visit_use_position = fields.Selection(
        [("off", "Never"), ("ask", "Ask the Device")],
        string="Position at Start and End",
        required=True,
        default="ask",
        help="Whether the phone is asked where it is when a visit at the customer's "
        "place starts and ends. Who refuses works on without it.",
    )
    visit_map_service = fields.Selection(
        [
            (OPENSTREETMAP, "OpenStreetMap"),
            (GOOGLE, "Google Maps"),
            (AMAP, "Amap (高德地图)"),
        ],
        string="Map Service",
        required=True,
        default=OPENSTREETMAP,
        help="Opened by the map links of visits and by the route of the day. Only a "
        "link is opened: no address leaves Odoo before somebody presses it.",
    )
    visit_calendar_sync = fields.Boolean(
        string="Visits in the Calendar",
        help="Agreed visits become private meetings of the representative and the "
        "companions: colleagues see that they are busy, not with whom. A moved meeting "
        "moves the visit, and a moved visit the meeting.",
    )

    def _get_policy_day(self):
        """Today in the policy time zone.

        :return: its first moment and the first of the next day, in UTC
        """
        self.ensure_one()
        today = self._policy_today()
        return self._policy_moment(today), self._policy_moment(
            today + timedelta(days=1)
        )

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine.geography import distance
from ..engine.maps import Stop, place_link


class CrmVisit(models.Model):
    """Where a visit takes place, and where the device was (VIS-02)."""

    _inherit = "crm.visit"

    is_position_asked = fields.Boolean(
        compute="_compute_is_position_asked",
        help="The device is asked for its position at start and end.",
    )
    start_distance = fields.Char(
        string="Distance at Start",
        compute="_compute_distances",
        compute_sudo=True,
        help="From the customer's address, when both positions are known.",
    )
    end_distance = fields.Char(
        string="Distance at End",
        compute="_compute_distances",
        compute_sudo=True,
        help="From the customer's address, when both positions are known.",
    )

    @api.depends("company_id.visit_use_position", "channel_id.is_on_site")
    def _compute_is_position_asked(self):
        for visit in self:
            visit.is_position_asked = (
                visit.channel_id.is_on_site
                and visit.company_id.visit_use_position == "ask"
            )

    @api.depends_context("lang")
    @api.depends(
        "start_latitude",
        "start_longitude",
        "end_latitude",
        "end_longitude",
        "address_id.partner_latitude",
        "address_id.partner_longitude",
        "partner_id.partner_latitude",
        "partner_id.partner_longitude",
    )
    def _compute_distances(self):
        for visit in self:
            start = (visit.start_latitude, visit.start_longitude)
            end = (visit.end_latitude, visit.end_longitude)
            visit.start_distance = visit._describe_distance(start)
            visit.end_distance = visit._describe_distance(end)

    def _describe_distance(self, position):
        """How far a position is from the customer, in words; empty when unknown."""
        point = self._get_point()
        if not point or not any(position):
            return False
        metres = distance(point, position)
        if metres < 1000:
            return self.env._(
                "%(metres)s m from the customer's address", metres=round(metres)
            )
        return self.env._(
            "%(kilometres)s km from the customer's address",
            kilometres=f"{metres / 1000:.1f}",
        )

    def _get_address(self):
        """The partner at whose address the visit takes place."""
        return self.address_id or self.partner_id

    def _get_point(self):
        """Latitude and longitude of the customer's address, or None."""
        address = self._get_address()
        point = (address.partner_latitude, address.partner_longitude)
        return point if any(point) else None

    def _get_stop(self):
        """The visit's place, as map services are told."""
        lines = self._get_address()._display_address(without_company=True)
        return Stop(
            name=self.partner_id.name,
            address=", ".join(filter(None, map(str.strip, lines.splitlines()))),
            point=self._get_point(),
        )

    def action_open_map(self):
        """The customer's place in the company's map service."""
        self.ensure_one()
        link = place_link(self.company_id.visit_map_service, self._get_stop())
        if not link:
            raise UserError(
                self.env._(
                    "%(customer)s has neither an address nor a position. Write the "
                    "address on the customer first.",
                    customer=self.partner_id.name,
                )
            )
        return {"type": "ir.actions.act_url", "url": link, "target": "new"}

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..engine.geography import distance, length, short_way
from ..engine.maps import route_link

EPOCH = datetime(1970, 1, 1)


class CrmVisit(models.Model):
    """The route of the day: the visits of a person in the order of the way (VIS-02)."""

    _inherit = "crm.visit"

    route_sequence = fields.Integer(
        string="Order of the Way",
        compute="_compute_route_sequence",
        store=True,
        readonly=False,
        copy=False,
        help="By planned time, until somebody moves it by hand or by suggestion.",
    )
    route_distance = fields.Float(
        string="From the Stop Before (km)",
        compute="_compute_route_distance",
        digits=(16, 1),
        help="As the crow flies, between customers whose position is known.",
    )
    planned_hours = fields.Float(string="Planned (h)", compute="_compute_planned_hours")
    is_today = fields.Boolean(
        compute="_compute_is_today",
        search="_search_is_today",
        help="Planned for today in the company's time zone, or under way.",
    )

    @api.depends("planned_start")
    def _compute_route_sequence(self):
        """Minutes: between any two times there is an order, on whatever day."""
        for visit in self:
            visit.route_sequence = visit._get_planned_place()

    def _get_planned_place(self):
        passed = self.planned_start and self.planned_start - EPOCH
        return passed and passed // timedelta(minutes=1)

    @api.depends("planned_start", "planned_end")
    def _compute_planned_hours(self):
        for visit in self:
            planned = timedelta()
            if visit.planned_start and visit.planned_end:
                planned = visit.planned_end - visit.planned_start
            visit.planned_hours = planned.total_seconds() / 3600

    @api.depends("planned_start", "state")
    def _compute_is_today(self):
        for visit in self:
            start, end = visit.company_id._get_policy_day()
            planned = visit.planned_start
            visit.is_today = visit.state == "in_progress" or bool(
                planned and start <= planned < end
            )

    def _search_is_today(self, operator, value):
        if operator != "in":
            return NotImplemented

        def get_today(company):
            start, end = company._get_policy_day()
            return Domain("planned_start", ">=", start) & Domain(
                "planned_start", "<", end
            )

        days = Domain("state", "=", "in_progress")
        days |= self.env["res.company"]._get_domain_by_day(get_today)
        return Domain.OR(days if wanted else ~days for wanted in value)

    @api.depends("user_id", "planned_start", "route_sequence", "address_id")
    def _compute_route_distance(self):
        self.route_distance = 0
        for route in self._get_whole_routes():
            points = [visit._get_point() for visit in route]
            for visit, before, here in zip(route[1:], points, points[1:], strict=False):
                if visit in self and before and here:
                    visit.route_distance = distance(before, here) / 1000

    # -- routes ------------------------------------------------------------------------

    def _get_my_day(self):
        """What the person does today, in the order of the way."""
        visits = self.search(
            [
                ("is_today", "=", True),
                ("state", "!=", "cancelled"),
                "|",
                ("user_id", "=", self.env.uid),
                ("companion_ids", "in", self.env.user.ids),
            ]
        )
        return visits._in_order()

    def _in_order(self):
        return self.search([("id", "in", self.ids)], order="route_sequence, id")

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """Visits that planning placed by SQL stand at their planned time."""
        if field_name != "route_sequence":
            return super()._order_field_to_sql(
                alias, field_name, direction, nulls, query
            )
        planned = self._field_to_sql(alias, "planned_start", query)
        return SQL(
            "COALESCE(%s, EXTRACT(EPOCH FROM %s)::int / 60) %s %s",
            self._field_to_sql(alias, field_name, query),
            planned,
            direction,
            nulls,
        )

    def _get_day(self):
        """Whose day a visit belongs to: representative and local date."""
        self.ensure_one()
        return self.user_id, self._get_local(self.planned_start).date()

    def _get_routes(self):
        """The visits by representative and day, each in the order of the way.

        :return: list of recordsets
        """
        dated = self.filtered("planned_start")._in_order()
        return list(dated.grouped(lambda visit: visit._get_day()).values())

    def _get_whole_routes(self):
        """The routes in which these visits stand, with the visits between them."""
        dated = self.filtered("planned_start")
        if not dated:
            return []
        starts = dated.mapped("planned_start")
        around = self.search(
            [
                ("user_id", "in", dated.user_id.ids),
                ("state", "!=", "cancelled"),
                ("planned_start", ">=", min(starts) - timedelta(days=1)),
                ("planned_start", "<=", max(starts) + timedelta(days=1)),
            ]
        )
        days = {visit._get_day() for visit in dated}
        on_site = around.filtered("is_on_site")
        return [route for route in on_site._get_routes() if route[0]._get_day() in days]

    def _get_route_totals(self):
        """Hours planned and kilometres of one route."""
        return {
            "hours": sum(self.mapped("planned_hours")),
            "kilometres": sum(self.mapped("route_distance")),
        }

    def action_suggest_route(self):
        """A short way through what is still to be visited; planned times stay."""
        before = after = 0
        for route in (self or self._get_my_day())._get_routes():
            ahead = route.filtered(
                lambda visit: visit.state == "planned" and visit._get_point()
            )
            points = [visit._get_point() for visit in ahead]
            start = route._get_way_start()
            way = short_way(points, start)
            from_start = [start] if start else []
            before += length(from_start + points)
            after += length(from_start + [points[index] for index in way])
            self._number_way([ahead[index] for index in way])
        return self._notify(
            self.env._(
                "The way is %(after)s km long now; before it was %(before)s km. "
                "Planned times stay as they are: check them against the new order.",
                after=f"{after / 1000:.1f}",
                before=f"{before / 1000:.1f}",
            ),
            {"type": "ir.actions.client", "tag": "soft_reload"},
        )

    def _get_way_start(self):
        """Where the way ahead begins: where the last visit ended, or at the office."""
        made = self.filtered("end_latitude").sorted("date_end")[-1:]
        if made:
            return made.end_latitude, made.end_longitude
        office = self[:1].company_id.partner_id
        point = (office.partner_latitude, office.partner_longitude)
        return point if any(point) else None

    @api.model
    def _number_way(self, way):
        """The places in the order are dealt out anew among the visits of a way."""
        # nothing stored reads as 0: such a visit stands at its planned time
        free = sorted(
            visit.route_sequence or visit._get_planned_place() for visit in way
        )
        last = -1
        for place, visit in zip(free, way, strict=True):
            # two visits planned for the same minute still come one after the other
            last = max(place, last + 1)
            if visit.route_sequence != last:
                visit.route_sequence = last

    def action_open_route(self):
        """What is still to be visited, in order, in the company's map service."""
        visits = (self or self._get_my_day()).filtered(
            lambda visit: visit.is_on_site and visit.state in ("planned", "in_progress")
        )
        visits = visits._in_order()
        service = (visits.company_id or self.env.company)[:1].visit_map_service
        stops = [visit._get_stop() for visit in visits]
        link, held = route_link(service, stops)
        if not held:
            raise UserError(
                self.env._(
                    "No visit ahead has a position that the map service finds. Write "
                    "addresses or positions on the customers first."
                )
            )
        open_link = {"type": "ir.actions.act_url", "url": link, "target": "new"}
        if len(held) == len(stops):
            return open_link
        left = [stop.name for stop in stops if stop not in held]
        return self._notify(
            self.env._(
                "The map shows %(shown)s of %(all)s stops. Not on it, for want of a "
                "position or of room: %(left)s. Press again when stops are done.",
                shown=len(held),
                all=len(stops),
                left=self.env._(", ").join(left),
            ),
            open_link,
        )

    def action_print_route(self):
        """The route sheet of the day on paper."""
        visits = self or self._get_my_day()
        if not visits:
            raise UserError(self.env._("No visit is planned for today."))
        report = self.env.ref("crm_visits.crm_visit_route_report")
        return report.report_action(visits, config=False)

    @api.model
    def _notify(self, message, following):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"type": "info", "message": message, "next": following},
        }

    def _get_always_open_fields(self):
        """The order of a day may change while some of it is done already."""
        return super()._get_always_open_fields() | {"route_sequence"}

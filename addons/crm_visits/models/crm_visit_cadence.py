# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..engine import planning


class CrmVisitCadence(models.Model):
    """How often the customers of a class are contacted, how, and by whom (VIS-05)."""

    _name = "crm.visit.cadence"
    _description = "Visit Cadence"
    _order = "class_id, sequence, id"
    _rec_name = "type_id"
    _check_company_auto = True

    class_id = fields.Many2one(
        "crm.visit.class", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="class_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(
        default=True,
        help="Archived: its proposals are taken back by the next planning.",
    )
    type_id = fields.Many2one("crm.visit.type", required=True, ondelete="restrict")
    channel_id = fields.Many2one(
        "crm.visit.channel",
        required=True,
        ondelete="restrict",
        compute="_compute_channel_id",
        store=True,
        precompute=True,
        readonly=False,
    )
    times = fields.Integer(default=1, required=True, help="Contacts a period.")
    interval = fields.Integer(
        string="Every", default=1, required=True, help="So many units make a period."
    )
    unit = fields.Selection(
        [
            ("weeks", "Weeks"),
            ("month", "Months"),
            ("quarter", "Quarters"),
            ("half", "Half-Years"),
            ("year", "Years"),
        ],
        default="month",
        required=True,
        help="Calendar periods; weeks begin on Monday.",
    )
    role = fields.Selection(
        [
            ("salesperson", "Salesperson of the Customer"),
            ("leader", "Leader of the Salesperson's Team"),
            ("person", "Named Person"),
        ],
        string="By Whom",
        default="salesperson",
        required=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        ondelete="restrict",
    )
    tolerance_days = fields.Integer(
        string="Tolerance (days)",
        help="So many days after its period a contact is still in time.",
    )

    _times_positive = models.Constraint(
        "CHECK(times > 0)", "A cadence asks for at least one contact a period."
    )
    _interval_positive = models.Constraint(
        "CHECK(interval > 0)", "A period is at least one unit long."
    )
    _tolerance_positive = models.Constraint(
        "CHECK(tolerance_days >= 0)", "A tolerance cannot be negative."
    )

    @api.depends("type_id")
    def _compute_channel_id(self):
        for cadence in self:
            cadence.channel_id = cadence.type_id.channel_id or cadence.channel_id

    @api.depends("type_id.name", "times", "interval", "unit")
    @api.depends_context("lang")
    def _compute_display_name(self):
        units = dict(self._fields["unit"]._description_selection(self.env))
        names = {
            "weeks": self.env._("week"),
            "month": self.env._("month"),
            "quarter": self.env._("quarter"),
            "half": self.env._("half-year"),
            "year": self.env._("year"),
        }
        for cadence in self:
            values = {"type": cadence.type_id.name or "", "times": cadence.times}
            cadence.display_name = (
                self.env._(
                    "%(type)s: %(times)s × a %(unit)s",
                    unit=names.get(cadence.unit, ""),
                    **values,
                )
                if cadence.interval == 1
                else self.env._(
                    "%(type)s: %(times)s × in %(interval)s %(unit)s",
                    interval=cadence.interval,
                    unit=units.get(cadence.unit, ""),
                    **values,
                )
            )

    @api.constrains("times", "interval", "tolerance_days")
    def _check_figures(self):
        """Before the database does, and naming the cadence."""
        for cadence in self:
            if cadence.times < 1 or cadence.interval < 1 or cadence.tolerance_days < 0:
                raise ValidationError(
                    self.env._(
                        "%(visit_class)s, %(type)s: a cadence asks for at least one "
                        "contact in at least one unit, and its tolerance is not "
                        "negative. To stop it, archive it.",
                        visit_class=cadence.class_id.name,
                        type=cadence.type_id.name,
                    )
                )

    @api.constrains("role", "user_id")
    def _check_person(self):
        if self.filtered(lambda line: line.role == "person" and not line.user_id):
            raise ValidationError(
                self.env._("Name the person who makes these contacts.")
            )

    @api.model
    def _get_catalogue(self, company):
        """The cadences in force in a company."""
        return self.search(
            [("company_id", "=", company.id), ("class_id.active", "=", True)]
        )

    def _prepare_slots(self, today, horizon, first=None, last=None):
        """What these cadences ask, as plain values."""
        return tuple(
            slot
            for cadence in self
            for slot in planning.slots(
                cadence._prepare_cadence(), today, horizon, first, last
            )
        )

    def _prepare_cadence(self):
        return planning.Cadence(
            id=self.id,
            class_id=self.class_id.id,
            type_id=self.type_id.id,
            channel_id=self.channel_id.id,
            times=self.times,
            unit=self.unit,
            interval=self.interval,
            role=self.role,
            user_id=self.user_id.id or None,
            tolerance_days=self.tolerance_days,
        )

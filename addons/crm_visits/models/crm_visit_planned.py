# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import SQL

from ..engine import planning_sql

CANCELLED_BY_PLANNING = "crm_visits.crm_visit_cancel_reason_planning"
MISSED = "crm_visits.crm_visit_cancel_reason_missed"
# What tells one contact of a cadence from every other
SLOT_FIELDS = (
    "class_id",
    "cadence_id",
    "period_start",
    "period_end",
    "period_number",
    "date_deadline",
)


class CrmVisit(models.Model):
    """The place of a visit in the cadence of its customer (VIS-05).

    A visit stands for one contact that a cadence asks in a period, or for none. Planned
    ones that are not agreed are proposals; planning leaves those alone on which a
    person has worked.
    """

    _inherit = "crm.visit"

    class_id = fields.Many2one(
        "crm.visit.class",
        string="Visit Class",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        help="Class of the customer when the visit was planned.",
    )
    focus_ids = fields.Many2many(related="class_id.focus_ids", string="Focus")
    method_ids = fields.Many2many(
        related="class_id.type_ids", string="Methods of the Class"
    )
    cadence_id = fields.Many2one(
        "crm.visit.cadence", readonly=True, copy=False, ondelete="restrict"
    )
    period_start = fields.Date(string="Period from", readonly=True, copy=False)
    period_end = fields.Date(string="Period to", readonly=True, copy=False)
    period_number = fields.Integer(
        string="Time in the Period", readonly=True, copy=False, aggregator=None
    )
    date_deadline = fields.Date(
        string="Due until",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="End of the period, and the tolerance of the cadence.",
    )
    planning_issue = fields.Selection(
        [
            ("no_representative", "Nobody is responsible"),
            ("no_working_day", "No working day is left"),
        ],
        string="Why without Date",
        readonly=True,
        copy=False,
    )
    is_touched = fields.Boolean(
        string="Worked on by Hand",
        readonly=True,
        copy=False,
        help="Planning leaves this visit's day alone and does not take it away.",
    )
    is_user_fixed = fields.Boolean(
        string="Representative Named by Hand",
        readonly=True,
        copy=False,
        help="Stays with this person when the customer's representative changes.",
    )
    is_overdue = fields.Boolean(
        help="Planned, and past the day until which it was due."
    )

    _slot_uniq = models.UniqueIndex(
        "(cadence_id, partner_id, period_start, period_number) "
        "WHERE cadence_id IS NOT NULL",
        "This contact is already planned in that period.",
    )
    _proposal_idx = models.Index(
        "(company_id, date_deadline) WHERE state = 'planned' AND cadence_id IS NOT NULL"
    )

    def _get_decision_fields(self):
        """The place in the cadence is planning's; people move day and person."""
        return super()._get_decision_fields() | {
            *SLOT_FIELDS,
            "planning_issue",
            "is_touched",
            "is_user_fixed",
        }

    @api.model_create_multi
    def create(self, vals_list):
        visits = super().create(vals_list)
        visits._take_class()
        return visits

    def _take_class(self):
        """Visits planned by hand belong to the class of their customer too (VIS-06)."""
        new = self.filtered(lambda visit: not visit.class_id)
        if not new:
            return
        # sudo: who plans a visit need not be able to read the standings
        standings = self.env["crm.visit.standing"].sudo()
        found = standings.search(
            [
                ("partner_id", "in", new.partner_id.ids),
                ("company_id", "in", new.company_id.root_id.ids),
            ]
        )
        classes = {(row.partner_id, row.company_id): row.class_id for row in found}
        for visit in new.sudo():
            visit.class_id = classes.get((visit.partner_id, visit.company_id.root_id))

    def write(self, vals):
        result = super().write(vals)
        if vals.get("partner_id"):
            self.sudo().class_id = False
            self._take_class()
        changed = (
            vals.keys() - self._get_decision_fields() - self._get_always_open_fields()
        )
        if changed:
            self._keep_from_planning(changed)
        return result

    def _keep_from_planning(self, changed):
        """What a person changed on a proposal, planning does not change back."""
        vals = {"is_touched": True}
        if "user_id" in changed:
            vals["is_user_fixed"] = True
        if changed & {"user_id", "planned_start"}:
            vals["planning_issue"] = False
        planned = self.filtered(
            lambda visit: visit.cadence_id and visit.state == "planned"
        )
        # sudo: these fields are closed to people (see _get_decision_fields)
        planned.sudo().write(vals)

    # -- visits made outside the plan --------------------------------------------------

    def _after_done(self):
        """A visit made outside the plan stands for a proposal: nobody goes twice."""
        result = super()._after_done()
        for visit in self.filtered(lambda visit: not visit.cadence_id):
            proposal = visit._find_proposal()
            if proposal:
                visit._take_over(proposal)
        return result

    def _find_proposal(self):
        """The earliest open proposal of the customer that the visit may stand for."""
        self.ensure_one()
        day = self._get_local(self.date_start).date()
        method = (
            [("type_id", "=", self.type_id.id)]
            if self.type_id
            else [("channel_id", "=", self.channel_id.id)]
        )
        # sudo: the proposal may be a colleague's
        return self.sudo().search(
            [
                ("partner_id", "=", self.partner_id.id),
                ("company_id", "in", self.company_id._get_visit_companies().ids),
                ("state", "=", "planned"),
                ("is_agreed", "=", False),
                ("cadence_id", "!=", False),
                ("period_start", "<=", day),
                ("date_deadline", ">=", day),
                *method,
            ],
            order="period_start, period_number, id",
            limit=1,
        )

    def _take_over(self, proposal):
        place = {name: proposal[name] for name in SLOT_FIELDS}
        for name in ("class_id", "cadence_id"):
            place[name] = place[name].id
        proposal._give_up(
            self.env._(
                "%(visit)s was made outside the plan and stands for it.",
                visit=self.display_name,
            )
        )
        self._decide(place)

    def _give_up(self, note):
        """Proposals lose their place; those on which somebody worked stay, cancelled.

        :param str note: why
        """
        untouched = self._filter_untouched()
        kept = self - untouched
        # sudo: who makes a visit need not be allowed to delete a proposal
        untouched.sudo().unlink()
        kept._decide(
            {
                "state": "cancelled",
                "cancel_reason_id": self.env.ref(CANCELLED_BY_PLANNING).id,
                "cancel_note": note,
                "cadence_id": False,
                "planning_issue": False,
            }
        )
        self.env.flush_all()

    def _filter_untouched(self):
        """Proposals on which nobody has worked, and to which nothing refers."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT visit.id FROM crm_visit visit
                    WHERE visit.id = ANY(%s) AND visit.state = 'planned'
                      AND visit.is_agreed IS NOT TRUE AND NOT %s""",
                self.ids,
                planning_sql.kept(self._get_references()),
            )
        )
        return self.browse(row[0] for row in rows)

    @api.model
    def _get_references(self):
        """(table, column) of the foreign keys to visits, of whatever addon."""
        return tuple(
            self.env.execute_query(
                SQL(
                    """SELECT source.relname, attribute.attname
                         FROM pg_constraint key
                         JOIN pg_class source ON source.oid = key.conrelid
                         JOIN pg_attribute attribute
                           ON attribute.attrelid = key.conrelid
                          AND attribute.attnum = key.conkey[1]
                        WHERE key.contype = 'f' AND key.confrelid = %s::regclass
                        ORDER BY 1, 2""",
                    self._table,
                )
            )
        )

    # -- merged customers --------------------------------------------------------------

    @api.model
    def _merge_customers(self, sources, target):
        """No visit is lost when customers are merged.

        Odoo would delete all visits of a customer when one of them has the same place
        in the cadence as one of the customer that stays.
        """
        ranks = {"inspected": 0, "done": 0, "in_progress": 1, "planned": 2}
        visits = self.search(
            [
                ("partner_id", "in", (sources | target).ids),
                ("cadence_id", "!=", False),
            ]
        ).sorted(
            lambda visit: (
                ranks.get(visit.state, 3),
                not visit.is_agreed,
                visit.partner_id != target,
                visit.id,
            )
        )
        taken, doubles = set(), self.browse()
        for visit in visits:
            place = (visit.cadence_id, visit.period_start, visit.period_number)
            if place in taken:
                doubles |= visit
            taken.add(place)
        proposals = doubles.filtered(
            lambda visit: visit.state == "planned" and not visit.is_agreed
        )
        proposals._give_up(self.env._("The customer was merged with another."))
        (doubles - proposals).write({"cadence_id": False})
        self.flush_model()

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from psycopg2 import IntegrityError

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command, Domain

from ..engine.handover import CUSTOMERS

# The successor is told once, of everything; not by a letter a record.
QUIET = {
    "mail_activity_quick_update": True,
    "mail_auto_subscribe_no_notify": True,
    "no_mail_to_attendees": True,
    "dont_notify": True,
    "mail_notify_author": False,
}


class CrmAllocationHandoverItem(models.Model):
    """One record that a hand-over moves, with what it was before (ALC-14)."""

    _name = "crm.allocation.handover.item"
    _description = "Work of a Hand-Over"
    _order = "handover_id, part, id"
    _rec_name = "res_name"

    handover_id = fields.Many2one(
        "crm.allocation.handover",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    part = fields.Selection(selection="_selection_part", required=True, readonly=True)
    res_model = fields.Char(string="Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", required=True, readonly=True
    )
    res_name = fields.Char(string="Name", compute="_compute_res_name")
    customer_id = fields.Many2one(
        "crm.allocation.handover.customer",
        string="Handed Over With",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    partner_id = fields.Many2one(related="customer_id.partner_id", string="Customer")
    user_id = fields.Many2one(
        "res.users",
        string="Successor",
        compute="_compute_user_id",
        search="_search_user_id",
    )
    moved_to_id = fields.Many2one("res.users", readonly=True, ondelete="set null")
    former = fields.Json(readonly=True)
    state = fields.Selection(
        [
            ("planned", "To Move"),
            ("moved", "Moved"),
            ("skipped", "Not Moved"),
            ("stays", "Stays"),
            ("undone", "Moved Back"),
            ("changed", "Changed Since"),
        ],
        string="Status",
        required=True,
        readonly=True,
        default="planned",
        index=True,
    )
    message = fields.Char(string="Why Not", readonly=True)

    _record_uniq = models.Constraint(
        "UNIQUE(handover_id, part, res_model, res_id)",
        "A record stands once in a hand-over.",
    )

    @api.model
    def _selection_part(self):
        """The kinds of work; of one whose addon is gone the code is left."""
        labels = {
            part.code: part.label
            for part in self.env["crm.allocation.handover"].new()._get_parts()
        }
        # sudo: kinds that were handed over once, not whose
        known = self.env["crm.allocation.handover.part"].sudo()
        codes = known._read_group([("code", "!=", CUSTOMERS)], ["code"])
        return list(({code: code for (code,) in codes} | labels).items())

    @api.depends("res_model", "res_id")
    def _compute_res_name(self):
        self.res_name = False
        for model, items in self.grouped("res_model").items():
            if model not in self.env:
                continue
            # sudo: what a leaver worked on is named, whoever may open it
            records = self.env[model].sudo().browse(items.mapped("res_id")).exists()
            names = {record.id: record.display_name for record in records}
            for item in items:
                item.res_name = names.get(item.res_id)

    @api.depends("customer_id.user_id", "handover_id.fallback_user_id", "moved_to_id")
    def _compute_user_id(self):
        for item in self:
            item.user_id = (
                item.moved_to_id
                or item.customer_id.user_id
                or item.handover_id._get_fallback()
            )

    @api.model
    def _search_user_id(self, operator, value):
        """What a person receives; the record rule of successors asks for it."""
        if operator != "in":
            return NotImplemented
        wanted = set(value)
        # sudo: who receives is asked before the work may be read
        handovers = self.env["crm.allocation.handover"].sudo()
        resting = handovers.search(
            Domain("fallback_user_id", "in", wanted)
            | Domain("fallback_user_id", "=", False)
            & Domain("successor_ids.user_id", "in", wanted)
        ).filtered(lambda one: one._get_fallback().id in wanted)
        with_nobody = (
            Domain("customer_id", "=", False)
            | Domain("customer_id.user_id", "=", False)
        ) & Domain("handover_id", "in", resting.ids)
        planned = Domain("customer_id.user_id", "in", wanted) | with_nobody
        return Domain("moved_to_id", "in", wanted) | (
            Domain("moved_to_id", "=", False) & planned
        )

    def action_open_record(self):
        """The record itself, for who may read it."""
        self.ensure_one()
        record = self.env[self.res_model].browse(self.res_id)
        return record._get_records_action(context={})

    # -- moving ------------------------------------------------------------------------

    def _move(self):
        """One batch moves, each part in its way."""
        parts = {part.code: part for part in self.handover_id._get_parts()}
        for code, items in self.grouped("part").items():
            part = parts.get(code)
            if part is None:
                items._skip(self.env._("The addon of this kind is gone."))
                continue
            for user, group in items.grouped("user_id").items():
                group._try(part, part.move, user, {"moved_to_id": user.id})

    def _move_back(self):
        """One batch goes back, but for what somebody changed since."""
        parts = {part.code: part for part in self.handover_id._get_parts()}
        for code, items in self.grouped("part").items():
            part = parts.get(code)
            if part is None:
                items._mark("changed", self.env._("The addon of this kind is gone."))
                continue
            for user, group in items.grouped("moved_to_id").items():
                group._try(part, part.undo, user, {}, "undone", "changed")

    def _try(self, part, method, user, vals, done="moved", failed="skipped"):
        """Moves a group at once; where a record refuses, each by itself.

        :param str method: takes part and user; gives what was moved, with the former
            values by id where there are any
        """
        try:
            with self.env.cr.savepoint():
                formers = getattr(self, method)(part, user)
                self.env.flush_all()
        except (UserError, ValidationError, IntegrityError) as error:
            if len(self) == 1:
                self._mark(failed, str(error))
                return
            for item in self:
                item._try(part, method, user, vals, done, failed)
            return
        moved = self.filtered(lambda item: item.id in formers)
        (self - moved)._mark(failed, self.env._("Somebody has changed it since."))
        moved.write({**vals, "state": done, "message": False})
        if done == "moved":
            for item in moved:
                item.former = formers[item.id]

    def _skip(self, message):
        self._mark("skipped", message)

    def _mark(self, state, message):
        if self:
            self.write({"state": state, "message": message})

    def _get_records(self):
        """The records that are still there, by item.

        sudo: what a leaver worked on moves, whoever may write each record.
        """
        model = self.env[self[:1].res_model].sudo().with_context(**QUIET)
        records = model.browse(self.mapped("res_id")).exists()
        records.try_lock_for_update()
        by_id = {record.id: record for record in records}
        return {item: by_id[item.res_id] for item in self if item.res_id in by_id}

    # -- a record with a responsible person --------------------------------------------

    def _move_user(self, part, user):
        leaver = self.handover_id.from_user_id
        records = {
            item: record
            for item, record in self._get_records().items()
            if record[part.user_field] == leaver
        }
        return self._write_user(part, records, leaver, user)

    def _undo_user(self, part, user):
        records = {
            item: record
            for item, record in self._get_records().items()
            if record[part.user_field] == user
        }
        return self._write_user(part, records, user, self.handover_id.from_user_id)

    def _write_user(self, part, records, former, user):
        if not records:
            return {}
        everything = next(iter(records.values())).union(*records.values())
        everything.write({part.user_field: user.id})
        return {item.id: {part.user_field: former.id} for item in records}

    # -- meetings ----------------------------------------------------------------------

    def _move_meeting(self, part, user):
        """The successor organises or attends in the leaver's place."""
        leaver = self.handover_id.from_user_id
        formers = {}
        for item, event in self._get_records().items():
            organises = event.user_id == leaver
            attends = leaver.partner_id in event.partner_ids
            if not organises and not attends:
                continue
            formers[item.id] = {
                "organises": organises,
                "attends": attends,
                "attended": user.partner_id in event.partner_ids,
            }
            event.write(self._prepare_meeting(leaver, user, formers[item.id]))
        return formers

    def _prepare_meeting(self, leaver, user, former):
        vals = {}
        if former["organises"]:
            vals["user_id"] = user.id
        if former["attends"]:
            vals["partner_ids"] = [
                Command.unlink(leaver.partner_id.id),
                Command.link(user.partner_id.id),
            ]
        return vals

    def _undo_meeting(self, part, user):
        leaver = self.handover_id.from_user_id
        undone = {}
        for item, event in self._get_records().items():
            former = item.former
            if former["organises"] and event.user_id != user:
                continue
            if former["attends"] and user.partner_id not in event.partner_ids:
                continue
            vals = self._prepare_meeting(user, leaver, former)
            if former["attends"] and former["attended"]:
                vals["partner_ids"] = [Command.link(leaver.partner_id.id)]
            event.write(vals)
            undone[item.id] = {}
        return undone

    # -- documents followed ------------------------------------------------------------

    def _move_follower(self, part, user):
        """Leavers get no letters about documents any more."""
        records = self._get_records()
        formers = {
            item.id: {
                "res_model": follower.res_model,
                "res_id": follower.res_id,
                "subtype_ids": follower.subtype_ids.ids,
            }
            for item, follower in records.items()
        }
        if records:
            next(iter(records.values())).union(*records.values()).unlink()
        return formers

    def _undo_follower(self, part, user):
        person = self.handover_id.from_user_id.partner_id
        # sudo: the leaver follows what the leaver had followed
        followers = self.env["mail.followers"].sudo()
        present = {
            (follower.res_model, follower.res_id)
            for follower in followers.search(
                Domain("partner_id", "=", person.id)
                & Domain("res_id", "in", [item.former["res_id"] for item in self])
            )
        }
        followers.create(
            [
                {
                    "res_model": item.former["res_model"],
                    "res_id": item.former["res_id"],
                    "partner_id": person.id,
                    "subtype_ids": [Command.set(item.former["subtype_ids"])],
                }
                for item in self
                if (item.former["res_model"], item.former["res_id"]) not in present
            ]
        )
        return dict.fromkeys(self.ids, {})

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.i18n import format_list

from ..engine import handover as engine
from ..engine.sharing import METHODS, Customer, Successor


class CrmAllocationHandover(models.Model):
    """What would move, and to whom, before anything does (ALC-14)."""

    _inherit = "crm.allocation.handover"

    suspended_names = fields.Char(
        string="Suspended Successors",
        compute="_compute_suspended_names",
        help="They receive nothing from allocation at present; what is handed over "
        "goes to them all the same.",
    )

    def action_prepare(self):
        """Lists everything and shares it out; what was chosen by hand stays."""
        self._check_may_decide()
        self._lock("draft", "prepared")
        for handover in self:
            handover._check_people()
            # sudo: what a leaver works on is listed whoever may read each record
            handover.sudo()._collect()
            handover.sudo()._share_out()
            handover._decide({"state": "prepared"})

    def _check_people(self):
        """:raises UserError: without successors who can take something over"""
        self.ensure_one()
        if not self.successor_ids:
            raise UserError(self.env._("Name at least one successor."))
        # sudo: whether a colleague is active is no secret
        for user in self.sudo()._get_receivers():
            if not user.active or self.company_id not in user.company_ids:
                raise UserError(
                    self.env._(
                        "%(person)s is not active in %(company)s. Choose somebody "
                        "else.",
                        person=user.name,
                        company=self.company_id.name,
                    )
                )

    @api.depends("successor_ids.user_id", "fallback_user_id", "company_id")
    def _compute_suspended_names(self):
        # sudo: the director is told of suspensions of all who would receive
        cards = self.env["crm.allocation.member"].sudo()
        for handover in self.sudo():
            people = handover._get_receivers()
            members = cards.search(
                Domain("user_id", "in", people.ids)
                & Domain("company_id", "=", handover.company_id.id)
            )
            suspended = members._get_suspension_exclusions(fields.Datetime.now())
            skipping = members._get_turns_to_skip()
            names = [
                member.user_id.name
                for member in members
                if member in suspended or member in skipping
            ]
            handover.suspended_names = format_list(self.env, names) if names else False

    def _get_receivers(self):
        """Everybody who would receive something."""
        customers = self.env["crm.allocation.handover.customer"]
        chosen = customers._read_group(
            [("handover_id", "in", self.ids), ("state", "=", "planned")], ["user_id"]
        )
        people = self.successor_ids.user_id | self.fallback_user_id
        return people.union(*(user for (user,) in chosen))

    def _get_fallback(self):
        """Who receives what belongs to no customer."""
        return self.fallback_user_id or self.successor_ids[:1].user_id

    # -- collecting --------------------------------------------------------------------

    def _collect(self):
        """Idempotent: lists what is new, drops what is gone, keeps choices."""
        self.ensure_one()
        self.env.flush_all()
        values = self._prepare_collecting()
        parts = self._get_parts()
        # raw SQL: one statement a kind of record, for any number of them
        self.env.cr.execute(engine.drop_customers(values))
        self.env.cr.execute(engine.collect_customers(values))
        self.env.cr.execute(engine.drop_items(values))
        for part in parts:
            self.env.cr.execute(
                engine.collect_items(values, part, self._get_found(part))
            )
        self.env.invalidate_all()
        self._count_parts(parts)

    def _prepare_collecting(self):
        return {
            "id": self.id,
            "company_id": self.company_id.id,
            "user_id": self.from_user_id.id,
            "uid": self.env.uid,
            "moment": fields.Datetime.now(),
            "archived": self.env._("Archived: restore the customer to hand it over."),
            "foreign": self.env._("The customer belongs to another company."),
        }

    def _get_found(self, part):
        """A query of id and customer of the records of a part."""
        model = self.env[part.model]
        query = model._search(part.domain)
        record_id = SQL.identifier(query.table, "id")
        if part.partner == "document":
            documents = query.select(
                record_id,
                model._field_to_sql(query.table, "res_model", query),
                model._field_to_sql(query.table, "res_id", query),
            )
            return SQL(
                "SELECT found.id, %s FROM (%s) found (id, res_model, res_id)",
                engine.document_customer(self._select_document_customers(documents)),
                documents,
            )
        if part.partner is None:
            partner = SQL("NULL::int")
        elif isinstance(part.partner, SQL):
            partner = part.partner
        else:
            partner = model._field_to_sql(query.table, part.partner, query)
        return query.select(record_id, partner)

    def _select_document_customers(self, documents):
        """The customers of documents, also those that follow from another document.

        :return: dict of SELECT (id, customer) by model of the documents
        """
        # raw SQL: the models of any number of records, in one statement
        self.env.cr.execute(
            SQL("SELECT DISTINCT res_model FROM (%s) d (id, res_model, n)", documents)
        )
        customers = {}
        for (name,) in self.env.cr.fetchall():
            model = self.env.get(name)
            if model is None or not model._auto:
                continue
            fname = "id" if name == "res.partner" else "partner_id"
            field = model._fields.get(fname)
            if fname == "partner_id" and not (
                field
                and field.comodel_name == "res.partner"
                and (field.store or field.related)
            ):
                continue
            # sudo: what is handed over is found whoever may open it
            query = model.sudo().with_context(active_test=False)._search(Domain.TRUE)
            customers[name] = query.select(
                SQL.identifier(query.table, "id"),
                model.sudo()._field_to_sql(query.table, fname, query),
            )
        return customers

    def _count_parts(self, parts):
        """How much of each kind, for the preview."""
        items = dict(
            self.env["crm.allocation.handover.item"]._read_group(
                [("handover_id", "=", self.id)], ["part"], ["__count"]
            )
        )
        rows = [(engine.CUSTOMERS, "moves", len(self.customer_ids))]
        rows += [(part.code, part.how, items.get(part.code, 0)) for part in parts]
        self.part_ids.unlink()
        self.part_ids.create(
            [
                {
                    "handover_id": self.id,
                    "code": code,
                    "how": how,
                    "count": count,
                }
                for code, how, count in rows
            ]
        )

    # -- sharing out -------------------------------------------------------------------

    def _share_out(self):
        """Gives every customer that nobody placed by hand to a successor."""
        self.ensure_one()
        if self.method == "single":
            return
        customers = self.env["crm.allocation.handover.customer"].search(
            [
                ("handover_id", "=", self.id),
                ("state", "=", "planned"),
                ("is_manual", "=", False),
            ]
        )
        amounts = customers._get_amounts()
        share = METHODS[self.method]
        placed = share(
            [
                Customer(one.id, amounts.get(one.id, 0.0), one.region_id.id or None)
                for one in customers
            ],
            [
                Successor(one.user_id.id, one.percent, frozenset(one.state_ids.ids))
                for one in self.successor_ids
            ],
        )
        for user_id, group in customers.grouped(lambda one: placed[one.id]).items():
            group.write({"user_id": user_id})

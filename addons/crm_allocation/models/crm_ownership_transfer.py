# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..engine import ledger_sql

# What a caller may say of a line; the rest the ledger knows itself.
_GIVEN = (
    "source",
    "reason",
    "approved_by_id",
    "attribution_reason",
    "protected_until",
    "origin_model",
    "origin_id",
)


class CrmOwnership(models.Model):
    """The one door through which a customer changes hands."""

    _inherit = "crm.ownership"

    @api.model
    def _transfer(self, vals_list):
        """Hands customers over, each to the holder that its values name (ALC-13).

        The caller has checked who may. A customer that is there already stays there;
        only a protection that is given is written.

        :param list vals_list: dicts of partner_id, company_id, source, and user_id or
            pool_id or neither (held by the company); optional team_id, reason,
            approved_by_id, attribution, attribution_reason, is_unapproved,
            protected_until, origin_model, origin_id. A customer stands in it once a
            company.
        :return: the open lines, in the order given
        :raises UserError: for archived customers, contacts, customers of another
            company, persons who are not active in the company
        """
        self._check_transfer(vals_list)
        return self._write_ledger(vals_list)

    @api.model
    def _check_transfer(self, vals_list):
        """:raises UserError: for the first that cannot be handed over"""
        customers, receivers, pools = defaultdict(list), set(), set()
        for vals in vals_list:
            customers[vals["company_id"]].append(vals["partner_id"])
            receivers.add((vals["company_id"], vals.get("user_id") or False))
            if vals.get("pool_id"):
                pools.add((vals["company_id"], vals["pool_id"]))
        # sudo: who is told why something is refused need not read the customer
        partner_model = self.env["res.partner"].sudo().with_context(active_test=False)
        users = self.env["res.users"].sudo()
        for company in self.env["res.company"].browse(customers):
            partner = partner_model.search(
                Domain("id", "in", customers[company.id])
                & self._get_unfit_domain(company),
                limit=1,
            )
            if reason := self._get_transfer_refusal(partner, company, users):
                raise UserError(reason)
        for company_id, user_id in receivers:
            company = self.env["res.company"].browse(company_id)
            user = users.browse(user_id or [])
            if reason := self._get_transfer_refusal(partner_model, company, user):
                raise UserError(reason)
        for company_id, pool_id in pools:
            # sudo: pools of other companies are named in the refusal only
            pool = self.env["crm.allocation.pool"].sudo().browse(pool_id)
            if pool.company_id.id != company_id:
                raise UserError(
                    self.env._(
                        "%(pool)s is a pool of another company. Choose one of yours.",
                        pool=pool.name,
                    )
                )

    @api.model
    def _get_unfit_domain(self, company):
        """Customers that nobody of a company can receive"""
        return (
            Domain("active", "=", False)
            | (Domain("parent_id", "!=", False) & Domain("is_company", "=", False))
            | Domain("company_id", "not in", [False, company.id])
        )

    @api.model
    def _get_transfer_refusal(self, partner, company, user):
        """Why a customer cannot be handed over; empty when it can.

        :param partner: the customer; empty asks about the person only
        :param user: who receives it; empty for a pool and for the company
        """
        company = company.sudo()  # sudo: its name, for the message
        if partner and not partner.active:
            return self.env._(
                "%(customer)s is archived. Restore it first.", customer=partner.name
            )
        if partner.commercial_partner_id != partner:
            return self.env._(
                "%(contact)s is a contact of %(customer)s and follows it.",
                contact=partner.name,
                customer=partner.commercial_partner_id.name,
            )
        if partner.company_id and partner.company_id != company:
            return self.env._(
                "%(customer)s belongs to another company than %(company)s.",
                customer=partner.name,
                company=company.name,
            )
        if user and (not user.active or company not in user.company_ids):
            return self.env._(
                "%(person)s is not active in %(company)s. Choose somebody else.",
                person=user.name,
                company=company.name,
            )
        return ""

    @api.model
    def _write_ledger(self, vals_list):
        """What :meth:`_transfer` does, for what has happened and is only recorded."""
        if not vals_list:
            return self.browse()
        partners = self.env["res.partner"].browse(
            vals["partner_id"] for vals in vals_list
        )
        partners.flush_model(
            ["user_id", "active", "company_id", "commercial_partner_id"]
        )
        self.flush_model()
        # raw SQL: one statement for any number of customers
        self.env.cr.execute(ledger_sql.lock_customers(partners.ids))
        former = self._get_open_lines(vals_list)
        staying, moving = {}, []
        for vals in vals_list:
            line = former.get((vals["partner_id"], vals["company_id"]))
            if line and line._is_held_by(vals):
                staying[line] = vals
            else:
                moving.append((line, vals))
        self._keep_lines(staying)
        opened = self._move_lines(moving)
        self._mirror_owner(opened.partner_id)
        opened._after_transfer(
            {(line.partner_id, line.company_id): line for line, _vals in moving if line}
        )
        lines = {
            (line.partner_id.id, line.company_id.id): line
            for line in opened.union(*staying)
        }
        return self.browse(
            lines[vals["partner_id"], vals["company_id"]].id for vals in vals_list
        )

    @api.model
    def _get_open_lines(self, vals_list):
        """The open lines by customer and company, those of archived customers too."""
        # sudo: a customer changes hands whoever reads its line
        lines = self.sudo().search_fetch(
            Domain("date_to", "=", False)
            & Domain("partner_id", "in", [vals["partner_id"] for vals in vals_list])
            & Domain("company_id", "in", [vals["company_id"] for vals in vals_list]),
            ["partner_id", "company_id", "holder", "user_id", "pool_id"],
        )
        return {(line.partner_id.id, line.company_id.id): line for line in lines}

    def _is_held_by(self, vals):
        self.ensure_one()
        return self.user_id.id == (vals.get("user_id") or False) and (
            self.pool_id.id == (vals.get("pool_id") or False)
        )

    @api.model
    def _keep_lines(self, staying):
        for line, vals in staying.items():
            if vals.get("protected_until"):
                line.protected_until = vals["protected_until"]

    @api.model
    def _close_lines(self, rows):
        if rows:
            # raw SQL: one statement for any number of customers
            self.env.cr.execute(
                ledger_sql.close_lines(rows, fields.Datetime.now(), self.env.uid)
            )
            self.browse(row["id"] for row in rows).invalidate_recordset()
            self._forget_holders()

    @api.model
    def _forget_holders(self):
        """What was read of customers' holders is read anew."""
        self.env["res.partner"].invalidate_model(
            [
                "ownership_ids",
                "customer_holder",
                "customer_owner_id",
                "customer_pool_id",
                "customer_owned_since",
                "customer_protected_until",
                # written by a trigger, and what hangs on it
                "customer_is_managed",
                "customer_is_accessible",
                "customer_is_editable",
            ]
        )

    @api.model
    def _move_lines(self, moving):
        """Closes lines, and opens the ones that follow them.

        :param moving: pairs of the open line, or ``None``, and the values of the next
        :return: the new lines
        """
        if not moving:
            return self.browse()
        teams = self._get_teams([vals for _line, vals in moving])
        # raw SQL: one statement for any number of customers
        rows = self.env.execute_query(
            ledger_sql.move_lines(
                [
                    {
                        "id": line.id,
                        "end_source": vals["source"],
                        "end_reason": vals.get("reason") or None,
                    }
                    for line, vals in moving
                    if line
                ],
                [self._prepare_line(vals, teams) for _line, vals in moving],
                fields.Datetime.now(),
                self.env.uid,
            )
        )
        self.browse(line.id for line, _vals in moving if line).invalidate_recordset()
        self._forget_holders()
        # sudo: who hands a customer over may lose sight of it by that
        return self.sudo().browse(row[0] for row in rows)

    @api.model
    def _prepare_line(self, vals, teams):
        user, pool = vals.get("user_id") or None, vals.get("pool_id") or None
        return {
            **{name: vals.get(name) or None for name in _GIVEN},
            "partner_id": vals["partner_id"],
            "company_id": vals["company_id"],
            "holder": "person" if user else "pool" if pool else "company",
            "user_id": user,
            "pool_id": pool,
            "team_id": vals.get("team_id") or teams.get((user, vals["company_id"])),
            "attribution": vals.get("attribution") or "person",
            "is_unapproved": bool(vals.get("is_unapproved")),
        }

    @api.model
    def _get_teams(self, vals_list):
        """The team of each person and company: of the card, else of the person."""
        users = self.env["res.users"].browse(
            {vals.get("user_id") for vals in vals_list} - {None, False}
        )
        # sudo: teams are looked up for people who may not read cards or other users
        cards = (
            self.env["crm.allocation.member"]
            .sudo()
            .search_fetch(
                [("user_id", "in", users.ids)], ["user_id", "company_id", "team_id"]
            )
        )
        teams = {
            (card.user_id.id, card.company_id.id): card.team_id.id
            for card in cards
            if card.team_id
        }
        for vals in vals_list:
            if not (user_id := vals.get("user_id")):
                continue
            team = users.browse(user_id).sudo().sale_team_id  # sudo: see above
            if not team.company_id or team.company_id.id == vals["company_id"]:
                teams.setdefault((user_id, vals["company_id"]), team.id or None)
        return teams

    @api.model
    def _mirror_owner(self, partners):
        """The standard salesperson field shows the owner; contacts follow."""
        if not partners:
            return
        partners.flush_model(["user_id", "commercial_partner_id"])
        # raw SQL: one statement for any number of customers and contacts
        self.env.cr.execute(
            ledger_sql.mirror_owner(partners.ids, fields.Datetime.now(), self.env.uid)
        )
        # sudo: contacts that changed, whoever may read them
        changed = (
            self.env["res.partner"]
            .sudo()
            .browse(row[0] for row in self.env.cr.fetchall())
        )
        changed.invalidate_recordset(["user_id", "write_uid", "write_date"])
        changed.modified(["user_id"])

    def _after_transfer(self, former):
        """What follows when customers have changed hands; addons add to it.

        :param dict former: the line that was closed, by customer and company
        """
        self._end_following(former)
        if not self.env.context.get("tracking_disable"):
            self._log_transfer(former)

    def _end_following(self, former):
        """Former owners do not receive the letters of the customer any more."""
        gone = {
            (line.partner_id.id, line.user_id.partner_id.id)
            for line in former.values()
            if line.user_id
        }
        if not gone:
            return
        # sudo: followers of customers that one may not read any more
        followers = (
            self.env["mail.followers"]
            .sudo()
            .search(
                Domain("res_model", "=", "res.partner")
                & Domain("res_id", "in", [customer for customer, _person in gone])
                & Domain("partner_id", "in", [person for _customer, person in gone])
            )
        )
        followers.filtered(
            lambda follower: (follower.res_id, follower.partner_id.id) in gone
        ).unlink()

    def _log_transfer(self, former):
        """The history of the customer tells it in words."""
        lines = self.filtered(lambda line: line.source not in ("form", "opening"))
        # a shared customer may change hands in each of its companies
        for told in lines.grouped("company_id").values():
            told.partner_id._message_log_batch(
                bodies={
                    line.partner_id.id: line._get_transfer_sentence(
                        former.get((line.partner_id, line.company_id))
                    )
                    for line in told
                }
            )

    def _get_transfer_sentence(self, former):
        self.ensure_one()
        labels = dict(self._fields["source"]._description_selection(self.env))
        sentence = self.env._(
            "%(how)s: from %(former)s to %(holder)s",
            how=labels[self.source],
            former=former._get_holder_name() if former else self.env._("nobody"),
            holder=self._get_holder_name(),
        )
        if self.reason:
            sentence = self.env._(
                "%(sentence)s. Reason: %(reason)s",
                sentence=sentence,
                reason=self.reason,
            )
        return sentence

    def _get_holder_name(self):
        """The person or the pool; else the company, where the customer waits."""
        self.ensure_one()
        return (self.user_id or self.pool_id or self.company_id).name

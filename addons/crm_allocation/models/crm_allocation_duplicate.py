# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine import duplicates_sql


class CrmAllocationDuplicate(models.Model):
    """Customers of the books that may be one, found over all of them (ALC-01)."""

    _name = "crm.allocation.duplicate"
    _description = "Possible Duplicates among Customers"
    _order = "customer_count desc, kind, value, id"
    _rec_name = "value"

    kind = fields.Selection(
        [
            ("vat", "Tax Number"),
            ("phone", "Phone"),
            ("email", "E-mail"),
            ("name", "Name"),
            ("domain", "E-mail Domain or Website"),
        ],
        string="What They Share",
        required=True,
        readonly=True,
        index=True,
    )
    value = fields.Char(string="Shared Value", required=True, readonly=True)
    company_id = fields.Many2one(
        "res.company",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
        help="None: the customers belong to all companies.",
    )
    fingerprint = fields.Char(required=True, readonly=True)
    partner_ids = fields.Many2many(
        "res.partner",
        "crm_allocation_duplicate_res_partner_rel",
        "duplicate_id",
        "partner_id",
        string="Customers",
        readonly=True,
    )
    customer_count = fields.Integer(string="Number of Customers", readonly=True)
    owner_count = fields.Integer(
        string="Owners",
        compute="_compute_owners",
        help="How many salespeople have one of the customers.",
    )
    owner_note = fields.Text(string="With Whom They Are", compute="_compute_owners")
    state = fields.Selection(
        [("open", "To Look At"), ("different", "Different Customers")],
        required=True,
        readonly=True,
        default="open",
        index=True,
    )
    reason = fields.Char(
        string="Why They Are Different",
        help="Why the customers are not one although they share this.",
    )
    decided_by_id = fields.Many2one("res.users", readonly=True)

    _group_uniq = models.UniqueIndex("(kind, value, coalesce(company_id, 0))")

    def write(self, vals):
        """People give the reason; all else is found, or decided by the buttons."""
        if not self.env.su and vals.keys() - {"reason"}:
            raise UserError(
                self.env._("This moves on by its buttons, not by editing it.")
            )
        return super().write(vals)

    @api.depends("partner_ids")
    @api.depends_context("company", "lang")
    def _compute_owners(self):
        partners = self.partner_ids
        # one look at the ledger for all groups of the list
        lines = {
            company: partners._get_open_ownership(company).grouped("partner_id")
            for company in self.company_id | self.env.company
        }
        for group in self:
            held = lines[group.company_id or self.env.company]
            owners = self.env["res.users"].union(
                *(held[one].user_id for one in group.partner_ids if one in held)
            )
            group.owner_count = len(owners)
            group.owner_note = "\n".join(
                self._get_owner_line(one, held.get(one)) for one in group.partner_ids
            )

    def _get_owner_line(self, partner, line):
        if not line:
            return self.env._("%(customer)s: nobody", customer=partner.display_name)
        if line.protected_until:
            return self.env._(
                "%(customer)s: %(holder)s, protected until %(date)s",
                customer=partner.display_name,
                holder=line._get_holder_name(),
                date=line._format_protected_until(),
            )
        return self.env._(
            "%(customer)s: %(holder)s",
            customer=partner.display_name,
            holder=line._get_holder_name(),
        )

    @api.model
    def _cron_find(self):
        """All groups of all customers, a handful of statements for each key."""
        self.env["res.partner"].flush_model()
        self.flush_model()
        now = fields.Datetime.now()
        for kind in duplicates_sql.COLUMNS:
            for statement in duplicates_sql.renew_groups(kind, now, self.env.uid):
                # raw SQL: no loop over customers
                self.env.cr.execute(statement)
        self.invalidate_model()

    @api.model
    def action_find(self):
        """Looks again, at once."""
        self.check_access("write")
        # sudo: groups are found over all customers, and read by the rules of each
        self.sudo()._cron_find()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_merge(self):
        """Odoo's own merge, with the customers of the group."""
        self.ensure_one()
        self.check_access("write")
        partners = self.partner_ids.exists().filtered("active")
        if len(partners) < 2:
            raise UserError(self.env._("They are one already. Find duplicates again."))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Merge Customers"),
            "res_model": "base.partner.merge.automatic.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {"active_model": "res.partner", "active_ids": partners.ids},
        }

    def action_different(self):
        """They share this, and are different customers all the same."""
        self.check_access("write")
        for group in self:
            if not (group.reason or "").strip():
                raise UserError(
                    self.env._("Say why these customers are different first.")
                )
        # sudo: closed to editing, whatever comes over RPC
        self.sudo().write({"state": "different", "decided_by_id": self.env.uid})

    def action_reopen(self):
        self.check_access("write")
        self.sudo().write({"state": "open", "decided_by_id": False})  # sudo: as above

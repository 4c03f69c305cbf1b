# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# What may move a customer from one holder to another when it is written.
_OWNER_FIELDS = {"user_id", "parent_id", "is_company", "company_id"}


class ResPartner(models.Model):
    """The salesperson of Odoo goes through the ledger (ALC-12, ALC-13)."""

    _inherit = "res.partner"

    allocation_class_id = fields.Many2one(
        "crm.allocation.class",
        string="Class by Amount",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="What the customer is judged to be worth.",
    )
    ownership_ids = fields.One2many("crm.ownership", "partner_id", readonly=True)

    owner_change_reason = fields.Char(
        string="Why Another Salesperson",
        store=False,
        help="Stands in the ledger beside the change.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        # sudo: the ledger is written whoever creates a customer
        owned = partners.sudo().filtered("user_id")
        owned._record_owner_changes()
        return partners

    def write(self, vals):
        if not _OWNER_FIELDS & vals.keys():
            return super().write(vals)
        # sudo: what is written below is compared, whoever may read it afterwards
        partners = self.sudo()
        former = {
            partner: (partner.user_id, partner.commercial_partner_id)
            for partner in partners
        }
        result = super().write(vals)
        partners.filtered(
            lambda partner: former[partner]
            != (partner.user_id, partner.commercial_partner_id)
            or "company_id" in vals
        )._record_owner_changes(reason=vals.get("owner_change_reason"))
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_with_history(self):
        """A customer that changed hands is archived, so that its history stays."""
        # sudo: history counts whoever may read it
        kept = (
            self.env["crm.ownership"]
            .sudo()
            .search(
                Domain("partner_id", "in", self.ids) & Domain("date_to", "!=", False),
                limit=1,
            )
        )
        if kept:
            raise UserError(
                self.env._(
                    "%(customer)s had an owner before. Archive it, so that its history "
                    "stays.",
                    customer=kept.partner_id.name,
                )
            )

    def _commercial_fields(self):
        return super()._commercial_fields() + ["allocation_class_id"]

    def _record_owner_changes(self, source="form", reason=None):
        """Tells the ledger what was written into customers.

        :param str source: `form`, or `found` when it was written unseen
        :param str reason: why, as far as somebody said so
        """
        contacts = self.filtered(
            lambda partner: partner != partner.commercial_partner_id
        )
        # colleagues are no customers
        customers = (self - contacts).filtered("partner_share")
        ledger = self.env["crm.ownership"]
        # sudo: the ledger is written whoever wrote the customer
        lines = ledger.sudo().search(
            Domain("partner_id", "in", self.ids) & Domain("date_to", "=", False)
        )
        by_partner = lines.grouped("partner_id")
        left = lines.filtered(lambda line: line.partner_id in contacts)
        vals_list = []
        for partner in customers:
            held = by_partner.get(partner, ledger)
            left += held.filtered(lambda line: not line._is_of_company_of_customer())
            for company in partner._get_ownership_companies(held - left, source):
                line = (held - left).filtered(
                    lambda one, c=company: one.company_id == c
                )
                if line.user_id != partner.user_id:
                    vals_list.append(
                        {
                            **self._prepare_recorded_owner(
                                partner, company, line, source
                            ),
                            "reason": reason,
                        }
                    )
        moved = {(vals["partner_id"], vals["company_id"]) for vals in vals_list}
        left = left.filtered(
            lambda line: (line.partner_id.id, line.company_id.id) not in moved
        )
        ledger._close_lines(
            [{"id": line.id, "end_source": "left", "end_reason": None} for line in left]
        )
        recorded = ledger._write_ledger(vals_list)
        # contacts follow their customer, those written beside it too
        followed = (contacts | left.partner_id).commercial_partner_id
        ledger._mirror_owner(followed.filtered("ownership_ids"))
        recorded.filtered("is_unapproved")._notify_unapproved()

    def _get_ownership_companies(self, held, source="form"):
        """The companies in which the salesperson written becomes the owner.

        Owners of a shared customer in other companies stay.

        :param held: the open lines of the customer
        """
        self.ensure_one()
        if self.company_id:
            return self.company_id
        user, company = self.user_id, self.env.company
        if not user:
            # taken from its owner where it has one; the company holds it then
            owned = held.filtered("user_id").company_id
            return company if company in owned and source == "form" else owned
        if source == "found" and user in held.user_id:
            return self.env["res.company"]
        return company if company in user.company_ids else user.company_id

    def _prepare_recorded_owner(self, partner, company, line, source):
        author = self.env.user
        former = line.filtered(lambda one: one.holder in ("person", "pool"))
        by_right = company._may_allocate(author)
        is_unapproved = bool(former) and (source == "found" or not by_right)
        vals = {
            "partner_id": partner.id,
            "company_id": company.id,
            "user_id": partner.user_id.id,
            "source": source,
            "is_unapproved": is_unapproved,
        }
        if is_unapproved:
            vals["attribution"] = "department"
            vals["attribution_reason"] = self.env._(
                "The owner was changed without the director's approval."
            )
        elif former and not author._is_superuser():
            vals["approved_by_id"] = author.id
        return vals

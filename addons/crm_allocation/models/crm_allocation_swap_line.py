# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools.i18n import format_list


class CrmAllocationSwapLine(models.Model):
    """A customer that changes hands, from its owner of today (ALC-12)."""

    _name = "crm.allocation.swap.line"
    _inherit = ["crm.policy.customer.mixin"]
    _description = "Customer of a Swap"
    _order = "id"
    _rec_name = "partner_id"
    _check_company_auto = True

    swap_id = fields.Many2one(
        "crm.allocation.swap", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="swap_id.company_id")
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
    )
    from_user_id = fields.Many2one(
        "res.users",
        string="From",
        readonly=True,
        help="The owner when the customer was put on the application.",
    )
    to_user_id = fields.Many2one(
        "res.users",
        string="To",
        required=True,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    state = fields.Selection(related="swap_id.state", string="Swap Status")

    _customer_uniq = models.Constraint(
        "UNIQUE(swap_id, partner_id)", "A customer stands once on an application."
    )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._set_owner()
        lines._check_change()
        return lines

    def write(self, vals):
        vals = dict(vals)
        swaps = self.swap_id
        if not self.env.su:
            swaps._check_is_draft()
            if "swap_id" in vals:
                raise UserError(self.env._("A line stays on its application."))
            # the owner is read from the ledger
            vals.pop("from_user_id", None)
        result = super().write(vals)
        if {"partner_id", "to_user_id"} & vals.keys():
            self._set_owner()
            self._check_change()
        return result

    def unlink(self):
        swaps = self.swap_id
        if not self.env.su:
            swaps._check_is_draft()
        result = super().unlink()
        swaps.exists()._update_parties()
        return result

    def _complete_values(self, vals):
        """Only customers whom one may read are named."""
        self.env["res.partner"].browse(vals.get("partner_id")).check_access("read")
        return super()._complete_values(vals)

    def _set_owner(self):
        # sudo: the owner of a customer that one may read is no secret; lines are open
        # to all who may write the application
        owned = self._get_owned()
        for line in self.sudo():
            key = line.partner_id, line.company_id
            line.from_user_id = owned[key].user_id if key in owned else False
        self.swap_id._update_parties()

    def _get_owned(self):
        """The ledger's open lines, by customer and company."""
        owned = {}
        for company, lines in self.grouped("company_id").items():
            # sudo: the ledger of others' customers is not read by everybody
            customers = lines.partner_id.sudo()
            for line in customers._get_open_ownership(company):
                owned[line.partner_id, company] = line
        return owned

    def _check_change(self):
        for line in self:
            if not line.from_user_id:
                raise ValidationError(
                    self.env._(
                        "%(customer)s has no owner: it is claimed from its pool or "
                        "allocated, not swapped.",
                        customer=line.partner_id.display_name,
                    )
                )
            if line.from_user_id == line.to_user_id:
                raise ValidationError(
                    self.env._(
                        "%(customer)s is with %(owner)s already.",
                        customer=line.partner_id.display_name,
                        owner=line.to_user_id.name,
                    )
                )
        self.swap_id._check_is_draft()
        if self.env.su:
            return
        if self.swap_id.filtered(lambda swap: swap.create_uid != self.env.user):
            self._check_gives()

    def _check_gives(self):
        """On an application of somebody else, one adds what one gives oneself."""
        if self.env.user.has_group("crm_policy.group_officer"):
            return
        if self.filtered(lambda line: line.from_user_id != self.env.user):
            raise AccessError(
                self.env._("On this application you can add your own customers.")
            )

    def _check_still_owned(self):
        """Between signature and decision, somebody else may have got the customer.

        :return: the lines of the ledger that end
        """
        owned = self._get_owned()
        nobody = self.env["crm.ownership"]
        ending = [
            owned.get((line.partner_id, line.company_id), nobody) for line in self
        ]
        changed = [
            line.partner_id.display_name
            for line, former in zip(self, ending, strict=True)
            if former.user_id != line.from_user_id
        ]
        if changed:
            raise UserError(
                self.env._(
                    "The owner has changed since the application was signed: "
                    "%(customers)s. Refuse it; it can be applied for again.",
                    customers=format_list(self.env, changed),
                )
            )
        return ending

    def _prepare_transfer(self, former):
        """The protection goes along: the parties agreed, and it was approved."""
        swap = self.swap_id
        return {
            "partner_id": self.partner_id.id,
            "company_id": swap.company_id.id,
            "user_id": self.to_user_id.id,
            "source": "swap",
            "reason": swap.reason,
            "approved_by_id": self.env.uid,
            "protected_until": former.protected_until,
            "origin_model": swap._name,
            "origin_id": swap.id,
        }

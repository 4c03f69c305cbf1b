# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class CrmAllocationHandoverCustomer(models.Model):
    """A customer of the hand-over and who receives it (ALC-14)."""

    _name = "crm.allocation.handover.customer"
    _description = "Customer of a Hand-Over"
    _order = "handover_id, id"
    _rec_name = "partner_id"

    handover_id = fields.Many2one(
        "crm.allocation.handover",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    ownership_id = fields.Many2one(
        "crm.ownership",
        string="Ownership That Ends",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    class_id = fields.Many2one(
        "crm.allocation.class", readonly=True, ondelete="set null"
    )
    region_id = fields.Many2one("res.country.state", readonly=True, ondelete="set null")
    user_id = fields.Many2one(
        "res.users",
        string="Successor",
        index="btree_not_null",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    is_manual = fields.Boolean(
        string="Chosen by Hand",
        readonly=True,
        help="Sharing out again leaves this customer where it was put.",
    )
    state = fields.Selection(
        [
            ("planned", "To Move"),
            ("moved", "Moved"),
            ("skipped", "Not Moved"),
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
    activity_id = fields.Many2one(
        "mail.activity",
        string="First Contact",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    mail_id = fields.Many2one(
        "mail.mail",
        readonly=True,
        index="btree_not_null",
        groups="base.group_system",
        ondelete="set null",
    )

    # one successor a customer: the database is the last guard
    _customer_uniq = models.Constraint(
        "UNIQUE(handover_id, partner_id)", "A customer stands once in a hand-over."
    )

    def write(self, vals):
        if self.env.su or not vals:
            return super().write(vals)
        if vals.keys() - {"user_id"}:
            raise UserError(self.env._("You choose the successor only."))
        self.handover_id._check_may_decide()
        self.handover_id._check_is_open()
        # sudo: that the choice was made by hand is written by this method only
        return super(CrmAllocationHandoverCustomer, self.sudo()).write(
            {**vals, "is_manual": bool(vals["user_id"])}
        )

    @api.constrains("user_id", "handover_id")
    def _check_is_other(self):
        for customer in self:
            if customer.user_id == customer.handover_id.from_user_id:
                raise ValidationError(
                    self.env._("What is handed over goes to somebody else.")
                )

    # -- moving ------------------------------------------------------------------------

    def _move(self):
        """One batch of customers changes hands."""
        handover = self.handover_id
        owned = self.partner_id._get_open_ownership(handover.company_id)
        mine = owned.filtered(
            lambda line: line.user_id == handover.from_user_id
        ).partner_id
        here = self.filtered(
            lambda one: one.partner_id in mine and one.partner_id.active
        )
        (self - here)._skip(self.env._("No customer of the person any more."))
        lines = self.env["crm.ownership"]._transfer(
            [one._prepare_transfer() for one in here]
        )
        ended = {line.partner_id: line for line in owned}
        lines._carry([ended[one.partner_id] for one in here])
        here.write({"state": "moved"})
        days = handover.company_id.allocation_handover_contact_days
        activities = lines._schedule_first_contact(days)
        for one, activity in zip(here, activities, strict=True):
            one.activity_id = activity
        here._write_letters()

    def _skip(self, message):
        if self:
            self.write({"state": "skipped", "message": message})

    def _prepare_transfer(self):
        handover = self.handover_id
        return {
            "partner_id": self.partner_id.id,
            "company_id": handover.company_id.id,
            "user_id": self.user_id.id,
            "source": "handover",
            "reason": handover.reason,
            "approved_by_id": handover.decided_by_id.id,
            "protected_until": self.ownership_id.protected_until,
            "origin_model": handover._name,
            "origin_id": handover.id,
        }

    # -- moving back -------------------------------------------------------------------

    def _move_back(self):
        """One batch goes back, but for those that changed hands again since."""
        handover = self.handover_id
        lines = self.partner_id._get_open_ownership(handover.company_id)
        lines.fetch(["origin_model", "origin_id"])
        ours = {
            line.partner_id: line
            for line in lines
            if (line.origin_model, line.origin_id) == (handover._name, handover.id)
        }
        here = self.filtered(
            lambda one: one.partner_id in ours
            and ours[one.partner_id].user_id == one.user_id
            and one.partner_id.active
        )
        (self - here)._keep_changed(self.env._("Changed hands again, or was archived."))
        returned = self.env["crm.ownership"]._transfer(
            [one._prepare_return() for one in here]
        )
        returned._carry([one.ownership_id for one in here], with_registration=True)
        here.write({"state": "undone"})
        here.activity_id.filtered("active").unlink()
        here.mail_id.filtered(lambda mail: mail.state == "outgoing").unlink()

    def _keep_changed(self, message):
        if self:
            self.write({"state": "changed", "message": message})

    def _prepare_return(self):
        handover = self.handover_id
        return {
            **self.ownership_id._prepare_return(),
            "partner_id": self.partner_id.id,
            "company_id": handover.company_id.id,
            "user_id": handover.from_user_id.id,
            "source": "resume",
            "reason": self.env._("%(handover)s was undone", handover=handover.name),
            "approved_by_id": handover.undone_by_id.id,
            "origin_model": handover._name,
            "origin_id": handover.id,
        }

    # -- what the customer hears -------------------------------------------------------

    def _write_letters(self):
        """E-mails that wait until the hand-over can no longer be undone."""
        handover = self.handover_id
        template = handover.template_id
        told = self.filtered("partner_id.email")
        if not told or not handover.is_told or not template:
            return
        mails = template.with_context(
            handover_former=handover.from_user_id.name
        ).send_mail_batch(
            told.partner_id.ids,
            email_values={"scheduled_date": handover.undo_until},
        )
        by_customer = {mail.res_id: mail for mail in mails}
        for one in told:
            one.mail_id = by_customer.get(one.partner_id.id)

    def _get_amounts(self):
        """What the customers are worth, by id: the least that their class begins with.

        Addons that know more say more.
        """
        return {one.id: one.class_id.amount_from for one in self}

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain


class CrmAllocationMismatch(models.Model):
    """The real class of a customer differs from the judged one 资源重新申请 (ALC-08).

    The salesperson states it with evidence; the sales manager signs or refuses. Signed,
    the class is corrected, another customer of the class first judged is owed, and the
    mismatch counts against the agent who judged.
    """

    _name = "crm.allocation.mismatch"
    _inherit = ["crm.allocation.discipline.mixin", "crm.policy.upload.mixin"]
    _description = "Re-Application for a Customer"
    _order = "id desc"
    _first_state = "draft"

    name = fields.Char(string="Number", readonly=True, copy=False, index="trigram")
    user_id = fields.Many2one(
        string="Salesperson", readonly=True, default=lambda self: self.env.user
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('customer_owner_id', '=', uid)]",
    )
    ownership_id = fields.Many2one(
        "crm.ownership", string="Allocation", readonly=True, copy=False
    )
    judged_class_id = fields.Many2one(
        "crm.allocation.class",
        readonly=True,
        copy=False,
        ondelete="restrict",
        help="The class at intake; a customer of this class is owed.",
    )
    real_class_id = fields.Many2one(
        "crm.allocation.class", required=True, ondelete="restrict"
    )
    reason = fields.Text(
        required=True, help="What shows that the customer is of the other class."
    )
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "crm_allocation_mismatch_attachment_rel",
        string="Evidence",
        bypass_search_access=True,
    )
    agent_id = fields.Many2one(
        "res.users",
        string="Intake Agent",
        readonly=True,
        copy=False,
        check_company=True,
        help="Who judged the class; the mismatch counts against this person.",
    )
    agent_card_id = fields.Many2one(
        "crm.allocation.member",
        string="Agent's Card",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    manager_id = fields.Many2one(
        related="team_id.user_id", string="Sales Manager", related_sudo=True
    )
    counted_on = fields.Date(
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="The day of the signature, by the company's time zone: it counts in this "
        "calendar month.",
    )
    entitlement_ids = fields.One2many(
        "crm.allocation.entitlement", "mismatch_id", readonly=True
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "To Sign"),
            ("signed", "Signed"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
            ("revoked", "Revoked"),
        ],
        required=True,
        readonly=True,
        default="draft",
        index=True,
        tracking=True,
    )
    can_sign = fields.Boolean(compute="_compute_can_sign")

    _one_open = models.UniqueIndex(
        "(partner_id, company_id) WHERE state IN ('draft', 'submitted')",
        "There is an open re-application for this customer already.",
    )
    _one_signed = models.UniqueIndex(
        "(ownership_id) WHERE state = 'signed'",
        "Another customer was granted for this one already.",
    )

    @api.depends("state", "team_id.user_id", "user_id")
    @api.depends_context("uid")
    def _compute_can_sign(self):
        manager = self.env.user.has_group("crm_policy.group_manager")
        for record in self:
            record.can_sign = (
                record.state == "submitted"
                and record.user_id != self.env.user
                and (manager or record.manager_id == self.env.user)
            )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "name",
            "ownership_id",
            "judged_class_id",
            "agent_id",
            "agent_card_id",
            "counted_on",
        }

    def _get_fixed_fields(self):
        return super()._get_fixed_fields() | {"user_id", "partner_id"}

    def _check_correctable(self):
        """The salesperson writes it, until it is submitted."""
        if any(record.state != "draft" for record in self):
            raise UserError(self.env._("Withdraw the re-application to change it."))

    @api.constrains("judged_class_id", "real_class_id")
    def _check_classes(self):
        for record in self:
            if record.judged_class_id == record.real_class_id:
                raise ValidationError(
                    self.env._("The real class is the judged one: nothing to correct.")
                )

    def _get_request_summary(self):
        return self.env._(
            "%(person)s asks for another customer instead of %(customer)s",
            person=self.user_id.name,
            customer=self.partner_id.display_name,
        )

    # -- what it is about --------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        """It is one's own, of a customer allocated to oneself."""
        own = not self.env.su
        facts = []
        for vals in vals_list:
            if own:
                vals["user_id"] = self.env.uid
                vals["company_id"] = self.env.company.id
            vals.setdefault("user_id", self.env.uid)
            facts.append(self._prepare_facts(vals))
        records = super().create(vals_list)
        for record, found in zip(records, facts, strict=True):
            record._decide(found)
        records._number()
        records._check_classes()
        return records

    @api.model
    def _prepare_facts(self, vals):
        """The allocation, the judged class, and who judged: looked up, not stated.

        :raises UserError: for a customer who was not allocated to the person
        """
        company = self.env["res.company"].browse(
            vals.get("company_id") or self.env.company.id
        )
        partner = self.env["res.partner"].browse(vals["partner_id"])
        # sudo: whose customer it is decides, not what the person may read
        partner = partner.sudo().commercial_partner_id
        line = partner._get_open_ownership(company)
        if line.user_id.id != vals["user_id"]:
            raise UserError(
                self.env._("Only a customer allocated to you can be asked about.")
            )
        if line.source not in self._get_allocated_sources():
            raise UserError(
                self.env._("This customer was not allocated, nobody judged it for you.")
            )
        if not partner.allocation_class_id:
            raise UserError(
                self.env._("This customer has no class that could be corrected.")
            )
        agent = self._find_agent(partner, company)
        cards = self.env["crm.allocation.member"]
        return {
            "partner_id": partner.id,
            "ownership_id": line.id,
            "judged_class_id": partner.allocation_class_id.id,
            "agent_id": agent.id,
            "agent_card_id": cards._get_for(agent, company).id if agent else False,
        }

    @api.model
    def _get_allocated_sources(self):
        """Ways in which a customer comes whose class somebody else judged."""
        return {"allocation", "reassignment"}

    @api.model
    def _find_agent(self, partner, company):
        """Who took the last call and judged the class; nobody without one (ALC-08)."""
        # sudo: the salesperson need not be able to read the call
        calls = self.env["crm.allocation.registration"].sudo()
        return calls.search(
            Domain("partner_id", "=", partner.id)
            & Domain("company_id", "=", company.id)
            & Domain("kind", "!=", "own")
            & Domain("state", "=", "registered"),
            order="developed_on desc, id desc",
            limit=1,
        ).user_id.sudo(False)

    # -- steps -------------------------------------------------------------------------

    def action_submit(self):
        """The sales manager is asked to sign."""
        self._lock("draft")
        self._check_own()
        self._decide({"state": "submitted"})
        for record in self:
            leader = record.sudo().manager_id  # sudo: who leads is no secret
            if leader and leader != record.user_id:
                # sudo: an activity for somebody else
                asked = record.sudo().with_context(lang=leader.lang)
                asked.activity_schedule(
                    "mail.mail_activity_data_todo",
                    summary=asked._get_request_summary(),
                    user_id=leader.id,
                )
            else:
                record._ask_managers()

    def _check_own(self):
        if self.user_id != self.env.user:
            raise AccessError(self.env._("This is the salesperson's own step."))

    def action_withdraw(self):
        """The salesperson takes it back."""
        self._lock("draft", "submitted")
        self._check_own()
        self._decide({"state": "withdrawn"})
        self._close_request()

    def _check_may_sign(self):
        """The leader of the department or a manager signs, never the applicant.

        :raises AccessError: for everybody else
        """
        self._check_not_own()
        manager = self.env.user.has_group("crm_policy.group_manager")
        leads = all(
            record.manager_id == self.env.user
            for record in self.sudo()  # sudo: who leads is no secret
        )
        if not (manager or leads):
            raise AccessError(self.env._("The sales manager signs."))

    def action_sign(self):
        """The class is corrected, a customer is owed, the mismatch counts."""
        self._check_may_sign()
        self._lock("submitted")
        for record in self:
            record._check_still_owned()
            today = record.company_id._policy_today()
            # sudo: the customer may not be one that the sales manager may write
            record.sudo().partner_id.allocation_class_id = record.real_class_id
            record._settle("signed", counted_on=today)
            record.member_id._give_back_turn()
            # sudo: what is owed is written by this step only
            self.env["crm.allocation.entitlement"].sudo().create(
                {"mismatch_id": record.id}
            )
            if record.agent_card_id:
                # sudo: what follows for the agent is not the sales manager's to write
                self.env["crm.allocation.tier.hit"].sudo()._evaluate(record.sudo())
        self._tell_person(
            lambda told: told.env._("Re-application signed"),
            lambda told: told.env._(
                "The next customer of class %(class_name)s goes to you first.",
                class_name=told.judged_class_id.display_name,
            ),
        )

    def _check_still_owned(self):
        self.ensure_one()
        # sudo: the line is read for the decision only
        if self.sudo().ownership_id.date_to:
            raise UserError(
                self.env._(
                    "%(customer)s is not with %(person)s any more. Refuse the request.",
                    customer=self.partner_id.display_name,
                    person=self.user_id.name,
                )
            )

    def action_refuse(self):
        return self._ask_reason("refuse")

    def action_revoke(self):
        return self._ask_reason("revoke")

    def _get_reasoned_steps(self):
        return {
            "refuse": (self._refuse, self.env._("Refuse the Re-Application")),
            "revoke": (self._revoke, self.env._("Revoke the Signature")),
        }

    def _refuse(self, reason):
        """:param str reason: why, in the sales manager's own words"""
        self._check_may_sign()
        self._lock("submitted")
        self._settle("refused", reason)
        self._tell_person(
            lambda told: told.env._("Re-application refused"),
            lambda told: told.decision_reason,
        )

    def _revoke(self, reason):
        """It does not count any more; consequences are proposed to end, not undone."""
        self._check_may_decide()
        self._lock("signed")
        # sudo: what is owed, and the customer's class, follow the decision
        record = self.sudo()
        record.entitlement_ids.filtered(lambda one: one.state == "open").write(
            {"state": "cancelled"}
        )
        if record.partner_id.allocation_class_id == record.real_class_id:
            record.partner_id.allocation_class_id = record.judged_class_id
        self._settle("revoked", reason)
        self.env["crm.allocation.tier.hit"].sudo()._review(record)  # sudo: as above

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        if any(record.state != "draft" for record in self):
            raise UserError(self.env._("Only a draft is deleted; the others are kept."))

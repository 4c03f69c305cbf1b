# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.crm_policy.models.crm_improvement import OPEN_STATES

from ..engine import handover as engine
from ..engine.handover import Part


class CrmAllocationHandover(models.Model):
    """What is handed over besides the customers (ALC-14)."""

    _inherit = "crm.allocation.handover"

    @api.model
    def _get_models_with_own_work(self):
        """Models whose activities end, or begin anew, with the change of the owner."""
        return ["crm.allocation.contact", "crm.allocation.idle"]

    def _get_work_part(self, code, label, model, domain, company=None, **values):
        """Work of the person in the company, with the customers or without.

        :param domain: which of it is open
        :param company: whose work, in place of the company of the hand-over
        :param values: further values of the part
        """
        user_field = values.get("user_field", "user_id")
        return Part(
            code,
            label,
            model,
            Domain(user_field, "=", self.from_user_id.id)
            & Domain("company_id", "in", (company or self.company_id).ids)
            & domain,
            # who moves within the company keeps what is of no customer
            only_customers=self.kind == "moving",
            **values,
        )

    def _get_parts(self):
        """What is handed over besides the customers; bridges add theirs.

        :return: list of :class:`~odoo.addons.crm_allocation.engine.handover.Part`
        """
        self.ensure_one()
        user = Domain("user_id", "=", self.from_user_id.id)
        person = self.from_user_id.partner_id
        here = Domain("company_id", "=", self.company_id.id)
        # who moves within the company keeps what is of no customer
        moves = self.kind == "moving"
        return [
            Part(
                "contact",
                self.env._("Contacts and addresses"),
                "res.partner",
                Domain("parent_id", "!=", False),
                partner="commercial_partner_id",
                only_customers=True,
                how="follows",
            ),
            Part(
                "activity",
                self.env._("Activities"),
                "mail.activity",
                user
                & Domain("active", "=", True)
                & Domain("res_model", "not in", self._get_models_with_own_work()),
                partner="document",
                only_customers=moves,
            ),
            Part(
                "meeting",
                self.env._("Meetings to come"),
                "calendar.event",
                Domain("start", ">=", fields.Datetime.now())
                & (user | Domain("partner_ids", "in", person.ids)),
                partner=engine.meeting_customer(self.id),
                only_customers=moves,
                move="_move_meeting",
                undo="_undo_meeting",
            ),
            Part(
                "follower",
                self.env._("Documents followed"),
                "mail.followers",
                Domain("partner_id", "=", person.id)
                & Domain("res_model", "!=", "discuss.channel"),
                partner="document",
                only_customers=moves,
                move="_move_follower",
                undo="_undo_follower",
            ),
            Part(
                "document",
                self.env._("Files written"),
                "ir.attachment",
                Domain("create_uid", "=", self.from_user_id.id)
                & Domain("res_id", "!=", 0),
                partner="document",
                only_customers=True,
                how="follows",
            ),
            self._get_work_part(
                "registration",
                self.env._("Registrations not decided"),
                "crm.allocation.registration",
                Domain("state", "in", ("draft", "submitted")),
            ),
            self._get_work_part(
                "sample",
                self.env._("Samples and documents asked for"),
                "crm.allocation.sample",
                Domain("state", "in", ("draft", "requested", "approved", "sent")),
            ),
            self._get_work_part(
                "dealer",
                self.env._("Dealers and agents"),
                "crm.allocation.dealer",
                Domain("state", "!=", "ended"),
            ),
            self._get_work_part(
                "improvement",
                self.env._("Improvement actions"),
                "crm.improvement",
                Domain("state", "in", OPEN_STATES),
                partner="document",
            ),
            Part(
                "team",
                self.env._("Teams led"),
                "crm.team",
                user,
                partner=None,
                how="stays",
            ),
            Part(
                "mismatch",
                self.env._("Re-applications not decided"),
                "crm.allocation.mismatch",
                user & here & Domain("state", "in", ("draft", "submitted")),
                how="stays",
            ),
            Part(
                "swap",
                self.env._("Swaps applied for"),
                "crm.allocation.swap",
                here
                & Domain("state", "in", ("draft", "asked"))
                & Domain("party_ids.user_id", "=", self.from_user_id.id),
                partner=None,
                how="stays",
            ),
        ]

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import LockError, UserError


class CrmPolicyDecisionMixin(models.AbstractModel):
    """A record that moves on by decisions, and by nothing else.

    Who may decide in which state is said by access rights and record rules: a step
    needs the right to write the record. State, approver and the like are written by
    the steps only, whatever comes over RPC.
    """

    _name = "crm.policy.decision.mixin"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Record that Moves by Decisions"

    _first_state = "draft"

    def _get_decision_fields(self):
        """What only the steps write."""
        return {"state"}

    @api.model
    def _get_computed_decision_fields(self):
        """Those that are neither given nor emptied: the computation says them."""
        names = self._get_decision_fields()
        return {name for name in names if self._fields[name].compute}

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            computed = self._get_computed_decision_fields()
            closed = dict.fromkeys(self._get_decision_fields() - computed, False)
            for vals in vals_list:
                # given values, and defaults of the context, do not count
                vals.update(closed, state=self._first_state)
                for name in computed:
                    vals.pop(name, None)
        return super().create(vals_list)

    @api.model
    def default_get(self, fields):
        """What is computed has no default of the context or of a person."""
        computed = self._get_computed_decision_fields()
        return super().default_get([name for name in fields if name not in computed])

    def write(self, vals):
        if not self.env.su and self._get_decision_fields() & vals.keys():
            raise UserError(
                self.env._("This moves on by its buttons, not by editing it.")
            )
        return super().write(vals)

    def _lock(self, *states):
        """Takes the records for this transaction, in one of the states allowed.

        :raises AccessError: without the right to decide in the present state
        :raises UserError: when somebody else works on a record or has moved it on
        """
        self.check_access("write")
        try:
            self.lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._("Somebody else is working on this. Try again.")
            ) from error
        self.invalidate_recordset(["state"])
        labels = dict(self._fields["state"]._description_selection(self.env))
        for record in self:
            if record.state not in states:
                raise UserError(record._get_refusal(labels[record.state]))

    def _get_refusal(self, state):
        """Why a step is not possible.

        :param str state: the label of the state that the record is in
        """
        return self.env._(
            "%(record)s is %(state)s; this step is not possible now.",
            record=self.display_name,
            state=state,
        )

    def _decide(self, vals):
        """Writes a step, after its right and the present state were checked."""
        # sudo: these fields are closed to everybody else (see write)
        self.sudo().write(vals)
        # what the former state occupied in a unique index is free at once
        self.flush_recordset(["state"])

    def _get_request_summary(self):
        """What managers are asked, in the language of the environment."""
        raise NotImplementedError

    def _get_deciding_managers(self):
        """The managers of the record's company."""
        return self._get_managers(self.company_id)

    @api.model
    def _get_managers(self, company):
        # sudo: who asks need not be able to read who has which role
        managers = self.env.ref("crm_policy.group_manager").sudo().all_user_ids
        return managers.filtered(
            lambda user: company in user.company_ids and not user.share
        )

    def _ask_managers(self):
        """An activity for every manager of the company, in the manager's language."""
        for user in self._get_deciding_managers():
            # sudo: who asks may not write the record any more
            record = self.sudo().with_context(lang=user.lang)
            record.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=record._get_request_summary(),
                user_id=user.id,
            )

    def _close_request(self):
        """Decided: nobody needs to be asked any more."""
        # sudo: the activities of all managers end, not only one's own
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"])

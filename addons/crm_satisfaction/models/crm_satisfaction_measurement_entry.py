# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CrmSatisfactionMeasurement(models.Model):
    """Where staff begin to ask (SAT-09)."""

    _inherit = "crm.satisfaction.measurement"

    def action_call(self):
        """Asks the respondents by phone, one after the other."""
        self.ensure_one()
        return self._open_next_call("phone")

    def action_interview(self):
        """Asks in person."""
        self.ensure_one()
        return self._open_next_call("interview")

    def action_enter_paper(self):
        """Takes down a form that came back signed."""
        self.ensure_one()
        return self._new_answer("paper").action_enter_form()

    def _open_next_call(self, way):
        """The screen of the next respondent; back here when all were asked."""
        self.ensure_one()
        if self.state != "open":
            return self._open_form()
        answer = self._get_next_answer(way)
        return answer.action_enter_form() if answer else self._open_all_asked()

    def _get_next_answer(self, way):
        """The questionnaire to take down next; empty when nobody is left to ask.

        Whoever was not reached comes again after the others. Somebody whom a colleague
        is asking at this moment is left out. Without respondents, or anonymously, any
        person may be asked.
        """
        answers = self.env["crm.satisfaction.answer"]
        respondents = self.subject_id.respondent_ids.filtered("active")
        # who filled a form in is read on it
        if way == "paper" or self.is_anonymous or not respondents:
            return self._new_answer(way)
        taken = answers.search([("measurement_id", "=", self.id)]).filtered(
            lambda one: one.state != "void"
        )
        waiting = self._get_waiting(taken, way)
        fresh = (respondents.partner_id - taken.contact_id).sorted("id")
        if fresh:
            respondent = respondents.filtered(lambda one: one.partner_id in fresh)[:1]
            untried = waiting.filtered(lambda one: not one.try_count)[:1]
            return untried or self._new_answer(way, respondent)
        return waiting[:1]

    def _get_waiting(self, answers, way):
        """Begun but not finished: one's own, and those that were not reached."""
        return answers.filtered(
            lambda one: one.state == "draft"
            and one.contact_id
            and one.way == way
            and (one.entered_by_id == self.env.user or one.tried_on)
        ).sorted(lambda one: (one.try_count, one.tried_on or one.create_date, one.id))

    def _new_answer(self, way, respondent=None):
        """A questionnaire to fill in; one that was begun and left empty is taken."""
        values = {"measurement_id": self.id, "way": way}
        if not respondent:
            return self._get_left_empty(way) or self.answer_ids.create(values)
        return self.answer_ids.create(
            {**values, "contact_id": respondent.partner_id.id}
        )

    def _get_left_empty(self, way):
        """One's own questionnaire without any answer, so that no empty ones pile up."""
        return self.answer_ids.filtered(
            lambda one: one.state == "draft"
            and one.way == way
            and one.entered_by_id == self.env.user
            and not (one.contact_id or one.contact_name)
            and not (one.number or one.attachment_ids)
            and all(line.state == "empty" for line in one.line_ids)
        )[:1]

    def _open_form(self):
        self.ensure_one()
        return self._get_records_action(target="main", context={})

    def _open_all_asked(self):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("All respondents have been asked."),
                "next": self._open_form(),
            },
        }

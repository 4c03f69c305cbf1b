# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command, models
from odoo.tools import SQL

# Marks and the overall answer as levels of satisfaction
LEVEL_OF_MARK = {"4": "satisfied", "3": "fairly", "2": "average", "1": "dissatisfied"}
LEVEL_OF_ANSWER = {"yes": "satisfied", "partly": "average", "no": "dissatisfied"}
WAYS = {"link": "online", "portal": "online", "paper": "paper", "phone": "phone"}


class CrmComplaintConfirmation(models.Model):
    """What a customer says of a handled complaint is an answer (SAT-13)."""

    _inherit = "crm.complaint.confirmation"

    def _after_answer(self):
        result = super()._after_answer()
        for confirmation in self:
            confirmation._become_answer()
        return result

    def _become_answer(self):
        """Kept with the object that the complaint is about, by the way it came.

        A confidential case leaves no trace here. Where nothing can be measured the
        case says so.
        """
        self.ensure_one()
        complaint = self.complaint_id
        if complaint.is_confidential:
            return
        # sudo: the customer answers; measuring is ours
        subjects = self.env["crm.satisfaction.subject"].sudo()
        self._take_turn()
        subject = subjects._find_of_complaint(complaint.sudo())
        measurement = subject and subject._get_complaint_measurement()
        if not measurement:
            complaint.message_post(
                body=self.env._(
                    "This confirmation counts in no measurement of satisfaction: "
                    "customer and department have to be known, and a factor set for "
                    "the handling of complaints has to be approved."
                ),
                subtype_xmlid="mail.mt_note",
            )
            return
        # sudo: who takes the confirmation down need not measure satisfaction
        answer = (
            self.env["crm.satisfaction.answer"]
            .sudo()
            .create(self._prepare_satisfaction_answer(measurement))
        )
        self._fill_lines(answer)
        answer.action_done()

    def _take_turn(self):
        """Two customers' confirmations at once make one relation, not two."""
        company = self.company_id
        # raw SQL: a lock until the end of the transaction
        self.env.execute_query(
            SQL(
                "SELECT pg_advisory_xact_lock(hashtext('crm.satisfaction'), %s)",
                company.id,
            )
        )

    def _prepare_satisfaction_answer(self, measurement):
        scan = self.scan and [
            Command.create({"name": self.scan_name or "scan", "datas": self.scan})
        ]
        return {
            "measurement_id": measurement.id,
            "complaint_confirmation_id": self.id,
            "way": WAYS[self.way],
            "contact_id": self.complaint_id.contact_id.id,
            "contact_name": self.answerer_name,
            "answered_on": self.company_id._policy_today(),
            "number": self.way == "paper"
            and f"{self.complaint_id.reference}/{self.id}",
            "is_signed": self.is_signed,
            "is_stamped": self.is_signed,
            "attachment_ids": scan or [],
            "comment": self.comment,
        }

    def _fill_lines(self, answer):
        """A mark given for a factor is its level; else the answer as a whole."""
        levels = answer.measurement_id._get_levels_by_code()
        overall = LEVEL_OF_ANSWER[self.satisfied]
        for line in answer.line_ids:
            mark = line.factor_id.code in self._fields and self[line.factor_id.code]
            level = levels.get(LEVEL_OF_MARK.get(mark, overall))
            if level:
                line.write(
                    {
                        "state": "answered",
                        "level_id": level["id"],
                        "score": level["value"],
                    }
                )

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.tools import format_date, html2plaintext


class CrmComplaint(models.Model):
    """What the file of a case says on findings, replies, remedy and cause (CMP-12)."""

    _inherit = "crm.complaint"

    def _get_case_file_sections(self):
        return [
            *super()._get_case_file_sections(),
            self._get_file_findings(),
            self._get_file_replies(),
            self._get_file_executions(),
            self._get_file_cause(),
        ]

    def _get_file_findings(self):
        findings = self.finding_ids.sorted(lambda one: (one.cycle, one.id))
        return {
            "sequence": 40,
            "title": self.env._("Investigation"),
            "head": [
                self.env._("Department"),
                self.env._("Finding"),
                self.env._("Cause Here"),
                self.env._("Signed"),
            ],
            "widths": [20, 48, 10, 22],
            "rows": [
                [
                    finding.unit_id.name,
                    html2plaintext(finding.finding or ""),
                    self._get_file_choice(finding, "is_cause_here"),
                    self._get_file_signature(finding.signed_by_id, finding.signed_on),
                ]
                for finding in findings
            ],
        }

    def _get_file_replies(self):
        return {
            "sequence": 50,
            "title": self.env._("Replies to the Customer"),
            "head": [
                self.env._("Way"),
                self.env._("Text"),
                self.env._("Approved"),
                self.env._("Sent"),
            ],
            "widths": [12, 48, 20, 20],
            "rows": [
                [
                    self._get_file_choice(reply, "way"),
                    html2plaintext(reply.body or ""),
                    self._get_file_signature(reply.approved_by_id, reply.approved_on),
                    self._get_file_signature(reply.sent_by_id, reply.sent_on),
                ]
                for reply in self.reply_ids.sorted("id")
            ],
        }

    def _get_file_executions(self):
        return {
            "sequence": 60,
            "title": self.env._("Execution"),
            "head": [
                self.env._("Kind"),
                self.env._("What Was Done"),
                self.env._("Responsible"),
                self.env._("Done"),
                self.env._("Status"),
            ],
            "widths": [14, 42, 18, 14, 12],
            "rows": [
                [
                    execution.kind_id.name,
                    "\n".join(
                        filter(
                            None,
                            (execution.name, execution.result, execution.cancel_reason),
                        )
                    ),
                    # sudo: names of people who left are read as well
                    execution.sudo().user_id.name or "",
                    execution.done_on
                    and format_date(self.env, execution.done_on)
                    or "",
                    self._get_file_choice(execution, "state"),
                ]
                for execution in self.execution_ids.sorted("id")
            ],
        }

    def _get_file_cause(self):
        whys = [
            (f"{why.number}. {why.question}", why.answer or "") for why in self.why_ids
        ]
        amounts = [
            (label, f"{float(text):,.2f} {self.currency_id.name}")
            for label, text in self._get_file_facts(
                ["compensation_asked", "compensation_paid", "cost_total"]
            )
            if float(text)
        ]
        facts = self._get_file_facts(
            ["cause_id", "cause_unit_id", "root_cause", "panel_reason"]
        )
        return {
            "sequence": 70,
            "title": self.env._("Cause and Cost"),
            "facts": [*facts, *whys, *amounts],
        }

    def _get_file_signature(self, user, moment):
        # sudo: names of people who left are read as well
        return "\n".join(
            filter(None, (user.sudo().name, self._get_file_moment(moment)))
        )

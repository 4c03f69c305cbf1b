# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.tools import format_amount, format_date, html2plaintext


class CrmComplaint(models.Model):
    """The work on a case in its file: findings, reply, execution, cause (CMP-03)."""

    _inherit = "crm.complaint"

    def _get_case_file_sections(self):
        return super()._get_case_file_sections() + [
            self._get_file_findings(),
            self._get_file_replies(),
            self._get_file_executions(),
            self._get_file_causes(),
            self._get_file_costs(),
        ]

    def _get_file_findings(self):
        return {
            "sequence": 40,
            "title": self.env._("Findings of the Departments"),
            "head": [
                self.env._("Department"),
                self.env._("Finding"),
                self.env._("Cause Here"),
                self.env._("Signed"),
            ],
            "widths": [18, 48, 12, 22],
            "rows": [
                [
                    finding.unit_id.display_name,
                    html2plaintext(finding.finding or ""),
                    self._get_file_choice(finding, "is_cause_here"),
                    self._get_file_signature(
                        # sudo: names of people who left are read as well
                        finding.sudo().signed_by_id,
                        finding.signed_on,
                    ),
                ]
                for finding in self.finding_ids.sorted("id")
            ],
        }

    def _get_file_signature(self, user, moment):
        """Who signed and when; empty while nobody has."""
        return f"{user.name}\n{self._get_file_moment(moment)}" if moment else ""

    def _get_file_replies(self):
        return {
            "sequence": 50,
            "title": self.env._("Replies to the Customer"),
            "head": [
                self.env._("Sent"),
                self.env._("Text"),
                self.env._("Approved"),
            ],
            "widths": [22, 56, 22],
            "rows": [
                [
                    f"{self._get_file_moment(reply.sent_on)}\n"
                    f"{self._get_file_choice(reply, 'way')}",
                    html2plaintext(reply.body or ""),
                    self._get_file_signature(
                        # sudo: names of people who left are read as well
                        reply.sudo().approved_by_id,
                        reply.approved_on,
                    ),
                ]
                for reply in self.reply_ids.sorted("id")
                if reply.state == "sent"
            ],
        }

    def _get_file_executions(self):
        return {
            "sequence": 60,
            "title": self.env._("What Was Carried Out"),
            "head": [
                self.env._("What"),
                self.env._("Department"),
                self.env._("Planned until"),
                self.env._("Done"),
                self.env._("Result"),
            ],
            "widths": [28, 18, 13, 13, 28],
            "rows": [
                [
                    f"{execution.kind_id.display_name}: {execution.name}",
                    execution.unit_id.display_name or "",
                    format_date(self.env, execution.planned_on),
                    format_date(self.env, execution.done_on)
                    or self._get_file_choice(execution, "state"),
                    execution.result or "",
                ]
                for execution in self.execution_ids.sorted("id")
            ],
        }

    def _get_file_causes(self):
        return {
            "sequence": 70,
            "title": self.env._("Cause"),
            "facts": self._get_file_facts(["cause_id", "cause_unit_id", "root_cause"]),
            "head": [self.env._("Why?"), self.env._("Because")],
            "widths": [45, 55],
            "rows": [[why.question, why.answer or ""] for why in self.why_ids],
        }

    def _get_file_costs(self):
        """Amounts that are not zero, in the currency of the company."""
        names = (
            "cost_execution",
            "cost_other",
            "compensation_asked",
            "compensation_offered",
            "compensation_paid",
            "cost_total",
        )
        return {
            "sequence": 75,
            "title": self.env._("Cost and Compensation"),
            "facts": [
                (
                    self._fields[name]._description_string(self.env),
                    format_amount(self.env, self[name], self.currency_id),
                )
                for name in names
                if self[name]
            ],
        }

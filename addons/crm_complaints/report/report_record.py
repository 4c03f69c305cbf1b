# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_date, html2plaintext

# What fits on one page; the file of the case has all of it.
LONGEST = 420


class ReportRecord(models.AbstractModel):
    """The handling record on one page, with lines to sign (CMP-12)."""

    _name = "report.crm_complaints.report_record"
    _description = "Handling Record of a Complaint"

    @api.model
    def _get_report_values(self, docids, data=None):
        complaints = self.env["crm.complaint"].browse(docids)
        complaints.check_access("read")
        if "leak" in complaints.mapped("kind"):
            raise UserError(
                self.env._(
                    "The handling record is for a customer to sign. Print the file of "
                    "the case of a leak instead."
                )
            )
        return {
            "doc_ids": docids,
            "doc_model": complaints._name,
            "docs": complaints,
            "records": {one.id: self._get_record(one) for one in complaints},
        }

    @api.model
    def _get_record(self, complaint):
        """The texts of a record, and whether one of them had to be shortened"""
        reply = complaint.reply_ids.filtered(lambda one: one.state == "sent")[:1]
        full = {
            "description": self._get_text(complaint.description),
            "wish": self._get_text(complaint.wish),
            "root_cause": self._get_text(complaint.root_cause),
            "reply": self._get_text(reply.body),
        }
        texts = {name: self._shorten(text) for name, text in full.items()}
        findings = [self._get_finding(one) for one in complaint.finding_ids]
        return {
            "texts": texts,
            "findings": findings,
            "executions": complaint.execution_ids.filtered(
                lambda one: one.state != "cancelled"
            ),
            "shortened": texts != full or any(one["shortened"] for one in findings),
        }

    @api.model
    def _get_finding(self, finding):
        full = self._get_text(finding.finding)
        text = self._shorten(full)
        signed = finding.company_id._get_policy_date(finding.signed_on)
        return {
            "unit": finding.unit_id.name,
            "text": text,
            "shortened": text != full,
            # sudo: the name of who signed, whoever prints it
            "signed_by": finding.sudo().signed_by_id.name,
            "signed_on": signed and format_date(self.env, signed) or "",
        }

    @api.model
    def _get_text(self, content):
        """In one paragraph: lines are what a page has fewest of"""
        return " ".join(html2plaintext(content or "").split())

    @api.model
    def _shorten(self, text):
        return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"

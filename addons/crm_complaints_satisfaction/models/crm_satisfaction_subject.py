# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from odoo.addons.crm_policy.engine.periods import period_of


class CrmSatisfactionSubject(models.Model):
    """Complaints beside the score; what is said of their handling (SAT-13)."""

    _inherit = "crm.satisfaction.subject"

    complaint_count = fields.Integer(
        string="Number of Complaints", compute="_compute_complaint_count"
    )

    @api.depends_context("allowed_company_ids")
    def _compute_complaint_count(self):
        counts = dict(
            # sudo: the number says nothing about the complaints
            self.env["crm.complaint"]
            .sudo()
            ._read_group(
                [("satisfaction_subject_id", "in", self.ids)],
                ["satisfaction_subject_id"],
                ["__count"],
            )
        )
        for subject in self:
            subject.complaint_count = counts.get(subject, 0)

    def action_open_complaints(self):
        """The complaints about this object that one may read."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_complaints.crm_complaint_action"
        )
        return {
            **action,
            "domain": [("satisfaction_subject_id", "=", self.id)],
            "context": {
                "default_satisfaction_subject_id": self.id,
                "default_partner_id": self.partner_id.id,
                "default_unit_id": self.unit_id.id,
            },
        }

    # -- the handling of complaints ----------------------------------------------------

    @api.model
    def _find_of_complaint(self, complaint):
        """What the complaint is about, else the relation to the customer.

        :return: an object, made where the customer has none; none without a customer
        """
        if complaint.satisfaction_subject_id:
            return complaint.satisfaction_subject_id
        kind = self.env.ref(
            "crm_satisfaction.crm_satisfaction_kind_relation", raise_if_not_found=False
        )
        if not (complaint.partner_id and complaint.unit_id and kind):
            return self
        found = self.search(
            [
                ("subject_type", "=", "relation"),
                ("partner_id", "=", complaint.partner_id.id),
                ("company_id", "=", complaint.company_id.id),
            ],
            limit=1,
        )
        return found or self.create(
            {
                "name": complaint.partner_id.name,
                "subject_type": "relation",
                "kind_id": kind.id,
                "company_id": complaint.company_id.id,
                "unit_id": complaint.unit_id.id,
                "user_id": complaint._get_responsible().id or self.env.uid,
                "partner_id": complaint.partner_id.id,
            }
        )

    def _get_complaint_measurement(self):
        """Where this quarter's answers about handled complaints are kept.

        :return: an open measurement; none where no factor set asks for it
        """
        self.ensure_one()
        quarter = period_of(self.company_id._policy_today(), "quarter")
        measurements = self.env["crm.satisfaction.measurement"]
        found = measurements.search(
            [
                ("subject_id", "=", self.id),
                ("occasion", "=", "complaint"),
                ("state", "=", "open"),
                ("date_to", "=", quarter.end),
            ],
            limit=1,
        )
        if found:
            return found
        measurement = measurements.create(
            {
                "subject_id": self.id,
                "occasion": "complaint",
                "date_from": quarter.start,
                "date_to": quarter.end,
            }
        )
        if not measurement._get_set():
            measurement.unlink()
            return found
        measurement.action_open()
        return measurement

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine import intake


class CrmComplaint(models.Model):
    """Opinions short of a complaint (CMP-14): recorded, classified, answered,
    analysed, corrected.

    Their path is short: new, replied, closed as answered. What needs an investigation
    becomes a complaint.
    """

    _inherit = "crm.complaint"

    answer = fields.Html(
        string="Our Answer",
        readonly=True,
        copy=False,
        help="What the customer was told about the opinion.",
    )
    answer_way = fields.Selection(
        [
            ("mail", "E-mail"),
            ("phone", "Phone"),
            ("person", "In Person"),
            ("letter", "Letter"),
        ],
        string="Answered by Way of",
        readonly=True,
        copy=False,
    )
    answered_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    correction_count = fields.Integer(
        string="Corrections",
        compute="_compute_correction_count",
        help="Improvement actions opened because of this record.",
    )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "answer",
            "answer_way",
            "answered_by_id",
        }

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_correction_count(self):
        counts = dict(
            self.env["crm.improvement"]._read_group(
                [("res_model", "=", self._name), ("res_id", "in", self.ids)],
                ["res_id"],
                ["__count"],
            )
        )
        for complaint in self:
            complaint.correction_count = counts.get(complaint.id, 0)

    def action_answer(self):
        """Asks what the customer is told, and how."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Answer the Opinion"),
            "res_model": "crm.complaint.answer",
            "view_mode": "form",
            "target": "new",
            "context": {"default_complaint_id": self.id},
        }

    def _answer_opinion(self, body, way):
        """Tells the customer and notes it (CMP-14)

        :param str body: HTML
        :param str way: one of ``answer_way``; by mail it is sent at once
        :raises UserError: without a text, or by mail without an address
        """
        self.ensure_one()
        self._check_opinion()
        self._lock("new", "reported", "investigating", "replied")
        if intake.is_blank(body):
            raise UserError(self.env._("Say what the customer is told."))
        if way == "mail" and not self._get_customer_address():
            raise UserError(
                self.env._(
                    "No valid e-mail address of the customer is known. Tell the answer "
                    "in another way, or add the address."
                )
            )
        self._end_waiting()
        self._step(
            "replied",
            {
                "state": "replied",
                "replied_on": fields.Datetime.now(),
                "answer": body,
                "answer_way": way,
                "answered_by_id": self.env.uid,
            },
        )
        if way == "mail":
            self._post_to_customer(
                self.answer,
                self.env._("Your opinion %(reference)s", reference=self.reference),
            )

    def action_close_answered(self):
        """Answered, and nothing more to do (CMP-14)."""
        self._check_opinion()
        self._lock("replied")
        self._close("answered")

    def action_make_complaint(self):
        """The opinion needs an investigation after all (CMP-14)."""
        self._check_opinion()
        self._lock("new", "reported", "replied")
        self._step(
            "converted", {"kind": "complaint", "state": "new", "replied_on": False}
        )

    def _check_opinion(self):
        """:raises UserError: for anything but opinions"""
        if self.filtered(lambda case: case.kind != "opinion"):
            raise UserError(self.env._("This step is for opinions only."))

    def action_open_corrections(self):
        """The improvement actions because of this record; new ones belong to it."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_policy.crm_improvement_action"
        )
        return {
            **action,
            "domain": [("res_model", "=", self._name), ("res_id", "=", self.id)],
            "context": {
                "default_res_model": self._name,
                "default_res_id": self.id,
                "default_name": self.name,
            },
        }

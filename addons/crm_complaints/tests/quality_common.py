# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command

from .common import ComplaintCommon


class QualityCommon(ComplaintCommon):
    """A category whose panel is service and quality inspection."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.inspector = cls._new_user("cmp_inspector", "crm_policy.group_user")
        cls.quality.head_id = cls.inspector
        cls.category.panel_unit_ids = [Command.set((cls.service | cls.quality).ids)]
        cls.rework = cls.env.ref("crm_complaints.crm_complaint_execution_kind_rework")
        cls.material = cls.env.ref("crm_complaints.crm_complaint_cause_material")

    @classmethod
    def _new_case(cls, **values):
        """A complaint that is being investigated, handled by the user of service."""
        complaint = cls._new_complaint(unit_id=cls.service.id, **values)
        complaint.action_report()
        complaint.action_investigate()
        return complaint

    @classmethod
    def _sign(cls, finding, user, is_cause_here="no"):
        finding = finding.with_user(user)
        finding.write(
            {"finding": "<p>The seal was old</p>", "is_cause_here": is_cause_here}
        )
        finding.action_sign()
        return finding

    @classmethod
    def _sign_all(cls, complaint):
        heads = {cls.service: cls.head, cls.quality: cls.inspector}
        for finding in complaint.sudo()._get_open_findings():
            cls._sign(finding, heads[finding.unit_id])

    @classmethod
    def _new_reply(cls, complaint, **values):
        """Begun from the template, and its dots filled in."""
        reply = cls._new_blank_reply(complaint, **values)
        reply.body = reply.body.replace("…", "The seal was worn.")
        return reply

    @classmethod
    def _new_blank_reply(cls, complaint, **values):
        return (
            cls.env["crm.complaint.reply"]
            .with_user(cls.user)
            .create({"complaint_id": complaint.id, **values})
        )

    @classmethod
    def _reply(cls, complaint):
        """Drafted by the user, approved by the head, sent."""
        reply = cls._new_reply(complaint)
        reply.action_submit()
        reply.with_user(cls.head).action_approve()
        reply.action_send()
        return reply

    @classmethod
    def _new_execution(cls, complaint, **values):
        return (
            cls.env["crm.complaint.execution"]
            .with_user(cls.user)
            .create(
                {
                    "complaint_id": complaint.id,
                    "kind_id": cls.rework.id,
                    "name": "Reseal the windows",
                    "planned_on": "2026-07-05",
                    "user_id": cls.user.id,
                    **values,
                }
            )
        )

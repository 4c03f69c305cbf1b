# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from .common import ComplaintCommon

ASKED = "2026-07-01 01:00:00"


class ConfirmationCommon(ComplaintCommon):
    """A complaint whose customer has just been asked; customers with a login."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal_user = cls._new_portal_user("cmp_portal", cls.contact)
        cls.rival = cls.env["res.partner"].create(
            {"name": "Customer B", "is_company": True}
        )
        cls.rival_user = cls._new_portal_user(
            "cmp_rival",
            cls.env["res.partner"].create(
                {"name": "Contact B", "parent_id": cls.rival.id}
            ),
        )

    @classmethod
    def _new_portal_user(cls, login, partner):
        return cls._new_user(
            login,
            "base.group_portal",
            partner_id=partner.id,
            name=partner.name,
            email=partner.email or f"{login}@example.com",
        )

    @classmethod
    def _new_asked(cls, **values):
        complaint = cls._new_complaint(
            **{"contact_id": cls.contact.id, "user_id": cls.user.id, **values}
        )
        return cls._bring_to(complaint, "awaiting")

    @classmethod
    def _get_confirmation(cls, complaint):
        return complaint.sudo().confirmation_ids.filtered(
            lambda confirmation: confirmation.state == "asked"
        )

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command, fields

from odoo.addons.crm_policy.tests.roles_common import RolesCommon

# A Wednesday, 09:00 in Shanghai; see freeze_time in the tests
NOW = "2026-07-01 01:00:00"


class VisitCommon(RolesCommon):
    """A company, a store with its manager, and one person of each role."""

    _login_prefix = "visit"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.store = cls._new_team("Store North")
        cls.customer = cls._new_customer("Customer A")
        cls.face = cls.env.ref("crm_visits.crm_visit_channel_face")
        cls.phone = cls.env.ref("crm_visits.crm_visit_channel_phone")
        cls.regular = cls.env.ref("crm_visits.crm_visit_type_regular")
        cls.competitor = cls.env["crm.visit.competitor"].create({"name": "Rival Inc"})

    @classmethod
    def _new_customer(cls, name, **values):
        return cls.env["res.partner"].create(
            {"name": name, "is_company": True, "user_id": cls.user.id, **values}
        )

    @classmethod
    def _new_visit(cls, user=None, **values):
        """A planned visit of the representative, face to face, in a week."""
        user = user or cls.user
        return (
            cls.env["crm.visit"]
            .with_user(user)
            .create(
                {
                    "partner_id": cls.customer.id,
                    "user_id": user.id,
                    "type_id": cls.regular.id,
                    "channel_id": cls.face.id,
                    "planned_start": "2026-07-08 02:00:00",
                    **values,
                }
            )
        )

    @classmethod
    def _get_contents(cls):
        """All that a visit face to face requires."""
        return {
            "contact_ids": [Command.create({"name": "Buyer"})],
            "customer_needs": "A second supplier of valves",
            "competition_ids": [
                Command.create(
                    {
                        "competitor_id": cls.competitor.id,
                        "advantage_id": cls.env.ref(
                            "crm_visits.crm_visit_advantage_price"
                        ).id,
                        "note": "5 % cheaper",
                    }
                )
            ],
            "our_differences": "Delivery within two days",
            "improvement_measures": "Weekly stock list",
            "customer_feedback": "Satisfied with quality",
            "next_strategy": "Bring samples",
            "summary": "Trial order agreed",
            "outcome": "forward",
        }

    @classmethod
    def _fill(cls, visit, **values):
        contents = cls._get_contents()
        # representatives need not be able to create contacts
        person = cls.env["res.partner"].create(
            {"name": "Buyer", "parent_id": visit.partner_id.id}
        )
        contents["contact_ids"] = [Command.link(person.id)]
        visit.write({**contents, **values})
        return visit

    @classmethod
    def _new_made_visit(cls, user=None, start=None, hours=1, **values):
        """A visit that was made and whose form is closed, as its representative."""
        visit = cls._new_visit(user, **values)
        visit.action_start()
        if start:
            start = fields.Datetime.to_datetime(start)
            visit.write(
                {
                    "date_start": start,
                    "date_end": fields.Datetime.add(start, hours=hours),
                }
            )
        else:
            visit.action_end()
        cls._fill(visit)
        visit.action_done()
        return visit

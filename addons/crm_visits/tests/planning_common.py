# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from .common import VisitCommon

# A Wednesday; see freeze_time in the tests
TODAY = date(2026, 7, 1)


class PlanningCommon(VisitCommon):
    """A class of customers by tag, with a monthly visit and its people's calendars."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls.env["resource.calendar"].create(
            {
                "name": "Office",
                "tz": "Asia/Shanghai",
                "company_id": cls.company.id,
            }
        )
        cls.company.resource_calendar_id = cls.calendar
        # the running and the next month
        cls.company.visit_planning_days = 31
        # only the classes of the tests
        cls.env["crm.visit.class"].search(
            [("company_id", "=", cls.company.id)]
        ).unlink()
        cls.tag = cls.env["res.partner.category"].create({"name": "Strategic"})
        cls.visit_class = cls._new_class("Strategic", cls.tag)
        cls.cadence = cls._new_cadence()
        cls.customer.category_id = cls.tag
        # planned as the company's customer, whoever else is there
        cls.customer.company_id = cls.company

    @classmethod
    def _new_class(cls, name, tag, **values):
        return cls.env["crm.visit.class"].create(
            {
                "name": name,
                "company_id": cls.company.id,
                "category_ids": tag.ids,
                **values,
            }
        )

    @classmethod
    def _new_cadence(cls, visit_class=None, **values):
        return cls.env["crm.visit.cadence"].create(
            {
                "class_id": (visit_class or cls.visit_class).id,
                "type_id": cls.regular.id,
                "unit": "month",
                **values,
            }
        )

    @classmethod
    def _new_tagged(cls, name, **values):
        return cls._new_customer(
            name, category_id=cls.tag.ids, company_id=cls.company.id, **values
        )

    @classmethod
    def _plan(cls, today=TODAY):
        return cls.env["crm.visit"]._plan(cls.company, today)

    @classmethod
    def _get_proposals(cls, customer=None, **values):
        domain = [("partner_id", "=", (customer or cls.customer).id)]
        domain += [(name, "=", value) for name, value in values.items()]
        return cls.env["crm.visit"].search(domain, order="period_start, period_number")

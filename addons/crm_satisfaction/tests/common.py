# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command

from odoo.addons.crm_policy.tests.roles_common import RolesCommon

# A Wednesday, 09:00 in Shanghai; see freeze_time in the tests
NOW = "2026-07-01 01:00:00"


class SatisfactionCommon(RolesCommon):
    """A company with departments, an object with two respondents, one of each role."""

    _login_prefix = "sat"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._add_departments()
        cls.kind = cls.env["crm.satisfaction.kind"].create(
            {"name": "Bridges", "code": "bridges"}
        )
        cls.owner = cls.env.ref("crm_satisfaction.crm_satisfaction_role_owner")
        cls.supervisor = cls.env.ref(
            "crm_satisfaction.crm_satisfaction_role_supervisor"
        )
        cls.levels = cls.env["crm.satisfaction.level"]._get_levels(cls.company)
        cls.set = cls._new_set([("Quality", 50), ("Schedule", 30), ("Service", 20)])
        cls.set.action_file()
        cls.set.action_approve()
        cls.customer = cls._new_partner("Customer A", is_company=True)
        cls.contact = cls._new_partner(
            "Contact A", parent_id=cls.customer.id, email="contact@a.example.com"
        )
        cls.inspector = cls._new_partner("Inspector", email="inspector@b.example.com")
        cls.subject = cls._new_subject()

    @classmethod
    def _set_of_bridges(cls, **settings):
        """Sets what bridges bring, where they are installed; they test it themselves"""
        there = {name for name in settings if name in cls.company._fields}
        cls.company.write({name: settings[name] for name in there})

    @classmethod
    def _new_partner(cls, name, **values):
        return cls.env["res.partner"].create({"name": name, **values})

    @classmethod
    def _new_set(cls, factors, **values):
        """A draft of a set.

        :param factors: pairs of name and weight in per cent
        """
        return cls.env["crm.satisfaction.set"].create(
            {
                "name": "Bridges",
                "kind_id": cls.kind.id,
                "company_id": cls.company.id,
                "factor_ids": [
                    Command.create({"name": name, "weight": weight})
                    for name, weight in factors
                ],
                **values,
            }
        )

    @classmethod
    def _new_subject(cls, **values):
        """An object of the service department, with owner and supervisor."""
        return cls.env["crm.satisfaction.subject"].create(
            {
                "name": "North Bridge",
                "kind_id": cls.kind.id,
                "unit_id": cls.service.id,
                "user_id": cls.user.id,
                "partner_id": cls.customer.id,
                "respondent_ids": [
                    Command.create(
                        {"partner_id": cls.contact.id, "role_id": cls.owner.id}
                    ),
                    Command.create(
                        {"partner_id": cls.inspector.id, "role_id": cls.supervisor.id}
                    ),
                ],
                **values,
            }
        )

    @classmethod
    def _new_measurement(cls, user=None, **values):
        """A planned measurement of the object, made by the user given."""
        measurements = cls.env["crm.satisfaction.measurement"]
        return measurements.with_user(user or cls.user).create(
            {
                "subject_id": cls.subject.id,
                "date_from": "2026-06-01",
                "date_to": "2026-06-30",
                "closing_on": "2026-07-31",
                **values,
            }
        )

    @classmethod
    def _open(cls, measurement=None, **values):
        """An open measurement."""
        measurement = measurement or cls._new_measurement(**values)
        measurement.action_open()
        return measurement

    @classmethod
    def _answer(cls, measurement, scores, done=True, **values):
        """A questionnaire, entered by the user of the measurement's environment.

        :param scores: one for each factor of the set, in its order; None: not
            answered, "na": not applicable
        """
        weight = values.pop("role_weight", None)
        answer = cls.env["crm.satisfaction.answer"]
        answer = answer.with_env(measurement.env).create(
            {
                "measurement_id": measurement.id,
                "contact_id": cls.contact.id,
                "role_id": cls.owner.id,
                **values,
            }
        )
        if weight is not None:
            # below officer the weight is that of the respondent
            answer.sudo().role_weight = weight
        for line, score in zip(answer.line_ids, scores, strict=True):
            if score == "na":
                line.state = "na"
            elif score is not None:
                level = cls.levels.filtered(lambda one, at=score: one.lower <= at)[:1]
                line.write({"state": "answered", "score": score, "level_id": level.id})
        if done:
            answer.action_done()
        return answer

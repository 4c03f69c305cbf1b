# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from odoo import Command, fields

from odoo.addons.crm_policy.tests.company_common import CompanyCommon

ROUND_DATE = date(2026, 6, 30)
# the day on which tests take place, see freeze_time in them
TODAY = "2026-07-01"


class GradingCommon(CompanyCommon):
    """A company with its default scheme, and one person of each role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme = cls.env["crm.grading.scheme"]._get_active(cls.company)
        cls.grades = {
            grade.code: grade for grade in cls.env["crm.grading.grade"].search([])
        }
        cls.user = cls._new_user("grading_user", "crm_policy.group_user")
        cls.officer = cls._new_user("grading_officer", "crm_policy.group_officer")
        cls.manager = cls._new_user("grading_manager", "crm_policy.group_manager")
        cls.auditor = cls._new_user("grading_auditor", "crm_policy.group_auditor")
        cls.employee = cls._new_user("grading_employee", "base.group_user")

    @classmethod
    def _new_customer(cls, name, **values):
        return cls.env["res.partner"].create(
            {"name": name, "is_company": True, "customer_rank": 1, **values}
        )

    @classmethod
    def _new_round(cls, **values):
        return cls.env["crm.grading.round"].create(
            {"scheme_id": cls.scheme.id, "date": ROUND_DATE, **values}
        )

    @classmethod
    def _new_standing(cls, customer, grade, company=None, **values):
        """The customer carries a grade, as if a round had taken effect."""
        company = company or cls.company
        scheme = cls.env["crm.grading.scheme"]._find_leading(company)
        return cls.env["crm.grading.standing"].create(
            {
                "partner_id": customer.id,
                "company_id": company.id,
                "scheme_id": scheme.root_id.id,
                "is_leading": True,
                "computed_grade_id": cls.grades[grade].id,
                "grade_id": cls.grades[grade].id,
                "date": "2026-01-01",
                **values,
            }
        )

    @classmethod
    def _new_version(cls, **values):
        """A draft copy of the scheme to be changed."""
        return cls.scheme.copy(
            {"name": cls.scheme.name, "previous_id": cls.scheme.id, **values}
        )

    @classmethod
    def _line(cls, code, scheme=None):
        return (scheme or cls.scheme).line_ids.filtered(
            lambda line: line.indicator_id.code == code
        )

    def _grade(self, customer, **values):
        """The customer's result in a new computed what-if round."""
        record = self._new_round(kind="what_if", **values)
        record.action_compute()
        return record.result_ids.filtered(lambda result: result.partner_id == customer)

    def _assess(self, customer, code, points, on=ROUND_DATE, **values):
        indicator = self.env["crm.grading.indicator"].search([("code", "=", code)])
        return self.env["crm.grading.assessment"].create(
            {
                "partner_id": customer.id,
                "indicator_id": indicator.id,
                "points": points,
                "date": on,
                **values,
            }
        )


class InvoicingCommon(GradingCommon):
    """Adds a chart of accounts, so that documents are posted and paid for real."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["account.chart.template"].try_loading(
            "generic_coa", company=cls.company, install_demo=False
        )
        cls.product = cls.env["product.product"].create(
            {"name": "Valve", "standard_price": 60, "list_price": 100}
        )
        cls.bank = cls.env["account.journal"].search(
            [("type", "=", "bank"), ("company_id", "=", cls.company.id)], limit=1
        )

    @classmethod
    def _invoice(cls, customer, on, amount, **values):
        """A posted invoice, due after 30 days, of goods that cost 60 %."""
        on = fields.Date.to_date(on)
        move = cls.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": customer.id,
                "invoice_date": on,
                "invoice_date_due": fields.Date.add(on, days=30),
                "invoice_payment_term_id": False,
                "invoice_line_ids": [
                    Command.create(
                        {
                            "product_id": cls.product.id,
                            "quantity": amount / 100,
                            "price_unit": 100,
                            "tax_ids": False,
                        }
                    )
                ],
                **values,
            }
        )
        move.action_post()
        return move

    @classmethod
    def _credit(cls, customer, on, amount, **values):
        return cls._invoice(customer, on, amount, move_type="out_refund", **values)

    @classmethod
    def _pay(cls, invoice, on, amount):
        wizard = (
            cls.env["account.payment.register"]
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .create(
                {
                    "payment_date": on,
                    "amount": amount,
                    "journal_id": cls.bank.id,
                    "payment_difference_handling": "open",
                }
            )
        )
        return wizard._create_payments()

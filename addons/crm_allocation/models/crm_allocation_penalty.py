# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

OPEN = ("proposed", "confirmed", "appealed")


class CrmAllocationPenalty(models.Model):
    """A fine with rule, date, evidence and state; never deducted by itself (ALC-11)."""

    _name = "crm.allocation.penalty"
    _inherit = [
        "crm.allocation.discipline.mixin",
        "crm.policy.upload.mixin",
        "crm.policy.xlsx.mixin",
    ]
    _description = "Penalty"
    _order = "date desc, id desc"

    name = fields.Char(string="Number", readonly=True, copy=False, index="trigram")
    type_id = fields.Many2one(
        "crm.allocation.penalty.type",
        required=True,
        ondelete="restrict",
        tracking=True,
    )
    rule = fields.Char(
        string="Written Rule", compute="_compute_rule", store=True, precompute=True
    )
    amount = fields.Monetary(
        compute="_compute_rule",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        tracking=True,
        aggregator="sum",
    )
    currency_id = fields.Many2one(
        "res.currency",
        compute="_compute_rule",
        store=True,
        precompute=True,
        required=True,
    )
    date = fields.Date(
        required=True,
        index=True,
        default=lambda self: self.env.company._policy_today(),
        help="The day of what is fined.",
    )
    evidence = fields.Text(required=True, help="What happened, and what shows it.")
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "crm_allocation_penalty_attachment_rel",
        string="Documents",
        bypass_search_access=True,
    )
    state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("confirmed", "Confirmed"),
            ("appealed", "Appealed"),
            ("settled", "Settled"),
            ("waived", "Waived"),
        ],
        required=True,
        readonly=True,
        default="proposed",
        index=True,
        tracking=True,
        help="Settled: told to payroll with the statement of its month. Nothing is "
        "deducted by itself.",
    )
    confirmed_on = fields.Date(readonly=True, copy=False)
    appeal_until = fields.Date(
        readonly=True, copy=False, help="The last day of an appeal."
    )
    appeal = fields.Text(
        string="Words of the Appeal", readonly=True, copy=False, tracking=True
    )
    appealed_on = fields.Date(readonly=True, copy=False)
    is_upheld = fields.Boolean(string="Upheld After Appeal", readonly=True, copy=False)
    settlement_id = fields.Many2one(
        "crm.allocation.settlement",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    can_appeal = fields.Boolean(compute="_compute_can_appeal")

    _origin_uniq = models.UniqueIndex(
        "(origin_model, origin_id, type_id) WHERE origin_id IS NOT NULL",
        "This penalty is there already.",
    )
    _amount_not_negative = models.Constraint(
        "CHECK(amount >= 0)", "A penalty cannot be negative."
    )
    _settled_in_month = models.Constraint(
        "CHECK((state = 'settled') = (settlement_id IS NOT NULL))",
        "A settled penalty belongs to a settled month.",
    )

    @api.depends("type_id")
    def _compute_rule(self):
        """As the type says now; later changes of the type do not reach it."""
        for record in self:
            record.rule = record.type_id.rule or record.type_id.name
            record.amount = record.type_id.amount
            record.currency_id = record.type_id.currency_id

    @api.depends("state", "user_id", "appeal_until", "appealed_on", "company_id")
    @api.depends_context("uid")
    def _compute_can_appeal(self):
        for record in self:
            record.can_appeal = record.is_own and record._is_appealable()

    def _is_appealable(self):
        self.ensure_one()
        return (
            self.state == "confirmed"
            and not self.appealed_on
            and bool(self.appeal_until)
            and self.company_id._policy_today() <= self.appeal_until
        )

    @api.constrains("date")
    def _check_date(self):
        for record in self:
            if record.date > record.company_id._policy_today():
                raise ValidationError(
                    self.env._("What is fined has happened already: choose its day.")
                )

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "name",
            "confirmed_on",
            "appeal_until",
            "appeal",
            "appealed_on",
            "is_upheld",
            "settlement_id",
        }

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        if not self.env.su:
            records._check_not_own()
            records._ask_managers()
        records._number()
        return records

    @api.model
    def _propose(self, found_by, vals_list):
        """Penalties for what was found out; once for each origin, none without a type.

        :param str found_by: a key of the type's ``found_by``
        :return: the penalties made
        """
        # sudo: proposed by rules, whoever brought them about
        model = self.sudo().with_context(
            mail_create_nolog=True, mail_create_nosubscribe=True
        )
        known = {
            (record.origin_model, record.origin_id, record.type_id.id)
            for record in model.search(
                Domain("origin_id", "in", [vals["origin_id"] for vals in vals_list])
            )
        }
        types, proposed = {}, []
        for vals in vals_list:
            company_id = vals["company_id"]
            if company_id not in types:
                company = self.env["res.company"].browse(company_id)
                types[company_id] = model.type_id._find(found_by, company).id
            type_id = types[company_id]
            key = vals["origin_model"], vals["origin_id"], type_id
            if type_id and key not in known:
                known.add(key)
                proposed.append({**vals, "type_id": type_id})
        return model.create(proposed)

    def _get_request_summary(self):
        return self.env._(
            "Penalty %(name)s of %(person)s",
            name=self.type_id.name,
            person=self.user_id.name,
        )

    # -- steps -------------------------------------------------------------------------

    def action_confirm(self):
        """The person is told, and may appeal for some days."""
        self._check_may_decide()
        self._lock("proposed")
        for company, records in self.grouped("company_id").items():
            today = company._policy_today()
            days = company.allocation_appeal_days
            records._settle(
                "confirmed",
                confirmed_on=today,
                appeal_until=today + timedelta(days=days) if days else False,
            )
        self._tell_person(
            lambda told: told.env._("Penalty confirmed: %(name)s", name=told.name),
            lambda told: told._get_confirmed_sentence(),
        )

    def _get_confirmed_sentence(self):
        self.ensure_one()
        what = self.env._(
            "%(rule)s, %(date)s: %(amount)s. %(evidence)s",
            rule=self.rule,
            date=format_date(self.env, self.date),
            amount=self.currency_id.format(self.amount),
            evidence=self.evidence,
        )
        if not self.appeal_until:
            return what
        return self.env._(
            "%(what)s You may appeal until %(last)s.",
            what=what,
            last=format_date(self.env, self.appeal_until),
        )

    def action_appeal(self):
        return self._ask_reason("appeal")

    def action_uphold(self):
        return self._ask_reason("uphold")

    def action_waive(self):
        return self._ask_reason("waive")

    def _get_reasoned_steps(self):
        return {
            "appeal": (self._appeal, self.env._("Appeal")),
            "uphold": (self._uphold, self.env._("Uphold the Penalty")),
            "waive": (self._waive, self.env._("Waive the Penalty")),
        }

    def _appeal(self, words):
        """The person's own words; a manager upholds or waives.

        :raises AccessError: for everybody else
        """
        if self.user_id != self.env.user:
            raise AccessError(self.env._("Only the person concerned appeals."))
        self._lock("confirmed")
        if not self._is_appealable():
            raise UserError(self.env._("The time for an appeal is over."))
        self._decide(
            {
                "state": "appealed",
                "appeal": words,
                "appealed_on": self.company_id._policy_today(),
            }
        )
        self._ask_managers()

    def _uphold(self, reason):
        self._check_may_decide()
        self._lock("appealed")
        self._settle("confirmed", reason, is_upheld=True)
        self._tell_answer()

    def _waive(self, reason):
        self._check_may_decide()
        self._lock(*OPEN)
        told = self.filtered(lambda record: record.state != "proposed")
        self._settle("waived", reason)
        told._tell_answer()

    def _tell_answer(self):
        labels = {"confirmed", "waived"}
        self.filtered(lambda record: record.state in labels)._tell_person(
            lambda told: told.env._("Penalty waived: %(name)s", name=told.name)
            if told.state == "waived"
            else told.env._("Penalty upheld: %(name)s", name=told.name),
            lambda told: told.decision_reason,
        )

    @api.readonly
    def action_export_xlsx(self):
        """The selected penalties, or all that the list shows."""
        return self._print_xlsx("crm_allocation.penalty_xlsx")

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        if any(record.state != "proposed" for record in self):
            raise UserError(self.env._("A penalty is not deleted; waive it instead."))

    # -- late entries ------------------------------------------------------------------

    @api.model
    def _cron_propose_late_entries(self):
        """Customers entered late: a penalty is proposed once each (ALC-11)."""
        companies = self.env["res.company"].search(Domain.TRUE)
        self.env["ir.cron"]._commit_progress(remaining=len(companies))
        for company in companies:
            late = self.env["crm.allocation.registration"]._get_late_entries(company)
            self._propose("late_entry", [entry._prepare_late_entry() for entry in late])
            if not self.env["ir.cron"]._commit_progress(1):
                break

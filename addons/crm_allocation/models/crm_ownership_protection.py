# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import split_every

from ..engine import ledger_sql
from ..stepping import step_through

BATCH_SIZE = 100


class CrmOwnership(models.Model):
    """The protection of a registered customer runs out when nothing came of it.

    Developed in time, the customer is the salesperson's; else a review decides. Nothing
    changes hands by itself (ALC-03).
    """

    _inherit = "crm.ownership"

    developed_on = fields.Date(
        readonly=True, help="When the customer was developed within this ownership."
    )
    development_evidence = fields.Char(
        readonly=True, help="The order, the contract or what else shows it."
    )
    developed_by_id = fields.Many2one(
        "res.users", string="Entered As Developed By", readonly=True
    )
    is_development_carried = fields.Boolean(
        string="Developed Before",
        readonly=True,
        help="Something came of the customer within the ownership before this one.",
    )
    protection_warned_for = fields.Date(
        readonly=True, help="The end of the protection of which the owner was warned."
    )
    review_ids = fields.One2many(
        "crm.allocation.review", "ownership_id", string="Reviews", readonly=True
    )

    _protection_idx = models.Index(
        "(protected_until) WHERE date_to IS NULL AND protected_until IS NOT NULL"
        " AND developed_on IS NULL"
    )

    @api.model
    def _get_developed_domain(self):
        """Lines whose customer is developed; bridges add what they know of."""
        return Domain("developed_on", "!=", False)

    @api.model
    def _get_undeveloped_domain(self):
        """Open lines of salespeople whose protection runs, or ran out for nothing"""
        return (
            Domain("date_to", "=", False)
            & Domain("holder", "=", "person")
            & Domain("protected_until", "!=", False)
            & ~self._get_developed_domain()
        )

    @api.model
    def _set_developed(self, partners, company, evidence):
        """Something came of customers: an order, a won opportunity, a contract.

        :param partners: customers, or their contacts
        :param str evidence: what shows it, for the reader of the ledger
        """
        # sudo: who works with a contact need not read its customer
        customers = partners.sudo().commercial_partner_id
        self._set_each_developed(dict.fromkeys(customers, evidence), company)

    @api.model
    def _set_each_developed(self, evidence, company):
        """The same of many customers at once, each with what shows it.

        :param dict evidence: text for the reader of the ledger, by customer
        :return: the lines that are developed by it
        """
        # sudo: the ledger is written by steps only
        customers = self.env["res.partner"].sudo().union(*evidence)
        lines = customers._get_open_ownership(company).filtered(
            lambda line: line.holder == "person" and not line.developed_on
        )
        for line in lines:
            line.write(
                {
                    "developed_on": company._policy_today(),
                    "development_evidence": evidence[line.partner_id],
                    "developed_by_id": self.env.uid,
                }
            )
        lines.review_ids._close_developed()
        return lines

    def _unset_developed(self):
        """What had shown the development came to nothing."""
        self.write(
            {
                "developed_on": False,
                "development_evidence": False,
                "developed_by_id": False,
            }
        )
        self.review_ids._open_undeveloped()

    def _carry(self, formers, with_registration=False):
        """New lines know what came of their customers before; in one statement.

        :param formers: the line that each of these follows, in this order
        :param with_registration: also how they were registered: it is the same owner
        """
        pairs = [
            (line.id, former.id)
            for line, former in zip(self, formers, strict=True)
            if former
        ]
        if not pairs:
            return
        self.flush_model()
        # raw SQL: one statement for any number of customers
        self.env.cr.execute(ledger_sql.carry(pairs, with_registration))
        self.invalidate_recordset()

    def action_set_developed(self):
        """Asks for the evidence."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Customer Developed"),
            "res_model": "crm.allocation.developed",
            "view_mode": "form",
            "target": "new",
            "context": {"default_ownership_id": self.id},
        }

    def _check_may_develop(self):
        """The owner's sales manager or sales administration enters it, for both: not
        the person whose protection depends on it."""
        for line in self.sudo():  # sudo: the team is read for the decision
            user = self.env.user
            if user.has_group("crm_policy.group_officer") or (
                line.team_id.user_id == user and line.user_id != user
            ):
                continue
            raise AccessError(
                self.env._(
                    "The sales manager or sales administration enters that a customer "
                    "is developed."
                )
            )

    @api.model
    def _cron_protection(self):
        """Warns owners, and opens reviews; run twice, it does nothing twice."""
        companies = self.env["res.company"]
        # the number of days differs by company, and so does the day
        soon = companies._get_domain_by_day(
            lambda company: Domain(
                "protected_until",
                "<=",
                company._policy_today()
                + timedelta(days=company.allocation_protection_notice),
            )
            & Domain("protected_until", ">=", company._policy_today())
        )
        over = companies._get_before_today_domain("protected_until")
        open_lines = self._get_undeveloped_domain() & Domain(
            "partner_id.active", "=", True
        )
        to_warn = self.search(open_lines & soon).filtered(
            lambda line: line.protection_warned_for != line.protected_until
        )
        to_review = self.search(open_lines & over)
        known = {
            (review.ownership_id, review.protected_until)
            for review in to_review.review_ids
        }
        to_review = to_review.filtered(
            lambda line: (line, line.protected_until) not in known
        )
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(to_warn) + len(to_review))
        for ids in split_every(BATCH_SIZE, to_warn.ids):
            step_through(self.browse(ids), lambda some: some._warn_of_end())
            if not cron._commit_progress(len(ids)):
                return
        for ids in split_every(BATCH_SIZE, to_review.ids):
            step_through(self.browse(ids), self.env["crm.allocation.review"]._open)
            if not cron._commit_progress(len(ids)):
                return

    def _warn_of_end(self):
        """An activity on the customer for its owner, and one message for all of them"""
        for user, lines in self.grouped("user_id").items():
            records = lines.with_context(lang=user.lang)
            for line in records:
                line.partner_id.activity_schedule(
                    "crm_allocation.mail_activity_type_protection",
                    date_deadline=line.protected_until,
                    summary=records.env._("The protection of the customer ends"),
                    user_id=user.id,
                )
                line.protection_warned_for = line.protected_until
            names = ", ".join(
                f"{line.partner_id.name} ({line._format_protected_until()})"
                for line in records
            )
            self.env["mail.thread"].message_notify(
                partner_ids=user.partner_id.ids,
                subject=records.env._("Protection of customers ends"),
                body=records.env._(
                    "Develop these customers before their protection ends; else a "
                    "review decides: %(names)s",
                    names=names,
                ),
            )

    def _check_protected(self):
        for line in self:
            if line.date_to or line.holder != "person":
                raise UserError(
                    self.env._("Only a salesperson's present customer is developed.")
                )

    def _after_transfer(self, former):
        """Reviews of owners who do not have the customer any more decide nothing."""
        result = super()._after_transfer(former)
        ended = self.browse().union(*former.values())
        # sudo: whoever moved the customer need not read its reviews
        reviews = self.env["crm.allocation.review"].sudo()
        reviews.search(
            Domain("ownership_id", "in", ended.ids) & Domain("state", "=", "open")
        )._make_obsolete()
        return result

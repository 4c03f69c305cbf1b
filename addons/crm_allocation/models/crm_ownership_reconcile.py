# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.misc import split_every

from ..engine import ledger_sql

BATCH = 1000
# Of more customers at once deciders get one piece of work together.
MANY = 20


class CrmOwnership(models.Model):
    """The ledger and the salesperson of Odoo are brought to agree (ALC-12)."""

    _inherit = "crm.ownership"

    @api.model
    def _open_ledger(self):
        """The first lines, from today's salespeople (ALC-13).

        Companies that work with owners already go on seeing what they see until
        somebody decides otherwise.
        """
        self.env["res.partner"].flush_model()
        # raw SQL: one statement for all customers
        self.env.cr.execute(ledger_sql.open_ledger(fields.Datetime.now(), self.env.uid))
        companies = self.env["res.company"].browse(
            {row[0] for row in self.env.cr.fetchall()}
        )
        companies.allocation_access = "all"

    @api.model
    def _cron_reconcile(self):
        """Owners who were changed behind the ledger's back are found and flagged.

        In batches: killed, the next run finds what is left.
        """
        self.env["res.partner"].flush_model()
        self.flush_model()
        # raw SQL: one statement for all customers
        self.env.cr.execute(ledger_sql.find_strayed())
        strayed = sorted({row[0] for row in self.env.cr.fetchall()})
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(strayed))
        for ids in split_every(BATCH, strayed):
            # customers may have been deleted since the last batch
            partners = self.env["res.partner"].browse(ids).exists()
            partners._record_owner_changes(source="found")
            if not cron._commit_progress(len(ids)):
                break

    @api.model
    def _merge_customers(self, sources, target):
        """The history of merged customers stays, with one owner a company.

        The customer that stays keeps its holder; where it has none, the holder of the
        first merged one takes over. Lines that give way are closed.
        """
        both = sources | target
        lines = self.search(
            Domain("partner_id", "in", both.ids) & Domain("date_to", "=", False)
        )
        for company in lines.company_id:
            open_lines = lines.filtered(lambda line, c=company: line.company_id == c)
            kept = open_lines.filtered(lambda line: line.partner_id == target)[:1]
            kept = kept or open_lines.sorted("date_from")[:1]
            self._close_lines(
                [
                    {
                        "id": line.id,
                        "end_source": "merge",
                        "end_reason": self.env._(
                            "Merged with %(customer)s", customer=target.display_name
                        ),
                    }
                    for line in open_lines - kept
                ]
            )

    def _is_of_company_of_customer(self):
        self.ensure_one()
        company = self.partner_id.company_id
        return not company or company == self.company_id

    def _notify_unapproved(self):
        """Directors and delegates look at owners changed without them (ALC-12)."""
        vals_list = []
        for company, lines in self.grouped("company_id").items():
            for user in company._get_allocation_deciders():
                if len(lines) > MANY:
                    vals_list += lines._prepare_summary_request(user)
                else:
                    vals_list += lines._prepare_requests(user)
        activity_type = self.env.ref("crm_allocation.mail_activity_type_owner_change")
        # sudo: who changed an owner may not see the customer any more
        activities = self.env["mail.activity"].sudo()
        # as many statements for many customers as for one, and no letter for each
        activities.with_context(mail_activity_quick_update=True).create(
            [
                {
                    **vals,
                    "activity_type_id": activity_type.id,
                    "automated": True,
                }
                for vals in vals_list
            ]
        )

    def _prepare_requests(self, user):
        """A piece of work for each customer."""
        model_id = self.env["ir.model"]._get_id("res.partner")
        return [
            {"res_model_id": model_id, "res_id": line.partner_id.id, "user_id": user.id}
            for line in self
        ]

    def _prepare_summary_request(self, user):
        """One piece of work for all, unless the person has such a one already."""
        # sudo: the work of others is not read by everybody
        waiting = self.env["mail.activity"].sudo()
        activity_type = self.env.ref("crm_allocation.mail_activity_type_owner_change")
        if waiting.search_count(
            Domain("activity_type_id", "=", activity_type.id)
            & Domain("user_id", "=", user.id)
            & Domain("res_model", "=", False),
            limit=1,
        ):
            return []
        return [
            {
                "user_id": user.id,
                "summary": self.with_context(lang=user.lang).env._(
                    "Many customers changed owners without approval"
                ),
            }
        ]

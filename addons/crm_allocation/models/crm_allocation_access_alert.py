# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from ..engine import access_log_sql


class CrmAllocationAccessAlert(models.Model):
    """A person who read unusually many customers on a day (ALC-15).

    Nothing is refused by it: the managers ask, and note the explanation.
    """

    _name = "crm.allocation.access.alert"
    _inherit = ["crm.policy.decision.mixin"]
    _description = "Unusual Reading of Customers"
    _order = "day desc, id desc"
    _rec_name = "user_id"
    _first_state = "new"

    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users", string="Who", required=True, readonly=True, ondelete="restrict"
    )
    day = fields.Date(required=True, readonly=True)
    customer_count = fields.Integer(
        string="Customers",
        readonly=True,
        help="Opened, exported or saved as address cards on this day.",
    )
    state = fields.Selection(
        [("new", "To Be Explained"), ("explained", "Explained")],
        required=True,
        readonly=True,
        default="new",
        tracking=True,
    )
    explanation = fields.Text(help="What the person said, and what follows.")
    explained_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    explained_on = fields.Datetime(readonly=True)

    _person_day_uniq = models.UniqueIndex("(user_id, company_id, day)")

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {
            "company_id",
            "user_id",
            "day",
            "customer_count",
            "explained_by_id",
            "explained_on",
        }

    def _get_request_summary(self):
        return self.env._(
            "%(person)s read %(count)s customers on %(day)s",
            person=self.user_id.name,
            count=self.customer_count,
            day=format_date(self.env, self.day),
        )

    def action_explain(self):
        """Closes the case with the explanation that was noted."""
        self._lock("new")
        for alert in self:
            if not (alert.explanation or "").strip():
                raise UserError(self.env._("Note the explanation first."))
            alert._decide(
                {
                    "state": "explained",
                    "explained_by_id": self.env.uid,
                    "explained_on": fields.Datetime.now(),
                }
            )
            alert._close_request()

    def action_open_log(self):
        """What the person read on that day."""
        self.ensure_one()
        start, end = self._get_day(self.company_id, self.day)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_allocation.crm_allocation_access_log_action"
        )
        return {
            **action,
            "domain": [
                ("user_id", "=", self.user_id.id),
                ("company_id", "=", self.company_id.id),
                ("date", ">=", start),
                ("date", "<", end),
            ],
            "context": {},
        }

    @api.model
    def _get_day(self, company, day):
        """The beginning and end of a company's day, in UTC"""
        return company._policy_moment(day), company._policy_moment(
            day + timedelta(days=1)
        )

    @api.model
    def _cron_find_unusual(self):
        """Today and yesterday, in the companies that want to know."""
        for company in self.env["res.company"].search(
            Domain("allocation_access_daily_limit", ">", 0)
        ):
            today = company._policy_today()
            for day in (today - timedelta(days=1), today):
                self._find_unusual(company, day)

    @api.model
    def _find_unusual(self, company, day):
        """Notes unusual days and asks the managers about new ones."""
        self.flush_model()
        # raw SQL: all people of a day in one statement
        rows = self.env.execute_query(
            access_log_sql.find_unusual(
                company.id,
                day,
                *self._get_day(company, day),
                company.allocation_access_daily_limit,
                company.allocation_access_page,
            )
        )
        self.invalidate_model()
        new = self.browse(id_ for id_, is_new in rows if is_new)
        for alert in new:
            alert._ask_managers()

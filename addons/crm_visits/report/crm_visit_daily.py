# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import SQL

# Each part numbers its rows by the record's id and a last digit of its own, below this.
PARTS = 10


class CrmVisitDaily(models.Model):
    """Daily dynamics 销售日动态表: what happened on a day, by whom (VIS-18).

    Visits, calls and messages that were made, walk-ins and new customers by their
    source (the effect of advertising), and concerns that customers raised.
    """

    _name = "crm.visit.daily"
    _inherit = ["crm.policy.xlsx.mixin"]
    _description = "Daily Dynamics"
    _auto = False
    _order = "date desc, id desc"
    _depends = {
        "crm.visit": [
            "company_id",
            "partner_id",
            "user_id",
            "team_id",
            "channel_id",
            "state",
            "date_start",
            "done_on",
            "customer_needs",
            "customer_feedback",
        ],
        "crm.visit.channel": ["code"],
        "crm.visit.registration": [
            "company_id",
            "partner_id",
            "user_id",
            "team_id",
            "customer_source_id",
            "received_at",
            "needs",
            "state",
        ],
        "res.partner": [
            "active",
            "company_id",
            "customer_source_id",
            "user_id",
            "commercial_partner_id",
        ],
        "res.company": ["policy_tz"],
    }

    date = fields.Date(readonly=True, help="In the company's time zone.")
    kind = fields.Selection(
        selection="_selection_kind", string="What Happened", readonly=True
    )
    company_id = fields.Many2one("res.company", readonly=True)
    user_id = fields.Many2one("res.users", string="Person", readonly=True)
    team_id = fields.Many2one("crm.team", string="Department", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    source_id = fields.Many2one(
        "crm.customer.source",
        string="Customer Source",
        readonly=True,
        help="How the customer came: by it the effect of advertising shows.",
    )
    channel_id = fields.Many2one("crm.visit.channel", readonly=True)
    visits = fields.Integer(readonly=True, help="Visits at the customer's or ours.")
    calls = fields.Integer(readonly=True)
    messages = fields.Integer(
        string="E-mails and Messages",
        readonly=True,
        help="E-mails, letters, and contacts online or in social media.",
    )
    walk_ins = fields.Integer(
        string="Walk-ins", readonly=True, help="Registered at the counter."
    )
    new_customers = fields.Integer(
        readonly=True, help="Customers entered with their source."
    )
    concerns = fields.Integer(
        string="Concerns Raised",
        readonly=True,
        help="Contacts in which the customer told a need or gave feedback.",
    )

    @api.model
    def _selection_kind(self):
        contact = self.env._("Contact")
        walk_in = self.env._("Walk-in")
        customer = self.env._("New Customer")
        return [("contact", contact), ("walk_in", walk_in), ("new_customer", customer)]

    @property
    def _table_query(self) -> SQL:
        return SQL(" UNION ALL ").join(self._get_parts())

    def _get_parts(self):
        """One SELECT a kind of happening; extensions add theirs.

        Each gives all columns of :meth:`_get_columns` in that order, and an id of
        ``record.id * PARTS + digit`` with a digit of its own (0 to 2 are taken).
        """
        return [self._get_contacts(), self._get_new_customers(), self._get_walk_ins()]

    @api.model
    def _get_columns(self):
        """The columns of a part, in order."""
        return (
            "id",
            "date",
            "kind",
            "company_id",
            "user_id",
            "team_id",
            "partner_id",
            "source_id",
            "channel_id",
            "visits",
            "calls",
            "messages",
            "walk_ins",
            "new_customers",
            "concerns",
        )

    def _get_contacts(self):
        """Contacts of all channels whose form was closed."""
        return SQL(
            """SELECT visit.id::bigint * %(parts)s AS id,
                      (visit.date_start AT TIME ZONE 'UTC'
                          AT TIME ZONE company.policy_tz)::date AS date,
                      'contact' AS kind, visit.company_id, visit.user_id,
                      visit.team_id, visit.partner_id,
                      customer.customer_source_id AS source_id, visit.channel_id,
                      (channel.code NOT IN %(calls)s
                          AND channel.code NOT IN %(messages)s)::int AS visits,
                      (channel.code IN %(calls)s)::int AS calls,
                      (channel.code IN %(messages)s)::int AS messages,
                      0 AS walk_ins, 0 AS new_customers,
                      (COALESCE(trim(visit.customer_needs), '') != ''
                          OR COALESCE(trim(visit.customer_feedback), '') != '')::int
                          AS concerns
                 FROM crm_visit visit
                 JOIN res_company company ON company.id = visit.company_id
                 JOIN res_partner customer ON customer.id = visit.partner_id
                 JOIN crm_visit_channel channel ON channel.id = visit.channel_id
                WHERE visit.done_on IS NOT NULL AND visit.state != 'cancelled'""",
            parts=PARTS,
            calls=self._get_call_channels(),
            messages=self._get_message_channels(),
        )

    @api.model
    def _get_call_channels(self):
        """Codes of the channels that count as calls."""
        return ("phone",)

    @api.model
    def _get_message_channels(self):
        """Codes of the channels that count as messages."""
        return ("email", "letter", "online", "social")

    def _get_new_customers(self):
        """Customers by the day on which they were entered, with their source.

        A customer shared by all companies counts where its salesperson, else who
        entered it, belongs.
        """
        return SQL(
            """SELECT customer.id::bigint * %(parts)s + 1,
                      (customer.create_date AT TIME ZONE 'UTC'
                          AT TIME ZONE company.policy_tz)::date,
                      'new_customer', company.id, person.id,
                      person.sale_team_id, customer.id,
                      customer.customer_source_id, NULL::int, 0, 0, 0, 0, 1, 0
                 FROM res_partner customer
                 JOIN res_users person
                   ON person.id = COALESCE(customer.user_id, customer.create_uid)
                 JOIN res_company company
                   ON company.id = COALESCE(customer.company_id, person.company_id)
                WHERE customer.active
                  AND customer.customer_source_id IS NOT NULL
                  AND customer.commercial_partner_id = customer.id""",
            parts=PARTS,
        )

    def _get_walk_ins(self):
        """Who was registered at the counter, known customers as well."""
        return SQL(
            """SELECT registration.id::bigint * %(parts)s + 2,
                      (registration.received_at AT TIME ZONE 'UTC'
                          AT TIME ZONE company.policy_tz)::date,
                      'walk_in', registration.company_id, registration.user_id,
                      registration.team_id, registration.partner_id,
                      registration.customer_source_id, NULL::int, 0, 0, 0, 1, 0,
                      (COALESCE(trim(registration.needs), '') != '')::int
                 FROM crm_visit_registration registration
                 JOIN res_company company ON company.id = registration.company_id
                WHERE registration.state != 'cancelled'""",
            parts=PARTS,
        )

    @api.readonly
    def action_export_list(self):
        """The workbook of the selected days, or of all that the list shows."""
        return self._print_xlsx("crm_visits.daily_xlsx")

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

# How customers come to a person for the first time
NEW_SOURCES = ("registration", "intake", "allocation", "claim")


class CrmAllocationEffect(models.Model):
    """What came of each customer that a salesperson received (ALC-19).

    One row a line of the ledger that is with a person: how the customer came, how soon
    it was contacted, whether it was developed.
    """

    _name = "crm.allocation.effect"
    _inherit = ["crm.policy.xlsx.mixin"]
    _description = "Effect of Allocation"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "partner_id"
    _depends = {
        "crm.ownership": [
            "company_id",
            "partner_id",
            "user_id",
            "team_id",
            "holder",
            "source",
            "end_source",
            "date_from",
            "date_to",
            "developed_on",
        ],
        "crm.allocation.contact": [
            "ownership_id",
            "state",
            "minutes_to_contact",
            "contacted_at",
            "contact_due",
        ],
        "res.partner": ["allocation_class_id"],
        "res.company": ["policy_tz"],
    }

    date = fields.Date(readonly=True, help="When the customer came, by the company.")
    company_id = fields.Many2one("res.company", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    class_id = fields.Many2one(
        "crm.allocation.class",
        readonly=True,
        help="The class of today.",
    )
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    team_id = fields.Many2one("crm.team", string="Department", readonly=True)
    source = fields.Selection(
        selection=lambda self: self.env["crm.ownership"]._get_source_selection(),
        string="How It Came",
        readonly=True,
    )
    end_source = fields.Selection(
        selection=lambda self: self.env["crm.ownership"]._get_source_selection(),
        string="How It Left",
        readonly=True,
    )
    is_new = fields.Boolean(
        string="New to the Salesperson",
        readonly=True,
        help="Registered, allocated or claimed; not handed over from a colleague.",
    )
    has_clock = fields.Boolean(
        string="First Contact Timed",
        readonly=True,
        help="Assigned directly, and the clock has ended.",
    )
    is_contacted = fields.Boolean(
        string="Contacted", readonly=True, help="In the time of the clock, or late."
    )
    contact_minutes = fields.Float(
        string="Minutes to First Contact",
        readonly=True,
        digits=(10, 1),
        aggregator="avg",
        help="From the start of the clock.",
    )
    contact_in_time = fields.Float(
        string="Contacted in Time (%)", readonly=True, digits=(5, 1), aggregator="avg"
    )
    conversion = fields.Float(
        string="Developed (%)",
        readonly=True,
        digits=(5, 1),
        aggregator="avg",
        help="Customers of whom something came: an order, a contract.",
    )
    days_to_develop = fields.Integer(
        string="Days to Develop", readonly=True, aggregator="avg"
    )
    days_held = fields.Integer(
        readonly=True,
        aggregator="avg",
        help="Until the customer left, or until now.",
    )

    @property
    def _table_query(self) -> SQL:
        return SQL("%s %s %s", self._select(), self._from(), self._where())

    @api.model
    def _select(self):
        return SQL(
            """SELECT line.id, line.company_id, line.partner_id,
                      customer.allocation_class_id AS class_id, line.user_id,
                      line.team_id, line.source, line.end_source,
                      line.source IN %(new)s AS is_new,
                      (line.date_from AT TIME ZONE 'UTC'
                          AT TIME ZONE company.policy_tz)::date AS date,
                      clock.id IS NOT NULL AS has_clock,
                      clock.contacted_at IS NOT NULL AS is_contacted,
                      CASE WHEN clock.contacted_at IS NOT NULL
                          THEN clock.minutes_to_contact END AS contact_minutes,
                      CASE WHEN clock.id IS NOT NULL THEN
                          (COALESCE(clock.contacted_at <= clock.contact_due, FALSE)
                          )::int * 100.0 END AS contact_in_time,
                      (line.id IN %(developed)s)::int * 100.0 AS conversion,
                      CASE WHEN line.is_development_carried IS NOT TRUE THEN
                          line.developed_on - (line.date_from AT TIME ZONE 'UTC'
                          AT TIME ZONE company.policy_tz)::date END AS days_to_develop,
                      EXTRACT(DAY FROM COALESCE(line.date_to, now() AT TIME ZONE 'UTC')
                          - line.date_from)::int AS days_held""",
            new=NEW_SOURCES,
            developed=self._get_developed(),
        )

    @api.model
    def _from(self):
        """A clock that runs or was called off says nothing yet."""
        return SQL(
            """FROM crm_ownership line
               JOIN res_company company ON company.id = line.company_id
               JOIN res_partner customer ON customer.id = line.partner_id
          LEFT JOIN crm_allocation_contact clock ON clock.ownership_id = line.id
                AND clock.state NOT IN ('open', 'cancelled')"""
        )

    @api.model
    def _where(self):
        return SQL("WHERE line.holder = 'person'")

    @api.model
    def _get_developed(self):
        """The lines of which something came, as the ledger and its bridges know."""
        ledger = self.env["crm.ownership"].sudo()
        # sudo: the rules of this report decide what is read; what is developed is the
        # same for all readers
        return ledger._search(
            ledger._get_developed_domain()
            & Domain("is_development_carried", "=", False)
        ).subselect()

    def action_open_partner(self):
        self.ensure_one()
        return self.partner_id._get_records_action(context={})

    @api.readonly
    def action_export_xlsx(self):
        """The selected rows, or all that the list shows."""
        return self._print_xlsx("crm_allocation.effect_xlsx")

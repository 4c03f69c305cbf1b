# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmOwnership(models.Model):
    """Who had a customer, from when to when, and why (ALC-13).

    One open line a customer and company: with a person, in one pool, or held by the
    company until it is allocated. All else that the addon tells of owners is read from
    here. Lines are written by :meth:`_transfer` only.
    """

    _name = "crm.ownership"
    _description = "Ownership of Customers"
    _order = "date_from desc, id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict"
    )
    holder = fields.Selection(
        [("person", "Salesperson"), ("pool", "Pool"), ("company", "Company")],
        string="Held By",
        required=True,
        readonly=True,
        help="Company: waits to be allocated.",
    )
    user_id = fields.Many2one(
        "res.users", string="Owner", readonly=True, ondelete="restrict"
    )
    team_id = fields.Many2one(
        "crm.team",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="The owner's team when the customer came.",
    )
    pool_id = fields.Many2one(
        "crm.allocation.pool",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    date_from = fields.Datetime(string="From", required=True, readonly=True)
    date_to = fields.Datetime(string="To", readonly=True, help="Empty: still so.")
    source = fields.Selection(
        [
            ("opening", "Opening of the ledger"),
            ("form", "Customer form"),
            ("found", "Changed unseen"),
            ("registration", "Registration"),
            ("intake", "Intake"),
            ("allocation", "Allocation"),
            ("claim", "Claim from the pool"),
            ("swap", "Swap"),
            ("reassignment", "Re-assignment"),
            ("handover", "Hand-over"),
            ("review", "Review of the protection"),
            ("idle", "Idle customer"),
            ("release", "Release"),
            ("merge", "Merge of customers"),
            ("left", "Customer left the company"),
            ("resume", "Step undone"),
        ],
        string="How",
        required=True,
        readonly=True,
    )
    reason = fields.Text(readonly=True)
    opened_by_id = fields.Many2one(
        "res.users", string="Entered By", readonly=True, ondelete="restrict"
    )
    approved_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    end_source = fields.Selection(
        selection=lambda self: self._get_source_selection(),
        string="How It Ended",
        readonly=True,
    )
    end_reason = fields.Text(string="Why It Ended", readonly=True)
    closed_by_id = fields.Many2one(
        "res.users", string="Ended By", readonly=True, ondelete="restrict"
    )
    attribution = fields.Selection(
        [("person", "Salesperson"), ("department", "Department")],
        string="Counts For",
        required=True,
        readonly=True,
        default="person",
        help="Whose result the revenue of this time is.",
    )
    attribution_reason = fields.Text(string="Why It Counts So", readonly=True)
    is_unapproved = fields.Boolean(
        string="Unapproved",
        readonly=True,
        help="The owner was changed without the director's approval.",
    )
    protected_until = fields.Date(
        readonly=True, help="The protection ends after this day."
    )
    origin_model = fields.Char(readonly=True)
    origin_id = fields.Many2oneReference(model_field="origin_model", readonly=True)

    # never two owners: the database is the last guard (ALC-05)
    _open_uniq = models.UniqueIndex("(partner_id, company_id) WHERE date_to IS NULL")
    _owner_idx = models.Index("(user_id, company_id) WHERE date_to IS NULL")
    _former_idx = models.Index("(user_id, date_to) WHERE user_id IS NOT NULL")
    _origin_idx = models.Index(
        "(origin_model, origin_id) WHERE origin_model IS NOT NULL"
    )
    _one_holder = models.Constraint(
        "CHECK((holder = 'person') = (user_id IS NOT NULL)"
        " AND (holder = 'pool') = (pool_id IS NOT NULL))",
        "A customer is with a person, in a pool, or held by the company.",
    )
    _in_order = models.Constraint(
        "CHECK(date_to IS NULL OR date_to >= date_from)",
        "An ownership cannot end before it began.",
    )

    @api.model
    def _get_source_selection(self):
        """How an ownership begins or ends, in the language of the reader"""
        return self._fields["source"]._description_selection(self.env)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        """History is kept; it goes only with the customer itself."""
        raise UserError(
            self.env._("The ledger is never shortened. Transfer the customer instead.")
        )

    def action_open_origin(self):
        """What decided this ownership."""
        self.ensure_one()
        origin = self.env[self.origin_model].browse(self.origin_id)
        return origin._get_records_action(context={})

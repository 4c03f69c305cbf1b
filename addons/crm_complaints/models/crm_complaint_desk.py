# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import uuid

from odoo import api, fields, models
from odoo.fields import Domain

# What the address of a desk begins with, where the company has not chosen.
ALIAS_NAME = "complaints"


class CrmComplaintDesk(models.Model):
    """Where complaints come in: people, a mail address, a public form (CMP-01).

    Each company has one by default; who has shops or lines of business with their own
    hotline adds more.
    """

    _name = "crm.complaint.desk"
    _description = "Complaints Desk"
    _inherit = ["mail.alias.mixin"]
    _order = "company_id, is_default desc, sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    is_default = fields.Boolean(
        string="Default of the Company",
        readonly=True,
        copy=False,
        help="Takes what names no desk.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Head of the Desk",
        check_company=True,
        domain="[('share', '=', False)]",
        help="Is asked whenever a case has no handler yet: who is the customer, who "
        "takes it?",
    )
    user_ids = fields.Many2many(
        "res.users",
        "crm_complaint_desk_user_rel",
        "desk_id",
        "user_id",
        string="Members",
        check_company=True,
        domain="[('share', '=', False)]",
        help="They see and handle what comes in here.",
    )
    unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department",
        check_company=True,
        help="Responsible for what comes in here, unless its category says otherwise.",
    )
    category_id = fields.Many2one(
        "crm.complaint.category",
        string="Default Category",
        help="Of what comes in here by mail, until somebody chooses.",
    )
    severity = fields.Selection(
        selection=lambda self: self.env["crm.complaint"]
        ._fields["severity"]
        ._description_selection(self.env),
        string="Default Severity",
        help="Of what comes in here by mail. Empty: as the category says.",
    )
    public_form = fields.Boolean(
        help="Anybody with the address can complain to this desk, without login."
    )
    public_token = fields.Char(
        default=lambda self: uuid.uuid4().hex,
        required=True,
        readonly=True,
        copy=False,
        help="Part of the address of the public form.",
    )
    alias_id = fields.Many2one(
        help="Mail to this address becomes a complaint; answers join their case.",
    )
    open_count = fields.Integer(string="Open", compute="_compute_open_count")

    _default_uniq = models.UniqueIndex(
        "(company_id) WHERE is_default", "A company has one default desk."
    )
    _public_token_uniq = models.UniqueIndex(
        "(public_token)", "The address of a public form belongs to one desk."
    )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_open_count(self):
        counts = dict(
            self.env["crm.complaint"]._read_group(
                [
                    ("desk_id", "in", self.ids),
                    ("state", "not in", ("closed", "cancelled")),
                ],
                ["desk_id"],
                ["__count"],
            )
        )
        for desk in self:
            desk.open_count = counts.get(desk, 0)

    def write(self, vals):
        result = super().write(vals)
        if "company_id" in vals:
            for desk in self:
                # sudo: the alias follows its desk, whoever may change the desk
                desk.alias_id.sudo().alias_defaults = desk._get_alias_defaults()
        return result

    def _alias_get_creation_values(self):
        """Mail to the address becomes a complaint of this desk."""
        values = super()._alias_get_creation_values()
        values["alias_model_id"] = self.env["ir.model"]._get_id("crm.complaint")
        if self.id:
            values["alias_defaults"] = self._get_alias_defaults()
        return values

    def _get_alias_defaults(self):
        self.ensure_one()
        return repr({"desk_id": self.id, "company_id": self.company_id.id})

    def _get_responsible(self):
        """Who is asked where a case has no handler.

        :return: the head of the desk, else a member, else the head of the department,
            else a manager of the company; perhaps nobody
        """
        self.ensure_one()
        decisions = self.env["crm.policy.decision.mixin"]
        candidates = (
            self.user_id
            or self.user_ids
            or self.unit_id.head_id
            or decisions._get_managers(self.company_id)
        )
        return candidates.filtered("active")[:1]

    def action_open_complaints(self):
        """The open cases of the desk."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_complaints.crm_complaint_action"
        )
        return {
            **action,
            "domain": [
                ("desk_id", "=", self.id),
                ("state", "not in", ("closed", "cancelled")),
            ],
            "context": {
                "default_desk_id": self.id,
                "default_company_id": self.company_id.id,
            },
        }

    @api.model
    def _get_default(self, company):
        """The desk that takes what names none; never empty.

        :param company: a company
        """
        # sudo: the desk is found for everybody who takes in a complaint
        desks = self.sudo().with_context(active_test=False)
        domain = Domain("company_id", "=", company.id) & Domain("is_default", "=", True)
        desk = desks.search(domain, limit=1)
        return (desk or desks._create_defaults(company)).with_env(self.env)

    @api.model
    def _create_defaults(self, companies):
        """A desk for each company that has no default yet; doing it again is harmless.

        :return: the new desks
        """
        # sudo: who may create a company need not be able to create desks
        desks = self.sudo().with_context(active_test=False)
        served = desks.search([("is_default", "=", True)]).company_id
        created = desks.browse()
        # one by one: each takes a name that those before have left
        for company in companies - served:
            created += desks.create(
                {
                    "name": self.env._(
                        "Complaints of %(company)s", company=company.name
                    ),
                    "company_id": company.id,
                    "is_default": True,
                    "alias_name": self._get_free_alias_name(company),
                }
            )
        return created

    @api.model
    def _get_free_alias_name(self, company):
        """``complaints``, or with the company's number where that is taken"""
        names = (ALIAS_NAME, f"{ALIAS_NAME}-{company.id}")
        # sudo: aliases of all companies share the names of their domain
        taken = (
            self.env["mail.alias"]
            .sudo()
            .search(
                [
                    ("alias_name", "in", names),
                    ("alias_domain_id", "=", company.alias_domain_id.id),
                ]
            )
            .mapped("alias_name")
        )
        return next((name for name in names if name not in taken), False)

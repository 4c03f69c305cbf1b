# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command

ACTIVITY = "mail.mail_activity_data_todo"
# Who is in one of these is below the standard today
BELOW_STATES = ("below", "trained")


class CrmComplaintServiceCheck(models.Model):
    """How well a person serves, against the standard (CMP-13).

    Below the pass mark the person is trained and checked again, until rectified. The
    items, their marks and the pass mark are kept as they were when it was checked.
    """

    _name = "crm.complaint.service.check"
    _inherit = ["crm.policy.decision.mixin", "crm.policy.xlsx.mixin"]
    _description = "Service Check"
    _order = "checked_on desc, id desc"
    _check_company_auto = True

    name = fields.Char(string="Number", readonly=True, copy=False)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    standard_id = fields.Many2one(
        "crm.complaint.standard",
        required=True,
        check_company=True,
        ondelete="restrict",
        tracking=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        required=True,
        check_company=True,
        domain="[('share', '=', False)]",
        ondelete="restrict",
        index=True,
        tracking=True,
    )
    unit_id = fields.Many2one(
        "crm.policy.unit",
        string="Department",
        compute="_compute_unit_id",
        store=True,
        precompute=True,
        readonly=False,
        check_company=True,
        index="btree_not_null",
        help="Where the person was when checked; its head sees the check.",
    )
    checked_on = fields.Date(
        required=True,
        default=lambda self: self.env.company._policy_today(),
        index=True,
        tracking=True,
    )
    checker_id = fields.Many2one(
        "res.users",
        string="Checked by",
        required=True,
        check_company=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        ondelete="restrict",
    )
    line_ids = fields.One2many(
        "crm.complaint.service.mark",
        "check_id",
        string="Marks",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
        copy=False,
    )
    score = fields.Float(
        string="Score (%)",
        compute="_compute_score",
        store=True,
        digits=(16, 1),
        aggregator="avg",
        help="Marks given, of the marks possible.",
    )
    pass_mark = fields.Float(
        string="Pass Mark (%)",
        readonly=True,
        copy=False,
        digits=(16, 1),
        aggregator="avg",
        help="As it was in the settings when the check was closed.",
    )
    remark = fields.Text(tracking=True)
    recheck_of_id = fields.Many2one(
        "crm.complaint.service.check",
        string="Check Repeated",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    training_ids = fields.One2many(
        "crm.complaint.training", "check_id", string="Trainings"
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("passed", "Passed"),
            ("below", "Below Standard: to Train"),
            ("trained", "Trained: to Check Again"),
            ("rectified", "Rectified"),
            ("repeated", "Trained Again"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
    )

    _name_uniq = models.UniqueIndex("(company_id, name) WHERE name IS NOT NULL")
    _recheck_uniq = models.UniqueIndex(
        "(recheck_of_id) WHERE recheck_of_id IS NOT NULL",
        "This check is being repeated already.",
    )

    # -- compute -----------------------------------------------------------------------

    @api.depends("name", "user_id")
    def _compute_display_name(self):
        for check in self:
            # sudo: the name of the person is shown with the check
            parts = (check.name, check.sudo().user_id.name)
            check.display_name = " · ".join(filter(None, parts))

    @api.depends("user_id", "company_id")
    def _compute_unit_id(self):
        units = self.env["crm.policy.unit"]
        for check in self:
            # sudo: who checks need not see all departments
            check.unit_id = (
                units.sudo()
                .search(
                    [
                        ("company_id", "=", check.company_id.id),
                        ("user_ids", "in", check.user_id.ids),
                    ],
                    limit=1,
                )
                .with_env(self.env)
            )

    @api.depends("standard_id")
    def _compute_line_ids(self):
        """The items of the standard, to be marked; once closed they stay."""
        for check in self:
            if check.state == "draft":
                check.line_ids = [
                    Command.clear(),
                    *(
                        Command.create(item._prepare_mark())
                        for item in check.standard_id.item_ids
                    ),
                ]

    @api.depends("line_ids.mark", "line_ids.max_mark")
    def _compute_score(self):
        for check in self:
            possible = sum(check.line_ids.mapped("max_mark"))
            given = sum(check.line_ids.mapped("mark"))
            check.score = given * 100 / possible if possible else 0

    # -- guards ------------------------------------------------------------------------

    @api.constrains("user_id", "checker_id")
    def _check_other_person(self):
        for check in self:
            if check.user_id == check.checker_id:
                raise ValidationError(self.env._("Nobody checks the own service."))

    def _get_decision_fields(self):
        return super()._get_decision_fields() | {"name", "pass_mark", "recheck_of_id"}

    @api.model_create_multi
    def create(self, vals_list):
        checks = super().create(vals_list)
        # sudo: the number is closed to everybody else (see write)
        for check in checks.sudo():
            company = check.company_id
            check.name = company._next_policy_number("crm.complaint.service.check")
        return checks

    def write(self, vals):
        content = {"standard_id", "user_id", "checked_on", "checker_id", "line_ids"}
        if not self.env.su and content & vals.keys():
            if self.filtered(lambda check: check.state != "draft"):
                raise UserError(self.env._("A closed check stays as it is."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_if_draft(self):
        if self.filtered(lambda check: check.state != "draft"):
            raise UserError(self.env._("Only drafts of checks can be deleted."))

    def _check_officer(self):
        if not self.env.user.has_group("crm_policy.group_officer"):
            raise AccessError(self.env._("Officers check how customers are served."))

    # -- steps -------------------------------------------------------------------------

    def action_close(self):
        """Passed, or below the standard: then a training is asked for."""
        self._check_officer()
        self._lock("draft")
        for check in self:
            if not check.line_ids:
                raise UserError(self.env._("The standard has no items to mark."))
            pass_mark = check.company_id.complaint_standard_pass
            passed = check.score >= pass_mark
            check._decide(
                {"state": "passed" if passed else "below", "pass_mark": pass_mark}
            )
            if not passed:
                check._ask_for_training()
            check._settle_repeated(passed)

    def _settle_repeated(self, passed):
        """What is repeated: rectified by a pass, followed by another training else."""
        self.ensure_one()
        # sudo: the earlier check may belong to a department seen no more
        former = self.sudo().recheck_of_id
        while former and former.state in (*BELOW_STATES, "repeated"):
            former._decide({"state": "rectified" if passed else "repeated"})
            former._close_request()
            former = former.recheck_of_id if passed else former.browse()

    def _ask_for_training(self):
        """Who checked plans the training; the person and its head are told."""
        self.ensure_one()
        self._decide(
            {
                "training_ids": [
                    Command.create(
                        {"user_id": self.user_id.id, "topic": self._get_weak_items()}
                    )
                ]
            }
        )
        people = self.user_id | self.unit_id.sudo().head_id  # sudo: see below
        for user in people or self.checker_id:
            # sudo: who checks need not be able to plan the work of colleagues
            check = self.sudo().with_context(lang=user.lang)
            check.activity_schedule(
                ACTIVITY,
                date_deadline=fields.Date.add(
                    check.company_id._policy_today(),
                    days=check.company_id.complaint_training_days,
                ),
                summary=check.env._(
                    "Training: %(person)s is below the service standard",
                    person=check.user_id.name,
                ),
                user_id=user.id,
            )

    def _get_weak_items(self):
        """The items that lost most, as the topic of the training."""
        lost = self.line_ids.filtered(lambda line: line.mark < line.max_mark)
        lost = lost.sorted(lambda line: line.mark / line.max_mark)
        return "\n".join(lost.mapped("name"))

    def _after_training(self):
        """Trained: now it is checked again."""
        self._lock("below")
        self._decide({"state": "trained"})
        self._close_request()
        for check in self:
            # sudo: who trains need not be able to plan the work of who checks
            check.sudo().activity_schedule(
                ACTIVITY,
                date_deadline=check.company_id._policy_today(),
                summary=self.env._("Check the service again"),
                user_id=check.checker_id.id,
            )

    def action_recheck(self):
        """The same person against the same standard, once trained."""
        self.ensure_one()
        self._check_officer()
        self._lock("trained")
        repeated = self.search([("recheck_of_id", "=", self.id)])
        if not repeated:
            repeated = self.create(
                {
                    "standard_id": self.standard_id.id,
                    "user_id": self.user_id.id,
                    "unit_id": self.unit_id.id,
                    "company_id": self.company_id.id,
                }
            )
            repeated._decide({"recheck_of_id": self.id})
        return repeated._get_records_action(context={})

    @api.readonly
    def action_export_xlsx(self):
        """The selected checks, or all that the list shows."""
        return self._print_xlsx("crm_complaints.service_check_xlsx")

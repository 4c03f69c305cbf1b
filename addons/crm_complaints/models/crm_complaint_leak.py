# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from .crm_complaint_steps import OPEN_STATES


class CrmComplaint(models.Model):
    """Leak incidents: what got out, whose it is, who answers for it (CMP-10).

    A confidential case is seen by the people named in it and by nobody else, whoever
    one is: its followers, its messages and its activities are theirs alone as well.
    """

    _name = "crm.complaint"
    _inherit = ["crm.complaint", "crm.complaint.confidential.mixin"]

    leak_found_on = fields.Datetime(string="Leak Found on")
    leak_found_how = fields.Text(
        string="How It Was Found", help="By whom, where, and what was seen."
    )
    leak_scope = fields.Text(
        string="What Got Out", help="Which data, to whom, since when."
    )
    leak_partner_ids = fields.Many2many(
        "res.partner",
        "crm_complaint_leak_partner_rel",
        string="Customers Concerned",
        copy=False,
    )
    leak_customer_count = fields.Integer(
        string="Customers Named", compute="_compute_leak_customer_count"
    )
    leak_person_count = fields.Integer(
        string="People Concerned", help="As far as known; also those not named here."
    )
    leak_stopped_on = fields.Datetime(
        string="Stopped on", help="From when on nothing more gets out."
    )
    leak_informed_on = fields.Date(string="Customers Informed on")
    leak_informed_how = fields.Text(string="How They Were Informed")
    leak_log_ids = fields.One2many(
        "crm.complaint.leak.log", "complaint_id", string="Investigation Log"
    )
    accountability_ids = fields.One2many("crm.complaint.accountability", "complaint_id")

    @api.depends("leak_partner_ids")
    def _compute_leak_customer_count(self):
        for complaint in self:
            complaint.leak_customer_count = len(complaint.leak_partner_ids)

    # -- seen by named people only -----------------------------------------------------

    def write(self, vals):
        if "kind" in vals:
            self._check_kind_change(vals["kind"])
        if vals.get("kind") == "leak":
            vals = {**vals, "confidant_ids": self._name_confidants(vals)}
        result = super().write(vals)
        if {"kind", "confidant_ids"} & vals.keys():
            self._drop_outsiders()
        if vals.get("kind") == "leak":
            # no receipt and no reply are waited for any more
            self.env["crm.complaint.milestone"]._cancel_waived(self)
        return result

    def _check_kind_change(self, kind):
        """What was confidential once, stays so."""
        if kind != "leak" and any(self.mapped("is_confidential")):
            raise UserError(
                self.env._(
                    "A leak incident stays confidential. Enter what others may know "
                    "as a case of its own."
                )
            )

    def _name_confidants(self, vals):
        """Whoever makes a case confidential sees it, and those of the settings."""
        named = self.env["res.users"].union(
            *(company._get_complaint_confidants() for company in self.company_id)
        )
        given = vals.get("confidant_ids") or []
        return [*given, *(Command.link(user.id) for user in named)]

    @api.constrains("confidant_ids", "kind")
    def _check_confidants(self):
        for complaint in self:
            if complaint.is_confidential and not complaint.sudo().confidant_ids:
                raise UserError(
                    self.env._("Somebody has to see the case: name at least one.")
                )

    def _get_case(self):
        return self

    @api.model
    def _get_confidential_record(self, model_name, res_id):
        """The case, or the part of one, that something is attached to

        :param str model_name: the model of the record, perhaps empty
        :return: a record of the mixin, ``None`` where it is something else
        """
        model = self.env.get(model_name)
        if not res_id or not hasattr(model, "_get_confidants"):
            return None
        return model.browse(res_id)

    def _drop_outsiders(self):
        """Who may not see the case follows it no longer, nor has work in any part."""
        for complaint in self.filtered("is_confidential"):
            complaint._leave_to_confidants()
            for part in complaint._get_confidential_parts():
                part._leave_to_confidants()

    def _get_confidential_parts(self):
        """Everything that belongs to the case and has a thread or activities."""
        self.ensure_one()
        names = self.env.registry.descendants(
            ["crm.complaint.confidential.mixin"], "_inherit"
        )
        parts = []
        for name in names - {self._name}:
            # sudo: every part, whoever may see it
            model = self.env[name].sudo().with_context(active_test=False)
            if not model._abstract:
                parts += model.search([("complaint_id", "=", self.id)])
        return parts

    def _keep_to_confidants(self, units):
        """The departments whose head may see the case."""
        confidants = self._get_confidants()
        if confidants is None:
            return units
        return units.filtered(lambda unit: unit._get_heads_up()[:1] in confidants)

    def _get_superior(self):
        """Above a confidential case stand those named in it only (CMP-02)."""
        confidants = self._get_confidants()
        if confidants is None:
            return super()._get_superior()
        others = confidants - self.user_id
        managers = others & self._get_deciding_managers()
        return (managers or others)[:1]

    # -- the end -----------------------------------------------------------------------

    def _check_ending(self, kind):
        """Leaks end by their own step, after the investigation (CMP-10).

        One entered by mistake is cancelled by a manager.
        """
        result = super()._check_ending(kind)
        if kind == "cancelled" and self.filtered(lambda case: case.kind == "leak"):
            self._check_manager()
        elif kind not in ("answered", "cancelled"):
            self._refuse_leaks()
        return result

    def _ask_confirmation(self):
        """No customer's word ends a leak, so none is asked (CMP-10)."""
        self._refuse_leaks()
        return super()._ask_confirmation()

    def _refuse_leaks(self):
        if self.filtered(lambda case: case.kind == "leak"):
            raise UserError(
                self.env._(
                    "A leak incident is ended by a manager named in it, once it has "
                    "been looked into."
                )
            )

    def _note_withdrawal(self, reason):
        """Who reported a leak takes it back: the people named in it decide."""
        self.ensure_one()
        self._lock(*OPEN_STATES)
        self._post_from_customer(reason)
        # sudo: whoever is asked, may see the case
        self._tell(
            self.sudo().confidant_ids,
            lambda case: case.env._("The customer wants to take the report back"),
        )

    def action_close_leak(self):
        """A manager named in the case closes it, when all is looked into (CMP-10)

        :raises UserError: without a log, or while somebody's accountability is open
        """
        self._check_manager()
        self._lock(*(state for state in OPEN_STATES if state != "new"))
        for complaint in self:
            if complaint.kind != "leak":
                raise UserError(self.env._("Only leak incidents are closed so."))
            if not complaint.leak_log_ids:
                raise UserError(self.env._("Write into the log what was found out."))
            if complaint.accountability_ids.filtered(
                lambda line: line.state not in ("closed", "dropped")
            ):
                raise UserError(
                    self.env._("Close or drop each accountability of the case first.")
                )
        self._close("answered", self.env._("The incident has been looked into."))

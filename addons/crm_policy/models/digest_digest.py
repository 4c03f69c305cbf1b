# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError


class DigestDigest(models.Model):
    """Figures of the policy areas in Odoo's digest mails.

    Each area brings its own; whoever reads the mail finds what they may see themselves.
    """

    _inherit = "digest.digest"

    kpi_crm_improvement = fields.Boolean("Improvements Verified")
    kpi_crm_improvement_value = fields.Integer(
        compute="_compute_kpi_crm_improvement_value"
    )

    def _compute_kpi_crm_improvement_value(self):
        self._calculate_policy_kpi(
            "crm.improvement",
            "kpi_crm_improvement_value",
            "date_verified",
            [("state", "=", "effective")],
        )

    def _calculate_policy_kpi(self, model, field, date_field, domain=None):
        """Counts what happened in the time of the mail.

        :param str date_field: when it happened
        :param domain: what counts beside that
        :raises AccessError: for readers without a role; the mail leaves the figure out
        """
        self._check_policy_reader()
        self._calculate_company_based_kpi(
            model, field, date_field=date_field, additional_domain=domain
        )

    @api.model
    def _check_policy_reader(self):
        user = self.env.user
        if not any(
            user.has_group(f"crm_policy.group_{role}") for role in ("user", "auditor")
        ):
            raise AccessError(
                self.env._("This figure is for people of the customer policies.")
            )

    def _compute_kpis_actions(self, company, user):
        actions = super()._compute_kpis_actions(company, user)
        menu = self.env.ref("crm_policy.menu_root").id
        for kpi, action in self._get_policy_kpi_actions().items():
            actions[kpi] = f"{action}?menu_id={menu}"
        return actions

    @api.model
    def _get_policy_kpi_actions(self):
        """The list that a figure of the mail leads to, by figure."""
        return {"kpi_crm_improvement": "crm_policy.crm_improvement_action"}

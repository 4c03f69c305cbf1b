# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command, api, fields, models
from odoo.tools.i18n import format_list

# Contents of the visit form that the call itself says, by lines, reactions and note
SAID_CODES = {
    "contact_ids",
    "customer_needs",
    "customer_feedback",
    "summary",
    "outcome",
}
# Contents asked for as they are, where the channel requires them
ASKED_FIELDS = (
    "our_differences",
    "improvement_measures",
    "next_strategy",
    "next_date",
    "no_competitor",
)


class CrmVisitPhoneOrder(models.Model):
    """What the recorded call must contain, as its channel says (VIS-01)."""

    _inherit = "crm.visit.phone.order"

    asked_contents = fields.Char(
        compute="_compute_asked_contents",
        help="Codes of the contents that the channel requires and nobody said yet.",
    )
    competitor_id = fields.Many2one("crm.visit.competitor", ondelete="restrict")
    advantage_id = fields.Many2one(
        "crm.visit.advantage", string="Its Advantage", ondelete="restrict"
    )
    no_competitor = fields.Boolean(string="No Competitor Met")
    our_differences = fields.Text()
    improvement_measures = fields.Text()
    next_strategy = fields.Text(string="Strategy for the Next Visit")
    next_date = fields.Date(string="Next Visit on")
    attachment_ids = fields.Many2many(
        "ir.attachment",
        "crm_visit_phone_order_attachment_rel",
        string="Photos and Files",
        copy=False,
        bypass_search_access=True,
    )
    cold_reason_id = fields.Many2one(
        "crm.visit.cold.reason", string="Why Not Closed", ondelete="restrict"
    )

    @api.model
    def _get_visit_type(self):
        return self.env.ref("crm_visits.crm_visit_type_phone")

    @api.model
    def _get_visit_channel(self):
        return self.env.ref("crm_visits.crm_visit_channel_phone")

    @api.depends("state")
    def _compute_asked_contents(self):
        required = self._get_visit_channel().required_content_ids.mapped("code")
        codes = " ".join(code for code in required if code not in SAID_CODES)
        for order in self:
            order.asked_contents = codes

    def _get_gaps(self):
        """What the record of the call would lack is asked for too (VIS-01)."""
        gaps = super()._get_gaps()
        missing = self._get_missing_contents()
        if missing:
            gaps.append(
                self.env._(
                    "For the record of the call: %(contents)s",
                    contents=format_list(self.env, missing.mapped("name")),
                )
            )
        return gaps

    def _get_missing_contents(self):
        """What the channel would miss, were the call recorded as it stands."""
        self.ensure_one()
        vals = self._prepare_visit()
        if self._has_contact():
            vals["contact_ids"] = [
                Command.create(self._prepare_contact_vals(self.partner_id))
            ]
        # sudo: the record of the call is not written by hand
        return self.env["crm.visit"].sudo().new(vals)._get_missing_contents()

    def _link_callers(self):
        """Who called, by order: a contact of the customer, or the customer itself.

        Made from what was told where it is not known, see :meth:`_link_contacts`.
        """
        callers = self._link_contacts()
        return {
            order: callers[order] or order._get_calling_customer() for order in self
        }

    def _get_calling_customer(self):
        """A person who buys for itself is the caller; a company does not call."""
        self.ensure_one()
        partner = self.partner_id
        return partner.browse() if partner.is_company else partner

    def _prepare_contents(self):
        """The visit form, from all that was said in the call."""
        self.ensure_one()
        reactions = [row._get_summary() for row in self.related_ids if row.reaction]
        reactions += [
            line._get_summary() for line in self.line_ids if line.substitute_reaction
        ]
        vals = {
            "contact_ids": self._get_calling_customer().ids,
            "customer_needs": self._join(self.line_ids.mapped("name")),
            "customer_feedback": self._join([*reactions, self.note]),
            "summary": self._get_summary(),
            "outcome": "forward" if self.has_follow_up else "reached",
            "attachment_ids": self.attachment_ids.ids,
            "cold_reason_id": self.cold_reason_id.id,
            **{name: self[name] for name in ASKED_FIELDS},
        }
        if self.competitor_id:
            competition = {
                "competitor_id": self.competitor_id.id,
                "advantage_id": self.advantage_id.id,
            }
            vals["competition_ids"] = [Command.create(competition)]
        return vals

    def _join(self, texts):
        return "\n".join(filter(None, texts)) or False

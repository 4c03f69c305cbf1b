# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import SQL

from ..engine.timeline import Part


class CrmVisitTimeline(models.Model):
    """Walk-ins, and calls that are not over yet, are contacts too (VIS-07).

    A phone order that is closed stands in the timeline as the call that it made.
    """

    _inherit = "crm.visit.timeline"
    _depends = {
        "crm.visit.registration": ["partner_id", "user_id", "received_at", "state"],
        "crm.visit.phone.order": ["partner_id", "user_id", "received_at", "state"],
    }

    kind = fields.Selection(
        selection_add=[("registration", "Walk-in"), ("phone_order", "Phone Order")]
    )

    @api.model
    def _get_parts(self):
        return super()._get_parts() + [
            self._get_intake_part(
                number=4,
                kind="registration",
                model="crm.visit.registration",
                condition=SQL("i.state != 'cancelled'"),
                is_open=SQL("i.state = 'registered'"),
                channel=SQL("NULL::int"),
                details=("needs",),
            ),
            self._get_intake_part(
                number=5,
                kind="phone_order",
                model="crm.visit.phone.order",
                condition=SQL("i.state = 'open'"),
                is_open=SQL("TRUE"),
                channel=SQL(
                    "(SELECT c.id FROM crm_visit_channel AS c WHERE c.code = 'phone')"
                ),
                details=("note",),
            ),
        ]

    @api.model
    def _get_intake_part(self, model, condition, **values):
        """Of what was told at intake: all whose customer is known by now."""
        return Part(
            model=model,
            source=SQL(
                """%s AS i JOIN res_partner AS p ON p.id = i.partner_id WHERE %s""",
                SQL.identifier(self.env[model]._table),
                condition,
            ),
            source_id=SQL("i.id"),
            res_id=SQL("i.id"),
            date=SQL("i.received_at"),
            partner=SQL("p.commercial_partner_id"),
            user=SQL("i.user_id"),
            company=SQL("i.company_id"),
            titles=("display_name",),
            searched=("name", "customer_name"),
            **values,
        )

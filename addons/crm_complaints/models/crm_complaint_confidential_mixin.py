# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.exceptions import UserError


class CrmComplaintConfidentialMixin(models.AbstractModel):
    """A case and its parts: of a confidential one, only those named hear (CMP-10).

    Parts have a field ``complaint_id``. Messages, notices, followers and activities are
    guarded alike, so that none of them tells of the case.
    """

    _name = "crm.complaint.confidential.mixin"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Case or Part of a Case that May Be Confidential"

    def _get_case(self):
        """The complaint, which is confidential or not."""
        return self.complaint_id

    def _get_confidants(self):
        """Who alone may have to do with the case; ``None`` where everybody may."""
        self.ensure_one()
        # sudo: asked for those who may not see the case
        case = self.sudo()._get_case()
        return case.confidant_ids if case.is_confidential else None

    def _get_first_confidant(self):
        """Who gets what would have gone to somebody else: the handler, if named."""
        self.ensure_one()
        case = self.sudo()._get_case()  # sudo: as above
        return (case.user_id & case.confidant_ids) or case.confidant_ids[:1]

    def _leave_to_confidants(self):
        """Takes followers and activities from all who may not see the case."""
        self.ensure_one()
        # sudo: everybody's following and activities
        record = self.sudo()
        allowed = record._get_confidants()
        outsiders = record.message_partner_ids - allowed.partner_id
        record.message_unsubscribe(outsiders.ids)
        record.activity_ids.filtered(
            lambda activity: activity.user_id not in allowed
        ).user_id = record._get_first_confidant()

    def message_post(self, *, partner_ids=None, **kwargs):
        """Nobody else is addressed in a confidential case."""
        for record in self:
            confidants = record._get_confidants()
            if confidants is not None and set(partner_ids or ()) - set(
                confidants.partner_id.ids
            ):
                raise UserError(
                    self.env._(
                        "The case is confidential: only the people named in it are "
                        "addressed."
                    )
                )
        return super().message_post(partner_ids=partner_ids, **kwargs)

    def message_notify(self, *, partner_ids=False, **kwargs):
        """Notices of a confidential case reach the people named in it only."""
        if len(self) == 1 and self._get_confidants() is not None:
            allowed = self._get_confidants().partner_id.ids
            partner_ids = [one for one in partner_ids or () if one in allowed]
            if not partner_ids:
                return self.env["mail.message"]
        return super().message_notify(partner_ids=partner_ids, **kwargs)

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Nobody else follows a confidential case."""
        for record in self:
            confidants = record._get_confidants()
            if confidants is not None and set(partner_ids or ()) - set(
                confidants.partner_id.ids
            ):
                raise UserError(
                    self.env._(
                        "The case is confidential: add the person to those who see "
                        "it first."
                    )
                )
        return super().message_subscribe(partner_ids, subtype_ids)

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import logging
from collections import defaultdict

from psycopg2 import Error as DatabaseError
from psycopg2 import OperationalError

from odoo import models
from odoo.exceptions import UserError, ValidationError

_logger = logging.getLogger(__name__)


class CrmVisitCard(models.Model):
    """Decided cards become customers and contacts (VIS-11)."""

    _inherit = "crm.visit.card"

    def action_save(self):
        """Makes and links the customers of all cards that are ready.

        Cards with a problem stay as they are, with what is wrong with them.

        :return: a notice of how many were saved and how many wait
        """
        drafts = self.filtered(lambda card: card.state == "draft")
        drafts._lock("draft")
        ready = drafts.filtered(lambda card: not card.problem)
        ready = ready.with_context(**self._bulk_context())
        skipped = ready.filtered(lambda card: card.decision == "skip")
        skipped._decide({"state": "skipped", "save_error": False})
        (ready - skipped)._save_together()
        saved = drafts.filtered(lambda card: card.state in ("created", "linked"))
        saved._hand_over()
        return drafts._notify_saved(saved)

    def _save_together(self):
        """All at once; when one fails, each by itself, so that the others are saved."""
        try:
            with self.env.cr.savepoint():
                self._save()
        except OperationalError:
            # two at the same moment: Odoo tries the whole step again
            raise
        except (UserError, ValidationError, DatabaseError):
            self.invalidate_recordset()
            for card in self:
                card._save_alone()

    def _save_alone(self):
        self.ensure_one()
        try:
            with self.env.cr.savepoint():
                self._save()
        except (UserError, ValidationError) as error:
            self._keep_error(str(error))
        except OperationalError:
            raise
        except DatabaseError:
            # its text names tables and columns, and helps nobody at the counter
            _logger.exception("A card of an exhibition could not be saved")
            self._keep_error(self.env._("The database refused this card."))

    def _keep_error(self, text):
        self.invalidate_recordset()
        self._decide({"save_error": text})

    def _save(self):
        """Customers of the cards, and the people as their contacts.

        Two people of one new company make one customer. The legal form is no part of
        a name's key: companies with different tax numbers are different ones.
        """
        known = self.filtered(lambda card: card.decision == "link")
        by_customer = defaultdict(self.browse)
        for card in self - known:
            is_company = card.name_key and card.customer_name and card.is_company
            key = (card.name_key, card.vat_key) if is_company else card.id
            by_customer[key] |= card
        first = self.browse().concat(*(cards[0] for cards in by_customer.values()))
        first._create_customers()
        first._decide({"state": "created", "save_error": False})
        for cards in by_customer.values():
            # sudo: closed to editing where only the steps choose the customer
            cards[1:].sudo().partner_id = cards[0].partner_id
        others = self - first
        others._link_contacts()
        others._decide({"state": "linked", "save_error": False})

    def _prepare_customer_vals(self):
        return {
            **super()._prepare_customer_vals(),
            "visit_campaign_id": self.exhibition_id.campaign_id.id,
        }

    def _notify_saved(self, saved):
        waiting = len(self.filtered(lambda card: card.state == "draft"))
        text = self.env._("%(count)s cards were saved.", count=len(saved))
        if waiting:
            text = self.env._(
                "%(saved)s %(count)s wait: see what is wrong with them.",
                saved=text,
                count=waiting,
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if waiting else "success",
                "message": text,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools.i18n import format_list

from ..engine import card_table


class CrmVisitCardImport(models.TransientModel):
    """Cards of a show from a paste or a file, shown before saving (VIS-11)."""

    _name = "crm.visit.card.import"
    _description = "Enter Cards in Bulk"

    exhibition_id = fields.Many2one("crm.visit.exhibition", required=True)
    mode = fields.Selection(
        [("paste", "Paste"), ("file", "Spreadsheet or Text File")],
        default="paste",
        required=True,
    )
    text = fields.Text(
        string="Lines",
        help="Columns separated by tab, semicolon or comma; a first line with the "
        "names of the columns is recognised, in English or Chinese.",
    )
    country_id = fields.Many2one(
        "res.country",
        default=lambda self: self.env.company.country_id,
        help="Phone numbers without prefix are read as numbers of this country.",
    )
    file = fields.Binary(attachment=False)
    file_name = fields.Char()

    def action_read(self):
        """Enters the cards, undecided, and shows them with what is wrong or known."""
        self.ensure_one()
        questions = {
            question.name: question.id for question in self.exhibition_id.question_ids
        }
        try:
            table = card_table.read_table(self._get_rows(), questions)
        except card_table.TableError as error:
            messages = self._get_messages()
            raise UserError(messages[str(error)]) from error
        cards = self.env["crm.visit.card"].create(
            [self._prepare_card(record) for record in table.records]
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_visits.crm_visit_card_action"
        )
        action = {
            **action,
            "domain": [("id", "in", cards.ids)],
            "context": {"default_exhibition_id": self.exhibition_id.id},
        }
        return self._show_result(table, action)

    def _get_rows(self):
        if self.mode == "paste":
            return card_table.split_text(self.text or "")
        content = base64.b64decode(self.with_context(bin_size=False).file or b"")
        return card_table.read_file(self.file_name or "", content)

    def _get_messages(self):
        return {
            "empty": self.env._("There is no card in it."),
            "too_long": self.env._(
                "Enter at most %(count)s cards at once.", count=card_table.MAX_ROWS
            ),
            "encoding": self.env._(
                "The text of this file cannot be read. Save it as CSV in UTF-8, or as "
                "XLSX."
            ),
            "workbook": self.env._(
                "This workbook cannot be opened. Save it as XLSX or as CSV."
            ),
            "format": self.env._("The lines cannot be told apart. Check the quotes."),
        }

    def _prepare_card(self, record):
        return {
            **record.values,
            "exhibition_id": self.exhibition_id.id,
            "country_id": self.country_id.id,
            "answer_ids": [
                fields.Command.create({"question_id": question, "answer": answer})
                for question, answer in record.answers.items()
            ],
        }

    def _show_result(self, table, action):
        if not table.unknown:
            return action
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "sticky": True,
                "message": self.env._(
                    "Columns that are not known were kept in the notes: %(columns)s",
                    columns=format_list(self.env, table.unknown),
                ),
                "next": action,
            },
        }

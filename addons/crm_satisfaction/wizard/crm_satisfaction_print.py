# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

# More than this is a print run for a printing house
MAX_FORMS = 200


class CrmSatisfactionPrint(models.TransientModel):
    """Printed questionnaires: for persons by name, and blank ones (SAT-09)."""

    _name = "crm.satisfaction.print"
    _description = "Print Questionnaires"

    measurement_id = fields.Many2one(
        "crm.satisfaction.measurement", required=True, readonly=True
    )
    is_anonymous = fields.Boolean(related="measurement_id.is_anonymous")
    subject_id = fields.Many2one(related="measurement_id.subject_id")
    respondent_ids = fields.Many2many(
        "crm.satisfaction.respondent",
        string="For",
        domain="[('subject_id', '=', subject_id)]",
        compute="_compute_respondent_ids",
        store=True,
        readonly=False,
        help="One form each, in the person's language, with the name on it.",
    )
    blank_count = fields.Integer(string="Forms without a Name", default=1)
    lang = fields.Selection(
        selection="_get_languages",
        string="Language of Forms without a Name",
        required=True,
        default=lambda self: self.env.lang,
    )
    forms = fields.Json(readonly=True)

    @api.model
    def _get_languages(self):
        return self.env["res.lang"].get_installed()

    @api.depends("measurement_id")
    def _compute_respondent_ids(self):
        for wizard in self:
            measurement = wizard.measurement_id
            wizard.respondent_ids = (
                not measurement.is_anonymous and measurement.subject_id.respondent_ids
            )

    def action_print(self):
        self.ensure_one()
        measurement = self.measurement_id
        respondents = self.respondent_ids
        if measurement.is_anonymous:
            respondents = respondents.browse()
        count = len(respondents) + self.blank_count
        if self.blank_count < 0 or not 0 < count <= MAX_FORMS:
            raise UserError(
                self.env._(
                    "Print between 1 and %(limit)s forms at a time.", limit=MAX_FORMS
                )
            )
        numbers = iter(measurement._reserve_form_numbers(count))
        named = [
            {
                "number": next(numbers),
                "respondent_id": respondent.id,
                "lang": respondent.lang or self.lang,
            }
            for respondent in respondents
        ]
        blank = [
            {"number": number, "respondent_id": False, "lang": self.lang}
            for number in numbers
        ]
        self.forms = named + blank
        report = self.env.ref("crm_satisfaction.form_report")
        return report.report_action(self, config=False)

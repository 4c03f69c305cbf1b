# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models

from ..engine.upload import UploadRules, parse_extensions

MEGABYTE = 1024 * 1024


class ResCompany(models.Model):
    """What customers may send in by portal and public form (CMP-01)."""

    _inherit = "res.company"

    complaint_web_min_seconds = fields.Integer(
        string="Shortest Time to Fill in the Form",
        default=3,
        help="Seconds. A public form that comes back sooner was filled in by a "
        "program.",
    )
    complaint_web_per_hour = fields.Integer(
        string="Public Reports per Address and Hour",
        default=10,
        help="How many public forms one network address may send within an hour. "
        "0: any number.",
    )
    complaint_web_file_count = fields.Integer(
        string="Files in One Message",
        default=5,
    )
    complaint_web_file_size = fields.Integer(
        string="Size of a File",
        default=10,
        help="Megabytes of one file that a customer sends.",
    )
    complaint_web_file_types = fields.Char(
        string="Kinds of Files",
        default="jpg jpeg png gif webp heic pdf doc docx xls xlsx txt zip mp3 mp4",
        help="Endings of the names of files that a customer may send.",
    )

    _complaint_web_limits = models.Constraint(
        """CHECK(complaint_web_min_seconds >= 0 AND complaint_web_per_hour >= 0
        AND complaint_web_file_count >= 0 AND complaint_web_file_size > 0)""",
        "The limits of what customers send in are not negative.",
    )

    def _get_complaint_upload_rules(self):
        """The limits of files that customers send, as values of the engine."""
        self.ensure_one()
        return UploadRules(
            count=self.complaint_web_file_count,
            size=self.complaint_web_file_size * MEGABYTE,
            extensions=parse_extensions(self.complaint_web_file_types),
        )

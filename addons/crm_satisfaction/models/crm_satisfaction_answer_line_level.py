# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..engine import entry
from ..engine.levels import bands, level_of
from ..engine.score import plain

ANSWER_FIELDS = ("state", "level_id", "score")


class CrmSatisfactionAnswerLine(models.Model):
    """Level and points of an answer say the same (SAT-02)."""

    _inherit = "crm.satisfaction.answer.line"

    level_choices = fields.Json(
        compute="_compute_level_choices",
        help="What may be chosen, the best first.",
    )

    @api.depends("answer_id.measurement_id.basis")
    @api.depends_context("lang")
    def _compute_level_choices(self):
        # sudo: levels are shown to everybody who answers
        levels = self.env["crm.satisfaction.level"].sudo()
        for line in self:
            line.level_choices = [
                {
                    "id": band.level.key,
                    "code": levels.browse(band.level.key).code,
                    "name": levels.browse(band.level.key).name,
                    "band": f"{plain(band.lower)}–{plain(band.written_top)}",
                }
                for band in bands(line.answer_id.measurement_id.sudo()._get_levels())
            ]

    # -- keeping both together ---------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        answers = self.env["crm.satisfaction.answer"]
        for vals in vals_list:
            if set(ANSWER_FIELDS) & vals.keys():
                answer = answers.browse(vals["answer_id"])
                vals.update(self._complete_answer(vals, answer.measurement_id))
        return super().create(vals_list)

    def write(self, vals):
        given = {name: vals[name] for name in ANSWER_FIELDS if name in vals}
        if not given:
            return super().write(vals)
        if not self.env.su:
            self.check_access("write")
            # what is closed is said before what does not fit
            self.answer_id._check_may_change()
        for line in self:
            completed = line._complete_answer(
                given, line.answer_id.measurement_id, line._get_present_answer()
            )
            super(CrmSatisfactionAnswerLine, line).write({**vals, **completed})
        return True

    def _get_present_answer(self):
        self.ensure_one()
        return {
            "state": self.state,
            "level_id": self.level_id.id,
            "score": self.score,
        }

    @api.model
    def _complete_answer(self, given, measurement, present=None):
        """:raises ValidationError: points that the level chosen does not have"""
        # sudo: what the answers are understood by is fixed, whoever enters them
        measurement = measurement.sudo()
        levels = measurement._get_levels()
        where = (measurement.basis or {}).get("level_value", "middle")
        given = {name: given[name] for name in ANSWER_FIELDS if name in given}
        try:
            return entry.complete(given, levels, where, present)
        except entry.OutsideBand as error:
            raise ValidationError(self._get_band_text(error)) from error
        except KeyError as error:
            raise ValidationError(
                self.env._("This measurement does not know the level chosen.")
            ) from error

    @api.model
    def _get_band_text(self, error):
        """Why points are refused.

        :param error: :class:`~odoo.addons.crm_satisfaction.engine.entry.OutsideBand`
        """
        band = error.band
        # sudo: the name of a level is shown to everybody who answers
        level = self.env["crm.satisfaction.level"].sudo().browse(band.level.key)
        values = {
            "points": plain(error.points),
            "level": level.name,
            "lower": plain(band.lower),
            "upper": plain(band.upper),
        }
        if band.is_best:
            return self.env._(
                "%(points)s points are not “%(level)s”: that is from %(lower)s to "
                "%(upper)s. Choose another level or other points.",
                **values,
            )
        return self.env._(
            "%(points)s points are not “%(level)s”: that is from %(lower)s to below "
            "%(upper)s. Choose another level or other points.",
            **values,
        )

    # -- on the screen -----------------------------------------------------------------

    @api.onchange("level_id")
    def _onchange_level_id(self):
        """The level alone proposes its points."""
        if self.level_id:
            fits = self.score and self.level_id.id == self._get_level_of(self.score)
            if not fits:
                self._show_answer({"level_id": self.level_id.id})

    @api.onchange("score")
    def _onchange_score(self):
        """Points alone say their level; with a level chosen they have to fit."""
        if not self.score and self.state != "answered":
            return None
        given = {"score": self.score, "level_id": self.level_id.id, "state": "answered"}
        try:
            self._show_answer(given)
        except ValidationError as error:
            self._show_answer({"level_id": self.level_id.id})
            return {
                "warning": {
                    "title": self.env._("Outside the level chosen"),
                    "message": str(error),
                }
            }
        return None

    @api.onchange("state")
    def _onchange_state(self):
        if self.state != "answered":
            self._show_answer({"state": self.state})

    def _get_level_of(self, points):
        # sudo: see _complete_answer
        levels = self.answer_id.measurement_id.sudo()._get_levels()
        return level_of(levels, points)

    def _show_answer(self, given):
        self.update(self._complete_answer(given, self.answer_id.measurement_id))

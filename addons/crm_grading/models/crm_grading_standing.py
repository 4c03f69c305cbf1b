# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import SQL


class CrmGradingStanding(models.Model):
    """Where a customer stands with a company today: one row each.

    A table of its own, so that a round rewrites neither ``res_partner`` nor collides
    with people who edit customers. Written by rounds and overrides only.
    """

    _name = "crm.grading.standing"
    _description = "Customer Grade in Effect"
    _order = "grade_id, score desc, id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    grade_id = fields.Many2one(
        "crm.grading.grade",
        help="Grade in effect: the approved override, else the computed grade.",
    )
    computed_grade_id = fields.Many2one("crm.grading.grade")
    score = fields.Float(digits=(5, 2))
    date = fields.Date(help="Since when the customer has the grade in effect.")
    override_id = fields.Many2one("crm.grading.override", index="btree_not_null")

    _partner_company_uniq = models.Constraint("UNIQUE(partner_id, company_id)")
    _list_idx = models.Index("(company_id, grade_id, score DESC, partner_id DESC)")

    @api.model
    def _apply_round(self, record):
        """Puts a round's grades into effect; writes only what differs (GRD-09).

        Special partners lose their standing; customers without a grade in this round
        keep theirs.
        """
        self.env.flush_all()
        today = record.company_id._policy_today()
        # raw SQL: one statement for all customers, and only the rows that change
        self.env.cr.execute(
            SQL(
                """INSERT INTO crm_grading_standing AS s (
                       partner_id, company_id, grade_id, computed_grade_id, score, date,
                       create_uid, write_uid, create_date, write_date)
                   SELECT DISTINCT ON (partner_id) partner_id, company_id, grade_id,
                          grade_id, score, %(today)s::date, %(uid)s, %(uid)s,
                          now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
                     FROM crm_grading_result
                    WHERE round_id = %(round)s AND status = 'graded'
                    ORDER BY partner_id, id
                   ON CONFLICT (partner_id, company_id) DO UPDATE SET
                       computed_grade_id = EXCLUDED.computed_grade_id,
                       score = EXCLUDED.score,
                       grade_id = CASE WHEN s.override_id IS NULL
                                  THEN EXCLUDED.grade_id ELSE s.grade_id END,
                       date = CASE WHEN s.override_id IS NULL
                                    AND s.grade_id IS DISTINCT FROM EXCLUDED.grade_id
                              THEN EXCLUDED.date ELSE s.date END,
                       write_uid = EXCLUDED.write_uid,
                       write_date = EXCLUDED.write_date
                   WHERE (s.computed_grade_id, s.score)
                         IS DISTINCT FROM
                         (EXCLUDED.computed_grade_id, EXCLUDED.score)""",
                today=today,
                uid=self.env.uid,
                round=record.id,
            )
        )
        # raw SQL: as above, the other half of the same step
        self.env.cr.execute(
            SQL(
                """UPDATE crm_grading_standing s
                      SET grade_id = NULL, computed_grade_id = NULL, score = NULL,
                          date = %(today)s, override_id = NULL
                     FROM crm_grading_result r
                    WHERE r.round_id = %(round)s AND r.reason = 'special'
                      AND r.partner_id = s.partner_id AND r.company_id = s.company_id
                      AND s.grade_id IS NOT NULL""",
                today=today,
                round=record.id,
            )
        )
        self._invalidate_standings()

    @api.model
    def _set_override(self, override):
        """The override decides from now on; the computed grade stays beside it."""
        standing = self._get_standing(override.partner_id, override.company_id)
        standing.write(
            {
                "override_id": override.id,
                "grade_id": override.grade_id.id,
                "date": override.company_id._policy_today(),
            }
        )
        self._invalidate_standings()

    def _drop_override(self):
        """The computed grade decides again."""
        for standing in self:
            standing.write(
                {
                    "override_id": False,
                    "grade_id": standing.computed_grade_id.id,
                    "date": standing.company_id._policy_today(),
                }
            )
        self._invalidate_standings()

    @api.model
    def _get_standing(self, partner, company):
        """The row of a customer, made when missing; two at once make one row."""
        # raw SQL: the constraint settles the race, no check before the write does
        self.env.cr.execute(
            SQL(
                """INSERT INTO crm_grading_standing (partner_id, company_id)
                   VALUES (%s, %s)
                   ON CONFLICT (partner_id, company_id) DO NOTHING""",
                partner.id,
                company.id,
            )
        )
        return self.search(
            [("partner_id", "=", partner.id), ("company_id", "=", company.id)]
        )

    @api.model
    def _invalidate_standings(self):
        self.invalidate_model()
        partners = self.env["res.partner"]
        partners.invalidate_model(list(partners._get_standing_columns()))

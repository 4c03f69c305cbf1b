# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import SQL


class CrmGradingStanding(models.Model):
    """Where a customer stands with a company today: one row for each scheme.

    The row of the leading scheme is what the customer carries.

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
    scheme_id = fields.Many2one(
        "crm.grading.scheme",
        required=True,
        ondelete="restrict",
        help="First version of the scheme, which stands for all of them.",
    )
    scheme_name = fields.Char(related="scheme_id.name", string="Scheme Name")
    is_leading = fields.Boolean(help="The row that the customer carries.")
    grade_id = fields.Many2one(
        "crm.grading.grade",
        help="Grade in effect: the approved override, else the computed grade.",
    )
    grade_name = fields.Char(related="grade_id.name", string="Meaning")
    grade_color = fields.Integer(related="grade_id.color", string="Grade Colour")
    computed_grade_id = fields.Many2one("crm.grading.grade")
    score = fields.Float(digits=(5, 2))
    date = fields.Date(help="Since when the customer has the grade in effect.")
    override_id = fields.Many2one("crm.grading.override", index="btree_not_null")

    _partner_scheme_uniq = models.Constraint("UNIQUE(partner_id, scheme_id)")
    _one_leading = models.UniqueIndex("(partner_id, company_id) WHERE is_leading")
    _list_idx = models.Index(
        "(company_id, grade_id, score DESC, partner_id DESC) WHERE is_leading"
    )

    @api.model
    def _apply_round(self, record):
        """Puts a round's grades into effect; writes only what differs (GRD-09).

        Special partners lose their standing; customers without a grade in this round
        keep theirs.
        """
        self.env.flush_all()
        today = record.company_id._policy_today()
        root = record.scheme_id.root_id
        # raw SQL: one statement for all customers, and only the rows that change
        self.env.cr.execute(
            SQL(
                """INSERT INTO crm_grading_standing AS s (
                       partner_id, company_id, scheme_id, is_leading, grade_id,
                       computed_grade_id, score, date,
                       create_uid, write_uid, create_date, write_date)
                   SELECT DISTINCT ON (partner_id) partner_id, company_id,
                          %(scheme)s, %(leading)s, grade_id, grade_id, score,
                          %(today)s::date, %(uid)s, %(uid)s,
                          now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
                     FROM crm_grading_result
                    WHERE round_id = %(round)s AND status = 'graded'
                    ORDER BY partner_id, id
                   ON CONFLICT (partner_id, scheme_id) DO UPDATE SET
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
                scheme=root.id,
                leading=self._is_leading(root),
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
                      AND r.partner_id = s.partner_id AND s.scheme_id = %(scheme)s
                      AND s.grade_id IS NOT NULL""",
                today=today,
                round=record.id,
                scheme=root.id,
            )
        )
        self._invalidate_standings()

    @api.model
    def _is_leading(self, root):
        leading = self.env["crm.grading.scheme"]._find_leading(root.company_id)
        return leading.root_id == root

    @api.model
    def _follow_leading(self, scheme):
        """Customers carry the standings of another scheme from now on.

        In two steps, because a unique index is checked row by row.
        """
        self.env.flush_all()
        for leads in (False, True):
            # raw SQL: two statements for all customers, whatever their number
            self.env.cr.execute(
                SQL(
                    """UPDATE crm_grading_standing SET is_leading = %(leads)s
                        WHERE company_id = %(company)s
                          AND is_leading IS DISTINCT FROM %(leads)s
                          AND (scheme_id = %(scheme)s) = %(leads)s""",
                    leads=leads,
                    company=scheme.company_id.id,
                    scheme=scheme.root_id.id,
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
        """The row that a customer carries, made when missing; two at once make one.

        :raises UserError: when no scheme leads the company
        """
        schemes = self.env["crm.grading.scheme"]
        leading = schemes._find_leading(company) or schemes._get_active(company)
        # raw SQL: the constraint settles the race, no check before the write does
        self.env.cr.execute(
            SQL(
                """INSERT INTO crm_grading_standing
                          (partner_id, company_id, scheme_id, is_leading)
                   VALUES (%s, %s, %s, TRUE)
                   ON CONFLICT (partner_id, scheme_id) DO NOTHING""",
                partner.id,
                company.id,
                leading.root_id.id,
            )
        )
        return self.search(
            [("partner_id", "=", partner.id), ("scheme_id", "=", leading.root_id.id)]
        )

    @api.model
    def _invalidate_standings(self):
        self.invalidate_model()
        partners = self.env["res.partner"]
        partners.invalidate_model(list(partners._get_standing_columns()))

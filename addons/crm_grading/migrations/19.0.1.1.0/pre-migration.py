# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).


def migrate(cr, version):
    """Several schemes live side by side; the one that graded so far leads.

    A standing belongs to a scheme from now on. Before, a company had one active scheme
    and its standings came from whichever version of it was in use.
    """
    if not version:
        return
    cr.execute(
        """ALTER TABLE crm_grading_scheme
               ADD COLUMN IF NOT EXISTS root_id integer,
               ADD COLUMN IF NOT EXISTS is_leading boolean;
           ALTER TABLE crm_grading_standing
               ADD COLUMN IF NOT EXISTS scheme_id integer,
               ADD COLUMN IF NOT EXISTS is_leading boolean;
           ALTER TABLE crm_grading_standing
               DROP CONSTRAINT IF EXISTS crm_grading_standing_partner_company_uniq"""
    )
    cr.execute(
        """WITH RECURSIVE family AS (
               SELECT id, id AS root_id FROM crm_grading_scheme
                WHERE previous_id IS NULL
                UNION ALL
               SELECT scheme.id, family.root_id
                 FROM crm_grading_scheme scheme
                 JOIN family ON family.id = scheme.previous_id)
           UPDATE crm_grading_scheme scheme SET root_id = family.root_id
             FROM family WHERE family.id = scheme.id"""
    )
    # what graded last leads: the active scheme, else the one retired last
    cr.execute(
        """UPDATE crm_grading_scheme SET is_leading = TRUE WHERE id IN (
               SELECT DISTINCT ON (company_id) id FROM crm_grading_scheme
                WHERE company_id IS NOT NULL
                ORDER BY company_id, state = 'active' DESC, state = 'retired' DESC,
                         write_date DESC, id DESC)"""
    )
    cr.execute(
        """UPDATE crm_grading_standing standing
              SET scheme_id = scheme.root_id, is_leading = TRUE
             FROM crm_grading_scheme scheme
            WHERE scheme.company_id = standing.company_id AND scheme.is_leading"""
    )

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The pool as salespeople see it: nothing that finds or calls a customer (ALC-05).

Masked in the database, so that searching, sorting, grouping and exporting find the
masked text as well.
"""

from odoo.tools import SQL

from .masking import (
    CHINESE_FORMS,
    DOUBLE_FAMILY_NAMES,
    LATIN_FORMS,
    LONGEST_PERSON,
    MARK,
    SPACES,
)

_IDEOGRAPH = "[\u3400-\u9fff\uf900-\ufaff]"
# Longer numbers and addresses in a free text could call the customer.
_CALLABLE = r"\S+@\S+|\+?\d[\d\s()/-]{3,}\d|(https?://|www\.)\S+"


def mask_name(name: SQL) -> SQL:
    """What :func:`.masking.mask_name` gives, as an expression.

    :param name: the name, not null
    """
    name = SQL("btrim(%s, %s)", name, SPACES)
    return SQL(
        "CASE WHEN %(name)s ~ %(ideograph)s THEN %(chinese)s ELSE %(words)s END",
        name=name,
        ideograph=_IDEOGRAPH,
        chinese=_mask_chinese(name),
        words=_mask_words(name),
    )


def _mask_chinese(name: SQL) -> SQL:
    # the first quantifier is a lazy one, so that the form found is the longest
    form = SQL("substring(%s from %s)", name, f"^.+?({'|'.join(CHINESE_FORMS)})$")
    return SQL(
        """CASE
             WHEN %(form)s IS NOT NULL THEN
               left(%(name)s, LEAST(2, length(%(name)s) - length(%(form)s) - 1))
               || %(mark)s || %(form)s
             WHEN length(%(name)s) > %(longest)s
               OR length(%(name)s) > 2 AND left(%(name)s, 2) = ANY(%(double)s) THEN
               left(%(name)s, 2) || %(mark)s
             ELSE left(%(name)s, 1) || %(mark)s
           END""",
        name=name,
        form=form,
        mark=MARK,
        longest=LONGEST_PERSON,
        double=sorted(DOUBLE_FAMILY_NAMES),
    )


def _mask_words(name: SQL) -> SQL:
    return SQL(
        """COALESCE((
              SELECT string_agg(
                       CASE WHEN lower(btrim(word, '.,()')) = ANY(%(forms)s) THEN word
                            ELSE left(word, 1) || %(mark)s END,
                       ' ' ORDER BY position)
                FROM regexp_split_to_table(%(name)s, %(spaces)s)
                     WITH ORDINALITY AS part(word, position)
               WHERE word <> ''), '')""",
        forms=sorted(LATIN_FORMS),
        spaces=f"[{SPACES}]+",
        mark=MARK,
        name=name,
    )


def mask_free_text(text: SQL) -> SQL:
    """A text somebody wrote, without numbers and addresses."""
    return SQL("regexp_replace(%s, %s, %s, 'g')", text, _CALLABLE, MARK)


def pool_rows(columns=(), joins=()) -> SQL:
    """One row a customer that is in a pool now.

    :param columns: further ones, as ``expression AS name``
    :param joins: what they read, joined to ``line`` and ``customer``
    """
    return SQL(
        """
        SELECT line.id,
               line.partner_id,
               line.pool_id,
               line.company_id,
               CASE WHEN pool.is_name_shown THEN customer.name
                    ELSE %(name)s END AS name,
               customer.city,
               customer.state_id,
               customer.country_id,
               customer.industry_id,
               customer.customer_kind_id,
               customer.customer_size_id,
               customer.customer_source_id,
               customer.allocation_class_id,
               line.date_from AS since,
               line.source,
               %(reason)s AS reason,
               (SELECT count(*)
                  FROM crm_ownership stay
                 WHERE stay.partner_id = line.partner_id
                   AND stay.company_id = line.company_id
                   AND stay.pool_id IS NOT NULL) AS times_in_pool
               %(columns)s
          FROM crm_ownership line
          JOIN crm_allocation_pool pool ON pool.id = line.pool_id
          JOIN res_partner customer ON customer.id = line.partner_id
          %(joins)s
         WHERE line.date_to IS NULL
           AND customer.active
        """,
        name=mask_name(SQL("COALESCE(customer.name, '')")),
        reason=mask_free_text(SQL("line.reason")),
        columns=SQL("").join(SQL(", %s", column) for column in columns),
        joins=SQL(" ").join(joins),
    )


def pass_gate(user_id: int, company_id: int) -> SQL:
    """Writes the one row that all claims of a person write."""
    return SQL(
        """
        INSERT INTO crm_allocation_claim_counter (user_id, company_id, passed, last_on)
        VALUES (%s, %s, 1, timezone('UTC', now()))
        ON CONFLICT (user_id, company_id) DO UPDATE
           SET passed = crm_allocation_claim_counter.passed + 1,
               last_on = EXCLUDED.last_on
        """,
        user_id,
        company_id,
    )

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The documents of a synthetic company, written by SQL.

Every figure is drawn from a hash of the document's number, so the same sizes always
give the same company. Customers are drawn with a Zipf-like skew: of 100 000 the biggest
has about one in a hundred invoices, and a third has none.
"""

from contextlib import contextmanager

from odoo.tools import SQL

# Last day of the documents, and date of the rounds that are measured.
END = "2026-06-30"
DAYS = 3 * 365

# What takes the rows in; indexes and foreign keys are built once, afterwards.
TABLES = (
    "res_partner",
    "account_move",
    "account_move_line",
    "account_payment",
    "account_partial_reconcile",
    "account_move__account_payment",
    "crm_grading_assessment",
    "crm_grading_financials",
    "crm_grading_credit_rating",
)

UNIFORM = """
    CREATE FUNCTION pg_temp.uniform(n bigint, salt bigint) RETURNS float8
    LANGUAGE sql IMMUTABLE AS
    $$ SELECT (hashint8extended(n, salt) & 2147483647) / 2147483648.0 $$
"""

PARTNERS = """
    INSERT INTO res_partner (
        id, name, complete_name, commercial_partner_id, active, is_company, type, lang,
        customer_rank, supplier_rank, autopost_bills, country_id, user_id, email, phone,
        city, partner_share, color, create_uid, write_uid, create_date, write_date)
    SELECT %(partner)s + n, name, name, %(partner)s + n, TRUE, TRUE, 'contact',
           'en_US', 1, 0, 'ask', (%(countries)s)[1 + floor(
               pg_temp.uniform(n, 11) * cardinality(%(countries)s))],
           (%(users)s)[1 + n %% cardinality(%(users)s)],
           'customer' || n || '@example.com', '+1 555 ' || lpad(n::text, 7, '0'),
           'City ' || n %% 300, TRUE, 0, 1, 1, now(), now()
      FROM generate_series(1, %(customers)s) n
      CROSS JOIN LATERAL (SELECT 'Customer ' || md5(n::text) AS name) named
"""

# Every tenth customer has a branch that some of its documents are addressed to.
BRANCHES = """
    INSERT INTO res_partner (
        id, name, complete_name, parent_id, commercial_partner_id, active, is_company,
        type, lang, customer_rank, supplier_rank, autopost_bills, partner_share, color,
        create_uid, write_uid, create_date, write_date)
    SELECT %(partner)s + %(customers)s + n, 'Branch ' || n, name || ', Branch ' || n,
           %(partner)s + n, %(partner)s + n, TRUE, FALSE, 'invoice', 'en_US', 0, 0,
           'ask', TRUE, 0, 1, 1, now(), now()
      FROM generate_series(10, %(customers)s, 10) n
      JOIN res_partner owner ON owner.id = %(partner)s + n
"""

# Every twentieth document is a credit note of a fifth of the invoice before it. Of the
# invoices 70 %% are paid in time, 15 %% late, 5 %% half, the others not at all.
DOCUMENTS = """
    CREATE TEMP TABLE bench_document AS
    WITH drawn AS (
        SELECT n, n %% 20 = 0 AS is_refund,
               n %% 20 = 19 AND n < %(invoices)s AS has_refund,
               CASE WHEN n %% 20 = 0 THEN n - 1 ELSE n END AS seed
          FROM generate_series(1, %(invoices)s) n
    ), dated AS (
        SELECT n, is_refund, has_refund, seed,
               LEAST(%(customers)s, 1 + floor(10 * power(
                   (%(customers)s + 10) / 10.0, pg_temp.uniform(seed, 1)) - 10)::int
               ) AS customer,
               LEAST(%(end)s::date, %(end)s::date
                   - floor(pg_temp.uniform(seed, 2) * %(days)s)::int
                   + CASE WHEN is_refund THEN 5 ELSE 0 END) AS date,
               ROUND((50 * power(400, pg_temp.uniform(seed, 3)))::numeric, 2)
                   AS full_amount,
               pg_temp.uniform(seed, 4) AS habit, pg_temp.uniform(seed, 5) AS delay
          FROM drawn
    ), billed AS (
        SELECT *, date + 30 AS due, ROUND(full_amount / 5, 2) AS fifth,
               CASE WHEN habit < 0.70 OR habit BETWEEN 0.85 AND 0.90
                    THEN date + floor(delay * 31)::int
                    WHEN habit < 0.85 THEN date + 31 + floor(delay * 60)::int
               END AS paid_on
          FROM dated
    )
    SELECT n, is_refund, date, due, %(partner)s + customer AS customer_id,
           %(partner)s + customer + CASE
               WHEN customer %% 10 = 0 AND pg_temp.uniform(seed, 6) < 0.3
               THEN %(customers)s ELSE 0 END AS partner_id,
           CASE WHEN is_refund THEN fifth ELSE full_amount END AS amount,
           CASE WHEN is_refund THEN -1 ELSE 1 END AS sign,
           CASE WHEN has_refund THEN fifth ELSE 0 END AS credited,
           paid_on,
           CASE WHEN is_refund OR paid_on IS NULL OR paid_on > %(end)s::date THEN 0
                ELSE ROUND((full_amount - CASE WHEN has_refund THEN fifth ELSE 0 END)
                     / CASE WHEN habit BETWEEN 0.85 AND 0.90 THEN 2 ELSE 1 END, 2)
           END AS paid
      FROM billed
"""

INVOICES = """
    INSERT INTO account_move (
        id, name, sequence_prefix, sequence_number, move_type, state, auto_post,
        journal_id, company_id, currency_id, partner_id, commercial_partner_id,
        partner_shipping_id, invoice_user_id, date, invoice_date, invoice_date_due,
        invoice_currency_rate, invoice_partner_display_name, payment_state,
        amount_untaxed, amount_tax, amount_total, amount_residual,
        amount_untaxed_signed, amount_untaxed_in_currency_signed, amount_tax_signed,
        amount_total_signed, amount_total_in_currency_signed, amount_residual_signed,
        always_tax_exigible, checked, posted_before, made_sequence_gap,
        is_manually_modified, is_move_sent, create_uid, write_uid, create_date,
        write_date)
    SELECT %(move)s + n, prefix || lpad(n::text, 8, '0'), prefix, n,
           CASE WHEN is_refund THEN 'out_refund' ELSE 'out_invoice' END, 'posted', 'no',
           %(sale_journal)s, %(company)s, %(currency)s, d.partner_id, customer_id,
           d.partner_id, customer.user_id, d.date, d.date, due, 1,
           customer.complete_name,
           CASE WHEN is_refund OR amount = paid + credited THEN 'paid'
                WHEN paid + credited > 0 THEN 'partial' ELSE 'not_paid' END,
           amount, 0, amount, residual, sign * amount, sign * amount, 0, sign * amount,
           sign * amount, residual, FALSE, TRUE, TRUE, FALSE, FALSE, FALSE, 1, 1,
           now(), now()
      FROM bench_document d
      JOIN res_partner customer ON customer.id = d.customer_id
      CROSS JOIN LATERAL (
          SELECT CASE WHEN is_refund THEN 'RBENCH/' ELSE 'BENCH/' END AS prefix,
                 CASE WHEN is_refund THEN 0
                      ELSE amount - paid - credited END AS residual
      ) computed
"""

# One to three lines a document, of products with a price and a cost.
PRODUCT_LINES = """
    INSERT INTO account_move_line (
        id, move_id, move_name, parent_state, journal_id, company_id,
        company_currency_id, currency_id, account_id, partner_id, product_id,
        product_uom_id, name, display_type, sequence, date, invoice_date, quantity,
        price_unit, price_subtotal, price_total, discount, debit, credit, balance,
        amount_currency, amount_residual, amount_residual_currency, reconciled,
        create_uid, write_uid, create_date, write_date)
    SELECT %(line)s + 3 * %(invoices)s + 3 * n + i, move.id, move.name, 'posted',
           %(sale_journal)s, %(company)s, %(currency)s, %(currency)s, %(income)s,
           d.partner_id, product.id, template.uom_id,
           template.name ->> 'en_US', 'product', 10 * i,
           d.date, d.date, ROUND(part / template.list_price, 2), template.list_price,
           part, part, 0,
           CASE WHEN is_refund THEN part ELSE 0 END,
           CASE WHEN is_refund THEN 0 ELSE part END,
           -sign * part, -sign * part, 0, 0, FALSE, 1, 1, now(), now()
      FROM bench_document d
      JOIN account_move move ON move.id = %(move)s + n
      CROSS JOIN LATERAL generate_series(1, 1 + n %% 3) i
      CROSS JOIN LATERAL (
          SELECT ROUND(amount / (1 + n %% 3), 2) AS equal
      ) split
      CROSS JOIN LATERAL (
          SELECT CASE WHEN i = 1 THEN amount - n %% 3 * equal ELSE equal END AS part
      ) parted
      JOIN product_product product ON product.id = (%(products)s)[
          1 + floor(pg_temp.uniform(3 * n + i, 7) * cardinality(%(products)s))]
      JOIN product_template template ON template.id = product.product_tmpl_id
"""

RECEIVABLE_LINES = """
    INSERT INTO account_move_line (
        id, move_id, move_name, parent_state, journal_id, company_id,
        company_currency_id, currency_id, account_id, partner_id, name, display_type,
        date, invoice_date, date_maturity, debit, credit, balance, amount_currency,
        amount_residual, amount_residual_currency, reconciled, create_uid, write_uid,
        create_date, write_date)
    SELECT %(line)s + n, move.id, move.name, 'posted', %(sale_journal)s, %(company)s,
           %(currency)s, %(currency)s, %(receivable)s, d.partner_id, move.name,
           'payment_term', d.date, d.date, due,
           CASE WHEN is_refund THEN 0 ELSE amount END,
           CASE WHEN is_refund THEN amount ELSE 0 END,
           sign * amount, sign * amount, move.amount_residual, move.amount_residual,
           move.amount_residual = 0, 1, 1, now(), now()
      FROM bench_document d JOIN account_move move ON move.id = %(move)s + n
"""

PAYMENT_MOVES = """
    INSERT INTO account_move (
        id, name, sequence_prefix, sequence_number, move_type, state, auto_post,
        journal_id, company_id, currency_id, partner_id, commercial_partner_id, date,
        origin_payment_id, payment_state, amount_untaxed, amount_tax, amount_total,
        amount_residual, amount_untaxed_signed, amount_tax_signed, amount_total_signed,
        amount_residual_signed, always_tax_exigible, checked, posted_before,
        made_sequence_gap, is_manually_modified, is_move_sent, create_uid, write_uid,
        create_date, write_date)
    SELECT %(move)s + %(invoices)s + n, 'PBENCH/' || lpad(n::text, 8, '0'), 'PBENCH/',
           n, 'entry', 'posted', 'no', %(bank_journal)s, %(company)s, %(currency)s,
           partner_id, customer_id, paid_on, %(payment)s + n, 'not_paid', 0, 0, paid, 0,
           0, 0, paid, 0, TRUE, TRUE, TRUE, FALSE, FALSE, FALSE, 1, 1, now(), now()
      FROM bench_document WHERE paid > 0
"""

PAYMENTS = """
    INSERT INTO account_payment (
        id, move_id, journal_id, company_id, currency_id, partner_id, name, state,
        payment_type, partner_type, date, amount, amount_company_currency_signed,
        destination_account_id, outstanding_account_id, is_reconciled, is_matched,
        is_sent, create_uid, write_uid, create_date, write_date)
    SELECT %(payment)s + n, %(move)s + %(invoices)s + n, %(bank_journal)s, %(company)s,
           %(currency)s, partner_id, 'PBENCH/' || lpad(n::text, 8, '0'), 'paid',
           'inbound', 'customer', paid_on, paid, paid, %(receivable)s, %(bank)s, TRUE,
           TRUE, FALSE, 1, 1, now(), now()
      FROM bench_document WHERE paid > 0
"""

PAYMENT_LINES = """
    INSERT INTO account_move_line (
        id, move_id, move_name, parent_state, journal_id, company_id,
        company_currency_id, currency_id, account_id, partner_id, payment_id, name,
        display_type, date, date_maturity, debit, credit, balance, amount_currency,
        amount_residual, amount_residual_currency, reconciled, create_uid, write_uid,
        create_date, write_date)
    SELECT %(line)s + (1 + is_bank) * %(invoices)s + n, %(move)s + %(invoices)s + n,
           'PBENCH/' || lpad(n::text, 8, '0'), 'posted', %(bank_journal)s, %(company)s,
           %(currency)s, %(currency)s,
           CASE is_bank WHEN 1 THEN %(bank)s ELSE %(receivable)s END, partner_id,
           %(payment)s + n, 'Customer Payment', 'product', paid_on, paid_on,
           is_bank * paid, (1 - is_bank) * paid, (2 * is_bank - 1) * paid,
           (2 * is_bank - 1) * paid, 0, 0, is_bank = 0, 1, 1, now(), now()
      FROM bench_document CROSS JOIN generate_series(0, 1) is_bank
     WHERE paid > 0
"""

PAYMENT_LINKS = """
    INSERT INTO account_move__account_payment (invoice_id, payment_id)
    SELECT %(move)s + n, %(payment)s + n FROM bench_document WHERE paid > 0
"""

RECONCILIATIONS = """
    INSERT INTO account_partial_reconcile (
        debit_move_id, credit_move_id, debit_currency_id, credit_currency_id,
        company_id, max_date, amount, debit_amount_currency, credit_amount_currency,
        create_uid, write_uid, create_date, write_date)
    SELECT %(line)s + debit, %(line)s + credit, %(currency)s, %(currency)s, %(company)s,
           max_date, amount, amount, amount, 1, 1, now(), now()
      FROM (
        SELECT n AS debit, %(invoices)s + n AS credit, paid AS amount,
               GREATEST(date, paid_on) AS max_date
          FROM bench_document WHERE paid > 0
        UNION ALL
        SELECT n - 1, n, amount, date FROM bench_document WHERE is_refund
      ) matched
"""

ASSESSMENTS = """
    INSERT INTO crm_grading_assessment (
        partner_id, company_id, indicator_id, indicator_code, assessor_id, active, date,
        valid_until, points, create_uid, write_uid, create_date, write_date)
    SELECT %(partner)s + n, %(company)s, indicator.id, indicator.code, 1, TRUE,
           %(end)s::date - 100, %(end)s::date + 100,
           (ARRAY[30, 60, 80, 100])[1 + floor(4 * pg_temp.uniform(n, indicator.id))],
           1, 1, now(), now()
      FROM generate_series(1, %(customers)s) n
      JOIN crm_grading_indicator indicator ON indicator.code IN (
          'industry_outlook', 'new_business', 'financial_condition', 'recommendation',
          'brand_recognition')
     WHERE pg_temp.uniform(n, 12) < 0.6
"""

FINANCIALS = """
    INSERT INTO crm_grading_financials (
        partner_id, company_id, year, source, revenue, profit, assets, liabilities,
        active, create_uid, write_uid, create_date, write_date)
    SELECT %(partner)s + n, %(company)s, year, %(source)s, revenue, revenue / 10,
           revenue, revenue * pg_temp.uniform(n, year)::numeric, TRUE, 1, 1, now(),
           now()
      FROM generate_series(1, %(customers)s, 5) n
      CROSS JOIN generate_series(2024, 2025) year
      CROSS JOIN LATERAL (
          SELECT ROUND((1e6 * (1 + pg_temp.uniform(n, year + 1)))::numeric, 2)
              AS revenue
      ) drawn
"""

CREDIT_RATINGS = """
    INSERT INTO crm_grading_credit_rating (
        partner_id, company_id, credit_grade_id, agency, date, valid_until, active,
        create_uid, write_uid, create_date, write_date)
    SELECT %(partner)s + n, %(company)s, (%(credit_grades)s)[1 + floor(
               pg_temp.uniform(n, 13) * cardinality(%(credit_grades)s))],
           'Agency', %(end)s::date - 200, NULL, TRUE, 1, 1, now(), now()
      FROM generate_series(1, %(customers)s, 5) n
"""

STEPS = (
    ("customers", PARTNERS),
    ("branches", BRANCHES),
    ("documents", DOCUMENTS),
    ("invoices", INVOICES),
    ("product lines", PRODUCT_LINES),
    ("receivable lines", RECEIVABLE_LINES),
    ("payment entries", PAYMENT_MOVES),
    ("payments", PAYMENTS),
    ("payment lines", PAYMENT_LINES),
    ("payment links", PAYMENT_LINKS),
    ("reconciliations", RECONCILIATIONS),
    ("assessments", ASSESSMENTS),
    ("yearly figures", FINANCIALS),
    ("credit ratings", CREDIT_RATINGS),
)


def write_documents(cr, parameters, say):
    """Write all rows.

    :param parameters: sizes and ids, see ``company.parameters``
    :param say: called with what is being done
    """
    cr.execute(UNIFORM)
    with _without_indexes(cr, say):
        for title, statement in STEPS:
            cr.execute(statement, parameters | {"end": END, "days": DAYS})
            say(f"{cr.rowcount:>10,} {title}")
        _move_sequences(cr)
    cr.execute("DROP TABLE bench_document")


def _move_sequences(cr):
    """Ids were given explicitly: go on behind them."""
    for table in (
        "res_partner",
        "account_move",
        "account_move_line",
        "account_payment",
    ):
        cr.execute(
            SQL(
                "SELECT setval(%s, (SELECT MAX(id) FROM %s))",
                f"{table}_id_seq",
                SQL.identifier(table),
            )
        )


@contextmanager
def _without_indexes(cr, say):
    """Drop foreign keys and indexes, and build them again: minutes instead of hours."""
    # A primary key stays: foreign keys of other tables need it.
    cr.execute(
        """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
             FROM pg_constraint
            WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])""",
        [list(TABLES)],
    )
    keys = cr.fetchall()
    cr.execute(
        """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
             FROM pg_index i
            WHERE indrelid = ANY(%s::regclass[]) AND NOT EXISTS (
                  SELECT FROM pg_constraint WHERE conindid = i.indexrelid)""",
        [list(TABLES)],
    )
    indexes = cr.fetchall()
    for table, name, _definition in keys:
        cr.execute(
            SQL(
                "ALTER TABLE %s DROP CONSTRAINT %s",
                SQL.identifier(table),
                SQL.identifier(name),
            )
        )
    for name, _definition in indexes:
        cr.execute(SQL("DROP INDEX %s", SQL.identifier(name.strip('"'))))
    yield
    cr.execute("SET LOCAL maintenance_work_mem = '512MB'")
    say(f"{len(indexes):>10,} indexes")
    for _name, definition in indexes:
        cr.execute(definition)
    say(f"{len(keys):>10,} foreign keys")
    for table, name, definition in keys:
        # the definition is PostgreSQL's own text
        cr.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')

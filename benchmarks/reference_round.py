# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a round costs at least: its figures and rows, written by hand in SQL.

The same tables, the same aggregates of the default scheme (GRD-03) and as many rows in
the same table, with the raw figures alone: no points, no score, no grade, no share of
the weights, no explanation.
"""

INSERT = """
    INSERT INTO crm_grading_result (
        round_id, company_id, date, partner_id, user_id, status, breakdown,
        create_uid, write_uid, create_date, write_date)
"""

FIGURES = """
    WITH invoices AS {kept} (
        SELECT m.commercial_partner_id AS partner_id,
               SUM(m.amount_untaxed_signed)
                   FILTER (WHERE m.invoice_date >= %(year)s) AS amount,
               COUNT(*) FILTER (WHERE m.move_type = 'out_invoice'
                   AND m.invoice_date >= %(year)s) AS invoices,
               SUM(m.amount_untaxed_signed)
                   FILTER (WHERE m.invoice_date < %(year)s) AS amount_before,
               length(replace(bit_or(1::bigint << month)
                   FILTER (WHERE m.move_type = 'out_invoice')::bit(64)::text, '0', '')
               ) AS months_bought,
               24 - MIN(month) FILTER (WHERE m.move_type = 'out_invoice') AS months
          FROM account_move m
          CROSS JOIN LATERAL (
              SELECT (EXTRACT(YEAR FROM m.invoice_date)::int - 2024) * 12
                     + EXTRACT(MONTH FROM m.invoice_date)::int - 7 AS month) calendar
         WHERE m.state = 'posted' AND m.move_type IN ('out_invoice', 'out_refund')
           AND m.company_id = %(company)s
           AND m.invoice_date BETWEEN %(two_years)s AND %(end)s {of_documents}
         GROUP BY 1
    ), margins AS {kept} (
        SELECT m.commercial_partner_id AS partner_id,
               SUM(-l.balance
                   - CASE WHEN m.move_type = 'out_refund' THEN -1 ELSE 1 END
                   * l.quantity * COALESCE(line_uom.factor, 1)
                   / COALESCE(NULLIF(own_uom.factor, 0), 1)
                   * COALESCE((p.standard_price ->> l.company_id::text)::numeric, 0)
               ) AS margin
          FROM account_move m
          JOIN account_move_line l ON l.move_id = m.id
           AND l.display_type = 'product' AND l.account_id IS NOT NULL
          LEFT JOIN product_product p ON p.id = l.product_id
          LEFT JOIN product_template t ON t.id = p.product_tmpl_id
          LEFT JOIN uom_uom line_uom ON line_uom.id = l.product_uom_id
          LEFT JOIN uom_uom own_uom ON own_uom.id = t.uom_id
         WHERE m.state = 'posted' AND m.move_type IN ('out_invoice', 'out_refund')
           AND m.company_id = %(company)s
           AND m.invoice_date BETWEEN %(year)s AND %(end)s {of_documents}
         GROUP BY 1
    ), payments AS {kept} (
        SELECT m.commercial_partner_id AS partner_id,
               SUM(l.balance - COALESCE(settled.credited, 0)) AS due,
               SUM(settled.in_time) AS in_time
          FROM account_move m
          JOIN account_move_line l ON l.move_id = m.id
           AND l.display_type = 'payment_term'
          LEFT JOIN (
              SELECT r.debit_move_id,
                     SUM(r.amount) FILTER (WHERE credit.move_type = 'out_refund')
                         AS credited,
                     SUM(r.amount) FILTER (WHERE credit.move_type <> 'out_refund'
                         AND r.max_date <= debit_line.date_maturity) AS in_time
                FROM account_partial_reconcile r
                JOIN account_move_line debit_line ON debit_line.id = r.debit_move_id
                JOIN account_move_line credit_line ON credit_line.id = r.credit_move_id
                JOIN account_move credit ON credit.id = credit_line.move_id
               WHERE r.max_date <= %(end)s
                 AND debit_line.date_maturity BETWEEN %(year)s AND %(end)s {of_lines}
               GROUP BY 1
          ) settled ON settled.debit_move_id = l.id
         WHERE m.state = 'posted' AND m.move_type = 'out_invoice'
           AND m.company_id = %(company)s
           AND l.date_maturity BETWEEN %(year)s AND %(end)s {of_documents}
         GROUP BY 1
    ), financials AS {kept} (
        SELECT f.partner_id, MAX(f.assets) AS assets, MAX(f.liabilities) AS liabilities,
               MAX(f.revenue) AS revenue, MAX(f.profit) AS profit,
               MAX(f.revenue_before) AS revenue_before,
               MAX(f.profit_before) AS profit_before
          FROM (
              SELECT partner_id, year, assets, liabilities, revenue, profit,
                     ROW_NUMBER() OVER newest AS position,
                     LEAD(revenue) OVER newest AS revenue_before,
                     LEAD(profit) OVER newest AS profit_before
                FROM crm_grading_financials
               WHERE active AND company_id = %(company)s
                 AND make_date(year, 12, 31) <= %(end)s {of_partners}
              WINDOW newest AS (PARTITION BY partner_id ORDER BY year DESC)
          ) f
         WHERE f.position = 1 AND f.year >= 2024
         GROUP BY 1
    ), credit AS {kept} (
        SELECT DISTINCT ON (r.partner_id) r.partner_id, g.points
          FROM crm_grading_credit_rating r
          JOIN crm_grading_credit_grade g ON g.id = r.credit_grade_id
         WHERE r.active AND r.company_id = %(company)s AND r.date <= %(end)s
           {of_partners}
         ORDER BY r.partner_id, r.date DESC, r.id DESC
    ), assessments AS {kept} (
        SELECT a.partner_id,
               MAX(a.points) FILTER (WHERE a.indicator_code = 'industry_outlook')
                   AS industry_outlook,
               MAX(a.points) FILTER (WHERE a.indicator_code = 'new_business')
                   AS new_business,
               MAX(a.points) FILTER (WHERE a.indicator_code = 'financial_condition')
                   AS financial_condition,
               MAX(a.points) FILTER (WHERE a.indicator_code = 'recommendation')
                   AS recommendation,
               MAX(a.points) FILTER (WHERE a.indicator_code = 'brand_recognition')
                   AS brand_recognition
          FROM (
              SELECT DISTINCT ON (partner_id, indicator_code)
                     partner_id, indicator_code, points, valid_until
                FROM crm_grading_assessment
               WHERE company_id = %(company)s AND date <= %(end)s {of_partners}
               ORDER BY partner_id, indicator_code, date DESC, id DESC
          ) a
         WHERE a.valid_until IS NULL OR a.valid_until >= %(end)s
         GROUP BY 1
    )
    SELECT %(round)s, %(company)s, %(end)s::date, p.id, p.user_id, 'graded',
           jsonb_build_object(
               'purchase_amount', COALESCE(amount, 0),
               'purchase_frequency', COALESCE(invoices, 0),
               'margin', margin,
               'amount_before', amount_before,
               'months_bought', months_bought,
               'months', months,
               'due', due,
               'in_time', COALESCE(in_time, 0),
               'assets', assets,
               'liabilities', liabilities,
               'revenue', revenue,
               'profit', profit,
               'revenue_before', revenue_before,
               'profit_before', profit_before,
               'credit_rating', credit.points,
               'industry_outlook', industry_outlook,
               'new_business', new_business,
               'financial_condition', financial_condition,
               'recommendation', recommendation,
               'brand_recognition', brand_recognition),
           1, 1, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
      FROM res_partner p
      LEFT JOIN invoices ON invoices.partner_id = p.id
      LEFT JOIN margins ON margins.partner_id = p.id
      LEFT JOIN payments ON payments.partner_id = p.id
      LEFT JOIN financials ON financials.partner_id = p.id
      LEFT JOIN credit ON credit.partner_id = p.id
      LEFT JOIN assessments ON assessments.partner_id = p.id
     WHERE p.customer_rank > 0 AND p.active AND p.commercial_partner_id = p.id
       AND (p.company_id IS NULL OR p.company_id = %(company)s) {of_customers}
"""

EVERYBODY = dict.fromkeys(
    ("kept", "of_documents", "of_lines", "of_partners", "of_customers"), ""
)
ADDRESSES = (
    "= ANY(ARRAY(SELECT id FROM res_partner WHERE commercial_partner_id = %(partner)s))"
)
ONE = {
    # else the planner may join the documents of the biggest customer with themselves
    "kept": "MATERIALIZED",
    "of_documents": f"AND m.partner_id {ADDRESSES}",
    "of_lines": f"AND debit_line.partner_id {ADDRESSES}",
    "of_partners": "AND partner_id = %(partner)s",
    "of_customers": "AND p.id = %(partner)s",
}

# Figures that both have under a name of their own, by indicator and as the reference
# names them: they must agree, or the two would not measure the same work.
SAME = """
    SELECT COUNT(*)
      FROM crm_grading_result ours
      JOIN crm_grading_result bare
        ON bare.round_id = %(bare)s AND bare.partner_id = ours.partner_id
     WHERE ours.round_id = %(ours)s
       AND (ours.breakdown #>> '{purchase_amount,raw}')::numeric
           = ROUND((bare.breakdown ->> 'purchase_amount')::numeric, 2)
       AND (ours.breakdown #>> '{purchase_frequency,raw}')::numeric
           = (bare.breakdown ->> 'purchase_frequency')::numeric
       AND (ours.breakdown #>> '{profit_contribution,parts,margin}')::numeric
           IS NOT DISTINCT FROM ROUND((bare.breakdown ->> 'margin')::numeric, 2)
       AND (ours.breakdown #>> '{payment_record,parts,due}')::numeric
           IS NOT DISTINCT FROM ROUND((bare.breakdown ->> 'due')::numeric, 2)
       AND COALESCE(
               (ours.breakdown #>> '{payment_record,parts,paid_in_time}')::numeric, 0)
           = ROUND((bare.breakdown ->> 'in_time')::numeric, 2)
       AND (ours.breakdown #>> '{repeat_purchase,parts,months_bought}')::numeric
           IS NOT DISTINCT FROM (bare.breakdown ->> 'months_bought')::numeric
       AND (ours.breakdown #>> '{repeat_purchase,parts,months}')::numeric
           IS NOT DISTINCT FROM (bare.breakdown ->> 'months')::numeric
       AND (ours.breakdown #>> '{credit_rating,raw}')::numeric
           IS NOT DISTINCT FROM (bare.breakdown ->> 'credit_rating')::numeric
       AND (ours.breakdown #>> '{industry_outlook,raw}')::numeric
           IS NOT DISTINCT FROM (bare.breakdown ->> 'industry_outlook')::numeric
"""


def insert(cr, round_id, company_id):
    """Write the figures of all customers; return how many."""
    cr.execute(INSERT + FIGURES.format(**EVERYBODY), parameters(round_id, company_id))
    return cr.rowcount


def select_one(cr, partner_id, company_id):
    """Read the figures of one customer by index."""
    values = parameters(0, company_id) | {"partner": partner_id}
    cr.execute(FIGURES.format(**ONE), values)
    return cr.fetchall()


def same_figures(cr, ours, bare):
    """Number of customers whose figures are the same in two rounds."""
    # both were just written: without statistics the planner takes them for empty
    cr.execute("ANALYZE crm_grading_result")
    cr.execute(SAME, {"ours": ours, "bare": bare})
    return cr.fetchone()[0]


def parameters(round_id, company_id):
    return {
        "round": round_id,
        "company": company_id,
        "end": "2026-06-30",
        "year": "2025-07-01",
        "two_years": "2024-07-01",
    }

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What rounds of the other methods cost at least: figures and rows, by hand in SQL.

As in :mod:`reference_round`: the raw figures alone, without grades or explanations.
"""

from reference_round import INSERT, parameters

AMOUNT = """
    WITH invoices AS MATERIALIZED (
        SELECT commercial_partner_id AS partner_id, SUM(amount_untaxed_signed) AS amount
          FROM account_move m
         WHERE m.state = 'posted' AND m.move_type IN ('out_invoice', 'out_refund')
           AND m.company_id = %(company)s
           AND m.invoice_date BETWEEN %(year)s AND %(end)s
         GROUP BY 1
    )
    SELECT %(round)s, %(company)s, %(end)s::date, p.id, p.user_id, 'graded',
           jsonb_build_object('purchase_amount', COALESCE(amount, 0)),
           1, 1, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
      FROM res_partner p
      LEFT JOIN invoices ON invoices.partner_id = p.id
     WHERE p.customer_rank > 0 AND p.active AND p.commercial_partner_id = p.id
       AND (p.company_id IS NULL OR p.company_id = %(company)s)
"""

RULES = """
    WITH deals AS MATERIALIZED (
        SELECT m.commercial_partner_id AS partner_id,
               SUM(m.amount_untaxed_signed) AS amount
          FROM account_move m
         WHERE m.state = 'posted' AND m.move_type IN ('out_invoice', 'out_refund')
           AND m.company_id = %(company)s
           AND m.invoice_date BETWEEN %(three_years)s AND %(end)s
         GROUP BY 1, COALESCE(NULLIF(m.invoice_origin, ''), m.id::text)
        HAVING COUNT(*) FILTER (WHERE m.move_type = 'out_invoice') > 0
    ), cooperations AS MATERIALIZED (
        SELECT partner_id, COUNT(*) AS cooperations FROM deals
         WHERE amount > 0 GROUP BY 1
    ), agreements AS MATERIALIZED (
        SELECT partner_id, COUNT(*) AS agreements FROM crm_grading_agreement
         WHERE active AND company_id = %(company)s
           AND %(end)s BETWEEN signed_on AND valid_until
         GROUP BY 1
    ), projects AS MATERIALIZED (
        SELECT partner_id, COUNT(*) AS projects,
               COUNT(*) FILTER (WHERE expected_on <= %(near)s) AS near_projects
          FROM crm_grading_project
         WHERE active AND company_id = %(company)s AND opened_on <= %(end)s
           AND (closed_on IS NULL OR closed_on > %(end)s)
         GROUP BY 1
    ), influence AS MATERIALIZED (
        SELECT partner_id, COUNT(*) AS influence FROM crm_grading_influence
         WHERE active AND company_id = %(company)s AND decided_on <= %(end)s
           AND (valid_until IS NULL OR valid_until >= %(end)s)
         GROUP BY 1
    ), judgements AS MATERIALIZED (
        SELECT a.partner_id,
               MAX(a.points) FILTER (WHERE a.indicator_code = 'fundamentals')
                   AS fundamentals,
               MAX(a.points) FILTER (WHERE a.indicator_code = 'willingness')
                   AS willingness,
               MAX(a.points) FILTER (WHERE a.indicator_code = 'smoothness')
                   AS smoothness,
               MAX(a.points) FILTER (WHERE a.indicator_code = 'relation') AS relation
          FROM (
              SELECT DISTINCT ON (partner_id, indicator_code)
                     partner_id, indicator_code, points, valid_until
                FROM crm_grading_assessment
               WHERE company_id = %(company)s AND date <= %(end)s
               ORDER BY partner_id, indicator_code, date DESC, id DESC
          ) a
         WHERE a.valid_until IS NULL OR a.valid_until >= %(end)s
         GROUP BY 1
    )
    SELECT %(round)s, %(company)s, %(end)s::date, p.id, p.user_id, 'graded',
           jsonb_build_object(
               'cooperations', COALESCE(cooperations, 0),
               'agreements', COALESCE(agreements, 0),
               'projects', COALESCE(projects, 0),
               'near_projects', COALESCE(near_projects, 0),
               'influence', COALESCE(influence, 0),
               'fundamentals', fundamentals, 'willingness', willingness,
               'smoothness', smoothness, 'relation', relation),
           1, 1, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
      FROM res_partner p
      LEFT JOIN cooperations ON cooperations.partner_id = p.id
      LEFT JOIN agreements ON agreements.partner_id = p.id
      LEFT JOIN projects ON projects.partner_id = p.id
      LEFT JOIN influence ON influence.partner_id = p.id
      LEFT JOIN judgements ON judgements.partner_id = p.id
     WHERE p.customer_rank > 0 AND p.active AND p.commercial_partner_id = p.id
       AND (p.company_id IS NULL OR p.company_id = %(company)s)
"""

MATRIX = """
    WITH invoices AS MATERIALIZED (
        SELECT m.commercial_partner_id AS partner_id,
               SUM(m.amount_untaxed_signed)
                   FILTER (WHERE m.invoice_date >= %(year)s) AS amount,
               COUNT(*) FILTER (WHERE m.move_type = 'out_invoice'
                   AND m.invoice_date >= %(year)s) AS invoices,
               SUM(m.amount_untaxed_signed)
                   FILTER (WHERE m.invoice_date < %(year)s) AS amount_before
          FROM account_move m
         WHERE m.state = 'posted' AND m.move_type IN ('out_invoice', 'out_refund')
           AND m.company_id = %(company)s
           AND m.invoice_date BETWEEN %(two_years)s AND %(end)s
         GROUP BY 1
    ), margins AS MATERIALIZED (
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
           AND m.invoice_date BETWEEN %(year)s AND %(end)s
         GROUP BY 1
    ), financials AS MATERIALIZED (
        SELECT f.* FROM (
            SELECT partner_id, year, revenue, profit,
                   ROW_NUMBER() OVER newest AS position,
                   LEAD(revenue) OVER newest AS revenue_before,
                   LEAD(profit) OVER newest AS profit_before
              FROM crm_grading_financials
             WHERE active AND company_id = %(company)s
               AND make_date(year, 12, 31) <= %(end)s
            WINDOW newest AS (PARTITION BY partner_id ORDER BY year DESC)
        ) f WHERE f.position = 1
    ), assessments AS MATERIALIZED (
        SELECT a.partner_id,
               MAX(a.points) FILTER (WHERE a.indicator_code = 'industry_outlook')
                   AS industry_outlook,
               MAX(a.points) FILTER (WHERE a.indicator_code = 'new_business')
                   AS new_business
          FROM (
              SELECT DISTINCT ON (partner_id, indicator_code)
                     partner_id, indicator_code, points, valid_until
                FROM crm_grading_assessment
               WHERE company_id = %(company)s AND date <= %(end)s
               ORDER BY partner_id, indicator_code, date DESC, id DESC
          ) a
         WHERE a.valid_until IS NULL OR a.valid_until >= %(end)s
         GROUP BY 1
    )
    SELECT %(round)s, %(company)s, %(end)s::date, p.id, p.user_id, 'graded',
           jsonb_build_object(
               'purchase_amount', COALESCE(amount, 0),
               'purchase_frequency', COALESCE(invoices, 0),
               'margin', margin, 'amount_before', amount_before,
               'revenue', revenue, 'profit', profit,
               'revenue_before', revenue_before, 'profit_before', profit_before,
               'industry_outlook', industry_outlook, 'new_business', new_business),
           1, 1, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
      FROM res_partner p
      LEFT JOIN invoices ON invoices.partner_id = p.id
      LEFT JOIN margins ON margins.partner_id = p.id
      LEFT JOIN financials ON financials.partner_id = p.id
      LEFT JOIN assessments ON assessments.partner_id = p.id
     WHERE p.customer_rank > 0 AND p.active AND p.commercial_partner_id = p.id
       AND (p.company_id IS NULL OR p.company_id = %(company)s)
"""

FIGURES = {"amount": AMOUNT, "rules": RULES, "matrix": MATRIX}

# Codes of indicators whose figure both name alike: they must agree.
SHARED = {
    "amount": ("purchase_amount",),
    "rules": ("cooperations", "agreements", "projects", "influence", "relation"),
    "matrix": ("purchase_amount", "purchase_frequency", "industry_outlook"),
}

SAME = """
    SELECT COUNT(*)
      FROM crm_grading_result ours
      JOIN crm_grading_result bare
        ON bare.round_id = %(bare)s AND bare.partner_id = ours.partner_id
     WHERE ours.round_id = %(ours)s
       AND NOT EXISTS (
           SELECT FROM unnest(%(codes)s) code
            WHERE (ours.breakdown -> code ->> 'raw')::numeric
                  IS DISTINCT FROM ROUND((bare.breakdown ->> code)::numeric, 2))
"""


def insert(cr, method, round_id, company_id):
    """Write the figures of all customers; return how many."""
    values = parameters(round_id, company_id)
    values |= {"three_years": "2023-07-01", "near": "2026-12-30"}
    cr.execute(INSERT + FIGURES[method], values)
    return cr.rowcount


def same_figures(cr, method, ours, bare):
    """Number of customers whose figures are the same in two rounds."""
    cr.execute("ANALYZE crm_grading_result")
    cr.execute(SAME, {"ours": ours, "bare": bare, "codes": list(SHARED[method])})
    return cr.fetchone()[0]

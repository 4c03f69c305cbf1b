# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The facts that rules name: cooperations, agreements, projects, influence (GRD-06)."""

from dateutil.relativedelta import relativedelta

from odoo.tools import SQL

from .facts import (
    Fact,
    Registry,
    Source,
    assessed,
    only_partners,
    posted_documents,
    since,
)

# What people judge for rules, kept as assessments
JUDGEMENTS = ("fundamentals", "willingness", "smoothness", "relation")


# -- cooperations ----------------------------------------------------------------------


def invoices(scope, start):
    """Each posted customer invoice is a cooperation."""
    return SQL(
        """SELECT m.commercial_partner_id AS partner_id,
                  m.amount_untaxed_signed AS amount
             FROM account_move m
            WHERE m.move_type = 'out_invoice' AND %s""",
        posted_documents(scope, start),
    )


def contracts(scope, start):
    """What invoices name as their origin: a contract or an order; else the invoice."""
    return SQL(
        """SELECT m.commercial_partner_id AS partner_id,
                  SUM(m.amount_untaxed_signed) AS amount
             FROM account_move m
            WHERE %s
            GROUP BY 1, COALESCE(NULLIF(m.invoice_origin, ''), m.id::text)
           HAVING COUNT(*) FILTER (WHERE m.move_type = 'out_invoice') > 0""",
        posted_documents(scope, start),
    )


def cooperation_source(units):
    """:param units: by code of the setting, what gives ``(partner_id, amount)`` rows"""

    def body(scope, _start):
        rule = scope.cooperation
        return SQL("c.partner_id"), SQL(
            "FROM (%s) c WHERE c.amount > 0 AND c.amount >= %s",
            units[rule.unit](scope, since(scope, rule.months)),
            rule.minimum,
        )

    return Source(body)


#: What a cooperation can be; a bridge adds its own and builds the source again.
COOPERATION_UNITS = {"invoice": invoices, "contract": contracts}


# -- projects --------------------------------------------------------------------------


def marked_projects(scope):
    """Projects that people marked, open on the day of the round."""
    return SQL(
        """SELECT partner_id, expected_on FROM crm_grading_project
            WHERE active AND company_id = %(company)s AND opened_on <= %(until)s
              AND (closed_on IS NULL OR closed_on > %(until)s) AND %(only)s""",
        company=scope.company_id,
        until=scope.date,
        only=only_partners(scope, SQL("partner_id")),
    )


def project_source(*selects):
    """:param selects: what each gives ``(partner_id, expected_on)`` rows"""

    def body(scope, _start):
        rows = SQL(" UNION ALL ").join(select(scope) for select in selects)
        return SQL("j.partner_id"), SQL("FROM (%s) j", rows)

    return Source(body)


def _project_columns(_scope, _window):
    return {"projects": SQL("COUNT(*)")}


def _near_project_columns(scope, _window):
    near = scope.date + relativedelta(months=scope.near_months)
    return {"near_projects": SQL("COUNT(*) FILTER (WHERE j.expected_on <= %s)", near)}


# -- agreements and decisions ----------------------------------------------------------


def _agreement_body(scope, _start):
    return SQL("g.partner_id"), SQL(
        """FROM crm_grading_agreement g
          WHERE g.active AND g.company_id = %(company)s
            AND %(until)s BETWEEN g.signed_on AND g.valid_until AND %(only)s""",
        company=scope.company_id,
        until=scope.date,
        only=only_partners(scope, SQL("g.partner_id")),
    )


def _influence_body(scope, _start):
    return SQL("i.partner_id"), SQL(
        """FROM crm_grading_influence i
          WHERE i.active AND i.company_id = %(company)s AND i.decided_on <= %(until)s
            AND (i.valid_until IS NULL OR i.valid_until >= %(until)s) AND %(only)s""",
        company=scope.company_id,
        until=scope.date,
        only=only_partners(scope, SQL("i.partner_id")),
    )


def _rows(_scope, _window):
    return {"rows": SQL("COUNT(*)")}


def _count(source, columns, name):
    return Fact(
        source, columns, lambda values: values[name], "count", absent_is_zero=True
    )


def registry():
    """Sources and facts of this module."""
    sources = {
        "cooperation": cooperation_source(COOPERATION_UNITS),
        "project": project_source(marked_projects),
        "agreement": Source(_agreement_body),
        "influence": Source(_influence_body),
    }
    facts = {
        "cooperation_count": _count("cooperation", _rows, "rows"),
        "agreement_count": _count("agreement", _rows, "rows"),
        "influence_count": _count("influence", _rows, "rows"),
        "project_count": _count("project", _project_columns, "projects"),
        "near_project_count": _count("project", _near_project_columns, "near_projects"),
    }
    facts |= {f"assessed_{code}": assessed(code) for code in JUDGEMENTS}
    return Registry(sources, facts)

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tools import SQL

# the dialogs of the areas that `crm.policy.reason` stands for
TABLES = (
    "crm_allocation_discipline_reason",
    "crm_allocation_registration_reason",
    "crm_allocation_registration_reason_rel",
    "crm_complaint_crm_complaint_reason_rel",
    "crm_complaint_part_reason",
    "crm_complaint_reason",
    "crm_complaint_remedy_reason",
    "crm_improvement_cancel",
    "crm_improvement_crm_improvement_cancel_rel",
    "crm_satisfaction_reason",
    "crm_visit_phone_order_cancel",
    "crm_visit_phone_order_crm_visit_phone_order_cancel_rel",
    "crm_visit_reason",
    "crm_visit_registration_cancel",
    "crm_visit_registration_crm_visit_registration_cancel_rel",
)
ADDONS = ("crm_complaints", "crm_policy", "crm_satisfaction", "crm_visits")
RULES = (
    "crm_complaint_part_reason_rule_own",
    "crm_complaint_reason_rule_own",
    "crm_improvement_cancel_rule_own",
    "crm_satisfaction_reason_rule_own",
    "crm_visit_phone_order_cancel_rule_own",
    "crm_visit_registration_cancel_rule_own",
)


def migrate(cr, version):
    """Odoo forgets a model that is gone, but leaves its table and its rules' names."""
    if not version:
        return
    for table in TABLES:
        # raw SQL: structure only; what dialogs asked was written to the records
        cr.execute(SQL("DROP TABLE IF EXISTS %s CASCADE", SQL.identifier(table)))
    # raw SQL: the models' Python is gone; only their names and rules
    cr.execute("DELETE FROM ir_model_relation WHERE name IN %s", (TABLES,))
    cr.execute(
        "DELETE FROM ir_rule WHERE id IN (SELECT res_id FROM ir_model_data"
        " WHERE model = 'ir.rule' AND module IN %s AND name IN %s)",
        (ADDONS, RULES),
    )
    cr.execute(
        "DELETE FROM ir_model_data"
        " WHERE model = 'ir.rule' AND module IN %s AND name IN %s",
        (ADDONS, RULES),
    )

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tools import SQL

# What names kinds, roles, levels and other catalogues; parts go with their whole
TABLES = (
    "crm_satisfaction_answer",
    "crm_satisfaction_rollup",
    "crm_satisfaction_benchmark",
    "crm_satisfaction_award",
    "crm_satisfaction_check",
    "crm_satisfaction_paper",
    "crm_satisfaction_invitation",
    "crm_satisfaction_measurement",
    "crm_satisfaction_plan_line",
    "crm_satisfaction_subject",
    "crm_satisfaction_set",
)


def post_init_hook(env):
    """Each company numbers its objects and measurements by itself."""
    env["res.company"]._create_missing_policy_sequences()


def uninstall_hook(env):
    """Take away what Odoo would leave."""
    # The sequences of the companies come from no data file.
    codes = list(env.company._get_policy_sequences())
    sequences = env["ir.sequence"].search([("code", "in", codes)])
    sequences.filtered(
        lambda record: record.code.startswith("crm.satisfaction")
    ).unlink()
    # Activities, also those done, refer to the models of this addon.
    activities = env["mail.activity"].with_context(active_test=False)
    activities.search([("res_model", "=like", "crm.satisfaction%")]).unlink()
    # Questionnaires of factor sets would become surveys of anybody, with who took part.
    # raw SQL: all rows at once; approved sets do not change otherwise
    env.cr.execute("UPDATE crm_satisfaction_set SET survey_id = NULL")
    surveys = env["survey.survey"].with_context(active_test=False)
    surveys.search([("survey_type", "=", "satisfaction")]).unlink()
    # Improvement points stay; what they were opened for goes with the addon.
    improvements = env["crm.improvement"]
    improvements.search([("res_model", "=like", "crm.satisfaction%")]).write(
        {"res_model": False, "res_id": False}
    )
    # Catalogues are deleted one by one, while measurements still name them.
    # raw SQL: all rows at once; the tables go with the addon
    env.cr.execute("UPDATE crm_improvement SET satisfaction_revisit_id = NULL")
    env.cr.execute("UPDATE crm_satisfaction_measurement SET revisit_of_id = NULL")
    for table in TABLES:
        env.cr.execute(SQL("DELETE FROM %s", SQL.identifier(table)))
    env.invalidate_all()

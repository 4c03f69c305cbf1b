# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).


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

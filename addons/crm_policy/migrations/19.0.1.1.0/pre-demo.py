# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).


def migrate(cr, version):
    """People, branches and customers of the demo company belong to all areas now."""
    # raw SQL: names of records only; the records stay as they are
    cr.execute(
        """
        UPDATE ir_model_data
           SET module = 'crm_policy'
         WHERE module = 'crm_grading'
           AND name ~ '^demo_(user|branch|customer)_'
           AND name != 'demo_user_accountant'
        """
    )

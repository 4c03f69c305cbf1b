# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import SUPERUSER_ID, api

# as it was shipped; what an administrator has written stays
FORMER = "[('handover_id.successor_ids.user_id', '=', user.id)]"


def migrate(cr, version):
    """A successor reads the own work of a hand-over, not that of all successors."""
    if not version:
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    rule = env.ref(
        "crm_allocation.crm_allocation_handover_item_rule_successor",
        raise_if_not_found=False,
    )
    if rule and rule.domain_force == FORMER:
        rule.domain_force = "[('user_id', '=', user.id)]"

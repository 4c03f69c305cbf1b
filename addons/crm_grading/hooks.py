# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).


def post_init_hook(env):
    """Every company starts with the written policy's scheme (GRD-01)."""
    env["res.company"].search([("parent_id", "=", False)])._install_grading_scheme()

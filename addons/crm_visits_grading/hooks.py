# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).


def post_init_hook(env):
    """The classes of the written policy are the grades, where nobody said otherwise."""
    env["crm.visit.class"]._fill_grades()

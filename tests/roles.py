# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The roles people have in the suite, each as a user."""

from odoo import Command
from odoo.tests import new_test_user

# A role and its groups; a role whose groups are not installed is left out.
ROLES = {
    "public": "base.group_public",
    "portal": "base.group_portal",
    "employee": "base.group_user",
    "accountant (read)": "base.group_user,account.group_account_readonly",
    "user": "base.group_user,crm_policy.group_user",
    "officer": "base.group_user,crm_policy.group_officer",
    "manager": "base.group_user,crm_policy.group_manager",
    "auditor": "base.group_user,crm_policy.group_auditor",
}
STRANGER = "other company's manager"


def make_user(env, role, **values):
    """Return a user of a role, or an empty recordset if its groups are missing.

    The password is the login.
    """
    groups = ROLES[role].split(",")
    if not all(env.ref(group, raise_if_not_found=False) for group in groups):
        return env["res.users"]
    login = f"{role} of the trial"
    return new_test_user(env, login, groups=ROLES[role], password=login, **values)


def make_stranger(env):
    """Return a manager who knows another company only."""
    company = env["res.company"].create({"name": "Another Company"})
    return new_test_user(
        env,
        "stranger of the trial",
        groups=ROLES["manager"],
        company_id=company.id,
        company_ids=[Command.set(company.ids)],
    )

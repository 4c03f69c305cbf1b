# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import SUPERUSER_ID, api

# What the written policy says of grades that were there before: GRD-13, GRD-14
GRADES = {
    "grade_a": {"priority": "2"},
    "grade_b": {"priority": "1"},
    "grade_d": {"needs_risk_review": True},
}


def migrate(cr, version):
    """Grades of the policy get the properties that new ones are installed with."""
    if not version:
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    for name, values in GRADES.items():
        grade = env.ref(f"crm_grading.{name}", raise_if_not_found=False)
        if grade:
            grade.write(values)

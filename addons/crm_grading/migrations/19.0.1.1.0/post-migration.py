# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import SUPERUSER_ID, api

# What the written policy says of grades that were there before: GRD-13, 14 and 19
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
    grade_b = env.ref("crm_grading.grade_b", raise_if_not_found=False)
    grade_c = env.ref("crm_grading.grade_c", raise_if_not_found=False)
    if grade_b and grade_c:
        grade_c.upgrade_grade_id = grade_b

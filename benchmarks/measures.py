# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""All measures, in the order of the report."""

import measure_allocation
import measure_allocation_access
import measure_allocation_claim
import measure_complaint_escalation
import measure_customer_list
import measure_measures
import measure_methods
import measure_one_customer
import measure_round
import measure_satisfaction_intake
import measure_satisfaction_rollup
import measure_visit_calendar
import measure_visit_planning
import measure_visit_xlsx
import measure_xlsx

MEASURES = {
    "round": measure_round.measure,
    "methods": measure_methods.measure,
    "xlsx": measure_xlsx.measure,
    "visit_xlsx": measure_visit_xlsx.measure,
    "list": measure_customer_list.measure,
    "one": measure_one_customer.measure,
    "measures": measure_measures.measure,
    "visit_planning": measure_visit_planning.measure,
    "visit_calendar": measure_visit_calendar.measure,
    "allocation": measure_allocation.measure,
    "allocation_access": measure_allocation_access.measure,
    "allocation_claim": measure_allocation_claim.measure,
    "complaint_escalation": measure_complaint_escalation.measure,
    "satisfaction_intake": measure_satisfaction_intake.measure,
    "satisfaction_rollup": measure_satisfaction_rollup.measure,
}

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

# what could be searched by `is_late`
MODELS = (
    "crm.complaint",
    "crm.complaint.execution",
    "crm.complaint.finding",
    "crm.complaint.watch",
)


def migrate(cr, version):
    """What is open past its day is called overdue: favourites go on with the word."""
    if not version:
        return
    # raw SQL: the fields are not loaded yet, and the favourites are everybody's
    for kind in ("action", "menu"):
        cr.execute(
            "UPDATE ir_model_data SET name = %s"
            " WHERE module = 'crm_complaints' AND name = %s",
            (f"crm_complaint_overdue_{kind}", f"crm_complaint_late_{kind}"),
        )
    cr.execute(
        "UPDATE ir_filters SET domain = replace(domain, 'is_late', 'is_overdue')"
        " WHERE model_id IN %s",
        (MODELS,),
    )

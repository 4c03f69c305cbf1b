# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).


def migrate(cr, version):
    """What is open past its day is called overdue: favourites go on with the word."""
    if not version:
        return
    # raw SQL: the field is not loaded yet, and the favourites are everybody's
    for quote in ("'", '"'):
        # with its quotes: answers that came in late keep the word
        cr.execute(
            "UPDATE ir_filters SET domain = replace(domain, %s, %s)"
            " WHERE model_id = 'crm.satisfaction.measurement'",
            (f"{quote}is_late{quote}", f"{quote}is_overdue{quote}"),
        )

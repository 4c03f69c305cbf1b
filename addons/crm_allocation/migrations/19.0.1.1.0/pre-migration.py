# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).


def migrate(cr, version):
    """The dialog of steps keeps its records as JSON now; Odoo makes its table anew."""
    if version:
        # raw SQL: structure only; what the dialog asked was written to the records
        cr.execute("DROP TABLE IF EXISTS crm_allocation_step CASCADE")

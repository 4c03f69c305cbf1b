# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Set-up, tests and checks of the suite. Only Python's own library is needed."""

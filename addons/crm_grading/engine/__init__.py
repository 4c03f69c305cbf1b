# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a grade is, decided on plain values.

No recordset enters here and nothing is written: ``spec`` says what a scheme is,
``facts`` where its raw figures come from, ``compiler`` turns both into the one
statement of a round, ``scorecard`` is the same arithmetic in Python, for
explanations and for the test that proves that both agree.
"""

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What sales add to the decisions of grading, on plain values.

``gate`` says what happens to an order, ``open_amount`` what a customer has open,
``facts`` which figures confirmed orders give.
"""

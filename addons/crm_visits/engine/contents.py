# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""What the record of a visit holds, and what it lacks."""


def is_filled(value):
    """Whether somebody really wrote something.

    >>> is_filled("  \\n")
    False
    >>> is_filled("needs a second supplier")
    True
    """
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def missing(required, values):
    """The codes of required contents that have no value, in the order required.

    :param required: codes of contents
    :param dict values: value by code

    >>> missing(["summary", "next_strategy"], {"summary": "sold", "next_strategy": " "})
    ['next_strategy']
    """
    return [code for code in required if not is_filled(values.get(code))]

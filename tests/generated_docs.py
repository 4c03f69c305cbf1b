# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Tables in docs/ that are made from the code, and compared with what is there."""

import os


def check_or_write(test, path, text):
    """Fail when a document differs; rewrite it when REGENERATE is set."""
    if os.environ.get("REGENERATE"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    current = path.read_text() if path.exists() else ""
    test.assertEqual(current, text, f"{path.name} is not current: run make docs")


def table(header, rows):
    """Return the lines of a Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines]

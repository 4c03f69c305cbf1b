# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Bring translations up to their template: add what is new, drop what is gone."""

import sys
from pathlib import Path

import polib


def merge(path):
    """Merge a translation with the template beside it; return what it lacks."""
    translation = polib.pofile(str(path))
    translation.merge(polib.pofile(str(path.parent / f"{path.parents[1].name}.pot")))
    for entry in translation.obsolete_entries():
        translation.remove(entry)
    translation.save()
    return len(translation.untranslated_entries())


def main():
    for name in sys.argv[1:]:
        print(f"{name}: {merge(Path(name))} texts without a translation")


if __name__ == "__main__":
    main()

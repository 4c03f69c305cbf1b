# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""pytest plugin: Odoo's lint tests see our addons only."""

from contextlib import contextmanager, suppress
from pathlib import Path
from unittest.mock import patch

import pytest

from .layout import ADDONS


@pytest.fixture(autouse=True, scope="module")
def only_our_addons(load_registry):
    from odoo.modules import Manifest
    from odoo.tests import BaseCase

    every_manifest = Manifest.all_addon_manifests
    every_sub_test = BaseCase.subTest

    def all_addon_manifests():
        return [one for one in every_manifest() if Path(one.path).parent == ADDONS]

    names = {manifest.name for manifest in all_addon_manifests()}

    @contextmanager
    def sub_test(self, *arguments, **parameters):
        if parameters.get("module", next(iter(names), None)) not in names:
            # What others did is not ours to repair.
            with suppress(Exception):
                yield
        else:
            with every_sub_test(self, *arguments, **parameters):
                yield

    with (
        patch.object(Manifest, "all_addon_manifests", all_addon_manifests),
        patch.object(BaseCase, "subTest", sub_test),
    ):
        yield

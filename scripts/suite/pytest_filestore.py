# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""pytest plugin: each parallel worker has a filestore of its own.

Odoo's test classes collect the garbage of the filestore when they end, as far as their
own database knows. In a shared filestore that takes the files of the other workers.
"""

import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest_odoo

from odoo.tools import config


@contextmanager
def _own_filestore(original_name, name):
    if original_name == name:
        yield
        return
    store = Path(config["data_dir"], "filestore")
    shutil.rmtree(store / name, ignore_errors=True)
    if (store / original_name).is_dir():
        # Hard links are enough: Odoo never writes into a file of the filestore.
        subprocess.run(["cp", "-al", store / original_name, store / name], check=True)
    try:
        yield
    finally:
        shutil.rmtree(store / name, ignore_errors=True)


pytest_odoo._shared_filestore = _own_filestore

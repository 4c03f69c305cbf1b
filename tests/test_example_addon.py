# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The example of docs/extending.md works beside the whole suite, and leaves nothing."""

import os
import socket
import unittest
from dataclasses import replace
from pprint import pformat

from database_description import differences
from own_database import OwnDatabase
from suite.databases import Databases
from suite.layout import ADDONS, EXAMPLES, LOGS
from suite.testing import prepare_database

ADDON = "crm_policy_example"


@unittest.skipUnless(
    os.environ.get("SUITE_TESTS"), "make test runs it: it creates databases"
)
class TestExampleAddon(OwnDatabase, unittest.TestCase):
    name = "example"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the example lies in an addons path of its own, which nobody else has
        paths = [*cls.environment.source.addons_folders, ADDONS, EXAMPLES]
        variables = {"ODOO_ADDONS_PATH": ",".join(map(str, paths))}
        cls.environment = replace(
            cls.environment, variables=cls.environment.variables | variables
        )
        cls.databases = Databases(cls.environment)
        cls.databases.clone(prepare_database(cls.databases), cls.database)

    def test_install_test_update_and_uninstall(self):
        before = self._describe()
        # what an addon depends on, Odoo remembers of each that it ever saw
        del before["rows"]["ir_module_module_dependency"]

        self.databases.install(self.database, "-i", ADDON, *self._get_test_options())
        self.assertRegex(self._read_log(), "0 failed, 0 error.s. of [1-9][0-9]* tests")

        complete = self._describe()
        self.databases.install(self.database, "-u", ADDON)
        self._assert_same(complete, self._describe())

        self._odoo("module", "uninstall", arguments=[ADDON])
        self._assert_same(before, self._describe())

    def _describe(self):
        return self.reader.describe([ADDON], ["res_partner", "res_company"])

    def _assert_same(self, before, after):
        found = differences(before, after)
        self.assertFalse(found, pformat(found))

    def _get_test_options(self):
        """Odoo's own test runner, while it installs; what it says goes to the log."""
        return (
            f"--test-tags=/{ADDON}",
            "--log-handler=odoo.tests.result:INFO",
            f"--http-port={_find_free_port()}",
        )

    def _read_log(self):
        return (LOGS / f"{self.database}.log").read_text()


def _find_free_port():
    """Odoo's test runner serves, whatever it tests; 8069 may be taken."""
    with socket.socket() as connection:
        connection.bind(("127.0.0.1", 0))
        return connection.getsockname()[1]

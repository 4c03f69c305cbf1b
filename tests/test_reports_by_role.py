# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What the menus *Print* and *Actions* of our records do for each role."""

from roles import ROLES, make_user
from sample_records import fill_models
from suite import addons

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, TransactionCase, tagged

PRINTED = {"qweb-pdf": "_render_qweb_html", "xlsx": "_render_xlsx"}


@tagged("post_install", "-at_install")
class TestReportsByRole(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.records = {name: one for name, one in fill_models(cls.env).items() if one}
        # nobody enters the figures of a month: it counts them itself
        cls.records["crm.complaint.summary"]._count()
        cls.users = [user for role in ROLES if (user := make_user(cls.env, role))]
        cls.env.flush_all()

    def test_reports_by_role(self):
        tried = 0
        for report in self._ours("ir.actions.report"):
            record = self.records.get(report.model)
            for user in self.users if record else ():
                if not self._is_offered(report, record, user):
                    continue
                tried += 1
                with self.subTest(report=report.report_name, user=user.login):
                    self._print(report.with_user(user), record)
        self.assertGreater(tried, 100)

    def test_actions_by_role(self):
        tried = 0
        bound = [self._ours("ir.actions.server"), self._ours("ir.actions.act_window")]
        models = {model.model for part in bound for model in part.binding_model_id}
        for name in sorted(models & self.records.keys()):
            for user in self.users:
                record = self.records[name].with_user(user)
                if not record.has_access("read"):
                    continue
                for action in self._offered_actions(record):
                    tried += 1
                    with self.subTest(action=action.sudo().name, user=user.login):
                        self._run(record, action)
        self.assertGreater(tried, 100)

    def _ours(self, model):
        domain = [("model", "=", model), ("module", "in", list(addons.discover()))]
        found = self.env["ir.model.data"].search(domain)
        return self.env[model].browse(found.mapped("res_id"))

    def _is_offered(self, report, record, user):
        groups = report.group_ids
        may_print = not groups or groups & user.all_group_ids
        return may_print and record.with_user(user).has_access("read")

    def _print(self, report, record):
        self.env.invalidate_all()
        render = getattr(report, PRINTED[report.sudo().report_type])
        try:
            pages, _kind = render(report.sudo().report_name, record.ids, {})
        except UserError as error:
            self.assertNotIsInstance(error, AccessError)
        else:
            self.assertTrue(pages)

    def _offered_actions(self, record):
        """Return what both menus offer, but for the reports, which are tried above."""
        bindings = record.env["ir.actions.actions"].get_bindings(record._name)
        for offered in [*bindings.get("action", ()), *bindings.get("report", ())]:
            action = record.env["ir.actions.actions"].browse(offered["id"])
            kind = action.sudo().type
            if kind != "ir.actions.report":
                yield record.env[kind].browse(action.id)

    def _run(self, record, action):
        """Choose an action; what it opens is opened, too, and all is undone.

        A rule of business may refuse what the menu offers; a missing right may not.
        """
        context = {
            "active_model": record._name,
            "active_id": record.id,
            "active_ids": record.ids,
        }
        action = action.with_context(**context)
        savepoint = self.env.cr.savepoint()
        try:
            if action._name == "ir.actions.server":
                opened = action.run()
            else:
                opened = action.sudo()._get_action_dict()
            if opened and opened.get("type") == "ir.actions.act_window":
                self._open(action.env, opened)
        except UserError as error:
            self.assertNotIsInstance(error, AccessError)
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()

    def _open(self, env, action):
        if action.get("target") == "new":
            Form(env[action["res_model"]].browse(action.get("res_id")))

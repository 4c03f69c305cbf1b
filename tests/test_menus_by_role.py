# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What the web client asks of the server for each menu, asked as each role."""

from lxml import etree
from roles import make_user
from sample_records import fill_models
from suite import addons

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, TransactionCase, tagged
from odoo.tools.safe_eval import datetime, dateutil, safe_eval, time

from odoo.addons.web.controllers.utils import clean_action

LIMIT = 5
RECORD_VIEWS = ("list", "kanban", "calendar", "activity", "hierarchy")


class MenusByRole(TransactionCase):
    """Base: walks through the menus of a role."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        fill_models(cls.env)

    def _try_menus(self, role):
        """Return how many menus were tried."""
        user = make_user(self.env, role)
        env = self.env(user=user, su=False)
        walked = 0
        for menu in self._menus(env):
            with self.subTest(role=role, menu=menu["xmlid"]):
                self._try_menu(env, menu)
                walked += 1
        return walked

    def _menus(self, env):
        """Return our menus that lead somewhere, as far as the role sees them."""
        menus = env["ir.ui.menu"].load_menus(False).values()
        ours = tuple(f"{name}." for name in addons.discover())
        return [
            menu
            for menu in menus
            if menu.get("action_id") and menu["xmlid"].startswith(ours)
        ]

    def _try_menu(self, env, menu):
        action = env[menu["action_model"]].browse(menu["action_id"])
        if action._name == "ir.actions.server":
            values = action.run()
        elif action._name == "ir.actions.act_window":
            values = clean_action(action.sudo()._get_action_dict(), env=env)
        else:
            values = {}
        if values and values["type"] == "ir.actions.act_window":
            self._try_window(env, values)

    def _try_window(self, env, action):
        context = self._evaluate(env, action.get("context") or {})
        model = env[action["res_model"]].with_context(**context)
        views = [tuple(view) for view in action["views"]]
        search = action.get("search_view_id") or [False]
        views.append((search[0] if search else False, "search"))
        options = {"load_filters": True, "toolbar": True, "action_id": action.get("id")}
        loaded = model.get_views([list(view) for view in views], options)
        domain = self._evaluate(env, action.get("domain") or [])
        self._try_search(model, domain, loaded["views"].pop("search")["arch"])
        for kind, view in loaded["views"].items():
            arch = etree.fromstring(view["arch"])
            if kind == "form":
                self._try_form(model, domain, action, view["id"], arch)
            elif kind in RECORD_VIEWS:
                self._try_records(model, domain, arch)
            elif kind in ("pivot", "graph"):
                self._try_figures(model, domain, arch)

    def _try_search(self, model, domain, arch):
        for node in etree.fromstring(arch).iter("filter"):
            filtered = domain + self._evaluate(model.env, node.get("domain") or [])
            context = self._evaluate(model.env, node.get("context") or {})
            if node.get("domain"):
                model.with_context(**context).search_count(filtered)
            if context.get("group_by"):
                rows = self._interval(model, context["group_by"])
                model.formatted_read_group(domain, rows, ["__count"])

    def _try_records(self, model, domain, arch):
        names = {node.get("name") for node in arch.iter("field")} & set(model._fields)
        relational = {"many2one", "many2many", "one2many"}
        specification = {
            name: {"fields": {"display_name": {}}}
            if model._fields[name].type in relational
            else {}
            for name in names
        }
        model.web_search_read(domain, specification, limit=LIMIT)

    def _try_figures(self, model, domain, arch):
        nodes = [node.attrib for node in arch.iter("field")]
        measures = [
            f"{field['name']}:{model._fields[field['name']].aggregator}"
            for field in nodes
            if field.get("type") == "measure"
            and model._fields[field["name"]].aggregator
        ]
        rows = [
            row
            for field in nodes
            if field.get("type") != "measure"
            and field.get("invisible") not in ("1", "True")
            for row in self._interval(model, field["name"], field.get("interval"))
        ]
        model.formatted_read_group(domain, rows, ["__count", *measures])

    @staticmethod
    def _interval(model, name, interval=None):
        """Return how to group by a field, if it can be: properties are chosen first."""
        field = model._fields[name.partition(":")[0]]
        if field.type == "properties":
            return []
        if field.type in ("date", "datetime") and ":" not in name:
            return [f"{name}:{interval or 'month'}"]
        return [name]

    def _try_form(self, model, domain, action, view, arch):
        """Open a record there is and, where the role may, a new one."""
        record = model.browse(action.get("res_id")) or model.search(domain, limit=1)
        if record:
            Form(record.with_context(model.env.context), view)
        may_create = arch.get("create") not in ("0", "false", "False")
        if may_create and model.has_access("create"):
            try:
                Form(model, view)
            except UserError as error:
                self.assertNotIsInstance(error, AccessError)

    @staticmethod
    def _evaluate(env, expression):
        """Return a domain or context as the web client understands it."""
        if not isinstance(expression, str):
            return expression
        values = {
            "uid": env.uid,
            "allowed_company_ids": env.companies.ids,
            "current_company_id": env.company.id,
            "context_today": lambda: fields.Date.context_today(env.user),
            "datetime": datetime,
            "relativedelta": dateutil.relativedelta.relativedelta,
            "time": time,
            "active_id": False,
            "active_ids": [],
            "context": dict(env.context),
        }
        return safe_eval(expression, values)


@tagged("post_install", "-at_install")
class TestMenusOfEmployee(MenusByRole):
    def test_employee(self):
        self._try_menus("employee")

    def test_accountant(self):
        self._try_menus("accountant (read)")


@tagged("post_install", "-at_install")
class TestMenusOfUser(MenusByRole):
    def test_user(self):
        self.assertGreater(self._try_menus("user"), 50)


@tagged("post_install", "-at_install")
class TestMenusOfOfficer(MenusByRole):
    def test_officer(self):
        self.assertGreater(self._try_menus("officer"), 50)


@tagged("post_install", "-at_install")
class TestMenusOfManager(MenusByRole):
    def test_manager(self):
        self.assertGreater(self._try_menus("manager"), 50)


@tagged("post_install", "-at_install")
class TestMenusOfAuditor(MenusByRole):
    def test_auditor(self):
        self.assertGreater(self._try_menus("auditor"), 50)

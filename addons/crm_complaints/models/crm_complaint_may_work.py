# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError


class CrmComplaint(models.Model):
    """Who only reads a case is offered no step of it, and told so in words (CMP-03).

    Panel members and auditors see the whole case; working on it is up to those who
    may write it.
    """

    _inherit = "crm.complaint"

    may_work = fields.Boolean(compute="_compute_may_work")

    @api.depends("user_id", "received_by_id", "unit_id", "confidant_ids")
    @api.depends_context("uid")
    def _compute_may_work(self):
        writable = self._origin._filtered_access("write")
        may_create = self.has_access("create")
        for complaint in self:
            origin = complaint._origin
            complaint.may_work = origin in writable if origin else may_create

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Fields and steps of the form are those of who may work on the case.

        Done here for all of them, also for those that other addons add.
        """
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "form":
            for node in arch.xpath("//field[not(ancestor::field)]"):
                # what nobody writes needs no condition, and would lose its own
                if node.get("readonly") or not self._fields[node.get("name")].readonly:
                    self._restrict_node(node, "readonly")
            for node in arch.xpath("/form/header//button"):
                self._restrict_node(node, "invisible")
        return arch, view

    @api.model
    def _restrict_node(self, node, modifier):
        given = node.get(modifier)
        if given not in ("1", "True"):
            reader = "not may_work"
            node.set(modifier, f"({given}) or {reader}" if given else reader)

    def _lock(self, *states):
        self._check_may_work()
        return super()._lock(*states)

    def action_ask_reason(self):
        """Nobody is asked for the reason of a step that is not his."""
        self._check_may_work()
        return super().action_ask_reason()

    def _check_may_work(self):
        """:raises AccessError: in words, for who may read a case and no more"""
        readable = self._filtered_access("read")
        for complaint in readable - readable._filtered_access("write"):
            # sudo: the name of a colleague
            handler = complaint.sudo().user_id.name or complaint.sudo().unit_id.name
            raise AccessError(
                self.env._(
                    "You may read %(complaint)s, but not work on it. Ask %(handler)s.",
                    complaint=complaint.display_name,
                    handler=handler or self.env._("customer service"),
                )
            )

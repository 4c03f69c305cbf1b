# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime

from odoo import api, fields, models
from odoo.fields import Domain

# So many values of a filter are named; of more, only their number is told.
NAMED_VALUES = 10
SIGNS = {
    "=": "=",
    "in": "=",
    "any": "=",
    "!=": "≠",
    "not in": "≠",
    "not any": "≠",
    "<": "<",
    "<=": "≤",
    ">": ">",
    ">=": "≥",
}
LIKE = ("like", "ilike", "=like", "=ilike")


class CrmPolicyFilterWords(models.AbstractModel):
    """Says in the reader's words which records a filter finds."""

    _name = "crm.policy.filter.words"
    _description = "Filter in Words"

    @api.model
    def _describe(self, model, domain):
        """The conditions by the names of their fields and values.

        :param str model: whose records the filter finds
        """
        tokens = iter(list(Domain(domain)))
        return self._describe_next(self.env[model], tokens)

    @api.model
    def _describe_next(self, model, tokens, outer=None):
        """The next term of the prefix notation; "and" inside of "or" is bracketed.

        :param tokens: iterator that this moves on
        :param str outer: the operator that this term stands in
        """
        token = next(tokens)
        if token == "!":
            term = self._describe_next(model, tokens, token)
            return self.env._("not (%(condition)s)", condition=term)
        if token not in ("&", "|"):
            return self._describe_condition(model, *token)
        terms = [self._describe_next(model, tokens, token) for _side in "12"]
        word = self.env._("and") if token == "&" else self.env._("or")
        joined = f" {word} ".join(terms)
        return joined if outer in (None, "!", token) else f"({joined})"

    @api.model
    def _describe_condition(self, model, path, operator, value):
        if not isinstance(path, str):
            return self.env._("All records") if path == value else self.env._("none")
        labels, model, field = self._follow(model, path)
        sign = SIGNS.get(operator)
        if operator in LIKE:
            sign = self.env._("contains")
        elif operator.removeprefix("not ") in LIKE:
            sign = self.env._("does not contain")
        words = self._describe_value(model, field, value)
        return f"{labels} {sign or operator} {words}"

    @api.model
    def _follow(self, model, path):
        """:return: the titles along a path, and the model and the field at its end"""
        labels, field = [], None
        for name in path.split("."):
            field = model._fields.get(name) if model is not None else None
            labels.append(field._description_string(self.env) if field else name)
            comodel = field and field.comodel_name
            model = self.env[comodel] if comodel else None
        return " / ".join(labels), model, field

    @api.model
    def _describe_value(self, model, field, value):
        if model is not None and (
            isinstance(value, Domain)
            or (isinstance(value, list) and any(map(self._is_condition, value)))
        ):
            return f"({self._describe(model._name, value)})"
        values = value
        if isinstance(value, str) or not hasattr(value, "__iter__"):
            values = [value]
        values = list(values)
        if len(values) > NAMED_VALUES:
            return self.env._("one of %(count)s", count=len(values))
        names = (self._describe_one(model, field, one) for one in values)
        return ", ".join(names) or self.env._("none")

    @api.model
    def _is_condition(self, value):
        return isinstance(value, (list, tuple)) and len(value) == 3  # noqa: PLR2004

    @api.model
    def _describe_one(self, model, field, value):
        kind = field.type if field else None
        if kind == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        if value is False or value is None:
            return self.env._("not set")
        if kind == "selection":
            return dict(field._description_selection(self.env)).get(value, str(value))
        if kind == "datetime":
            return self._describe_moment(value)
        if model is not None and isinstance(value, int):
            # a name that the reader may not see is not told
            record = model.browse(value).exists()._filtered_access("read")
            return record.display_name or str(value)
        return str(value)

    @api.model
    def _describe_moment(self, value):
        """In the time zone of the policies; "today" and the like as they are"""
        try:
            moment = fields.Datetime.to_datetime(value)
        except ValueError:
            return str(value)
        if not isinstance(moment, datetime):
            return str(value)
        here = self.with_context(tz=self.env.company.policy_tz)
        return f"{fields.Datetime.context_timestamp(here, moment):%Y-%m-%d %H:%M}"

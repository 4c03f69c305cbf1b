# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..engine.timeline import Part, source_ids, union

ICONS = {"visit": "fa-handshake-o", "email": "fa-envelope", "meeting": "fa-calendar"}


class CrmVisitTimeline(models.Model):
    """All contacts with a customer in one order, whatever the channel (VIS-07).

    A contact that one may not open shows as busy: who, when, how, with whom. Its texts
    are not columns of the list but read from the record, with the reader's rights: so
    nothing of them can be searched, grouped or exported by others.

    What keeps contacts elsewhere extends :meth:`_get_parts`.
    """

    _name = "crm.visit.timeline"
    _description = "Customer Timeline"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "title"
    _depends = {
        "crm.visit": [
            "partner_id",
            "user_id",
            "company_id",
            "channel_id",
            "state",
            "is_agreed",
            "planned_start",
            "date_start",
            "calendar_event_id",
        ],
        "crm.visit.event": ["partner_id", "user_id", "company_id", "date", "state"],
        "mail.message": [
            "model",
            "res_id",
            "date",
            "author_id",
            "message_type",
            "is_internal",
        ],
        "mail.notification": [
            "mail_message_id",
            "notification_type",
            "res_partner_id",
        ],
        "calendar.event": ["start", "stop", "active", "user_id", "privacy"],
        "calendar.attendee": ["event_id", "partner_id"],
        "res.partner": ["commercial_partner_id", "partner_share", "company_id"],
    }

    kind = fields.Selection(
        [
            ("visit", "Visit"),
            ("email", "E-mail"),
            ("meeting", "Meeting"),
            ("event", "Important Event"),
        ],
        readonly=True,
    )
    date = fields.Datetime(readonly=True)
    channel_id = fields.Many2one("crm.visit.channel", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    user_id = fields.Many2one("res.users", string="Person", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    is_open = fields.Boolean(
        string="Open", readonly=True, help="Still to come, or still to be done."
    )
    res_model = fields.Char(string="Kept in", readonly=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", readonly=True
    )
    source_id = fields.Integer(string="Number in its Source", readonly=True)
    title = fields.Char(compute="_compute_texts", search="_search_title")
    detail = fields.Text(compute="_compute_texts")
    is_readable = fields.Boolean(string="May Be Opened", compute="_compute_texts")
    icon = fields.Char(compute="_compute_icon")

    # -- rows --------------------------------------------------------------------------

    @property
    def _table_query(self) -> SQL:
        return union(self._get_parts())

    @api.model
    def _get_parts(self):
        """What stands in the timeline, a list of :class:`engine.timeline.Part`."""
        return [
            self._get_visit_part(),
            self._get_email_part(),
            self._get_meeting_part(),
            self._get_event_part(),
        ]

    @api.model
    def _get_visit_part(self):
        return Part(
            number=0,
            kind="visit",
            model="crm.visit",
            source=SQL(
                """crm_visit AS v
                   WHERE v.state != 'cancelled'
                     AND (v.state != 'planned' OR v.is_agreed)
                     AND COALESCE(v.date_start, v.planned_start) IS NOT NULL"""
            ),
            source_id=SQL("v.id"),
            res_id=SQL("v.id"),
            date=SQL("COALESCE(v.date_start, v.planned_start)"),
            partner=SQL("v.partner_id"),
            user=SQL("v.user_id"),
            company=SQL("v.company_id"),
            channel=SQL("v.channel_id"),
            is_open=SQL("v.state IN ('planned', 'in_progress')"),
            titles=("objective", "type_id", "name"),
            details=("summary", "customer_feedback"),
            searched=("name", "objective", "summary"),
        )

    @api.model
    def _get_email_part(self):
        """What was received from the customer or sent to it, no internal note."""
        return self._get_message_part(1, "res.partner", "id")

    @api.model
    def _get_message_part(self, number, model, customer):
        """E-mails with the customer on records of a model that the reader may read.

        :param int number: of the part
        :param str model: the model of the records, with a company
        :param str customer: column of its table with the partner
        """
        records = self.env[model].with_context(active_test=False)
        return Part(
            number=number,
            kind="email",
            model="mail.message",
            source=SQL(
                """mail_message AS m
                   JOIN %(table)s AS o ON o.id = m.res_id AND m.model = %(model)s
                   JOIN res_partner AS p ON p.id = o.%(customer)s
                   WHERE p.partner_share
                     AND m.is_internal IS NOT TRUE
                     AND o.id IN %(readable)s
                     AND (m.message_type IN ('email', 'email_outgoing')
                          OR m.message_type = 'comment' AND EXISTS (
                              SELECT FROM mail_notification AS n
                                JOIN res_partner AS r ON r.id = n.res_partner_id
                               WHERE n.mail_message_id = m.id
                                 AND n.notification_type = 'email'
                                 AND r.commercial_partner_id = p.commercial_partner_id
                          ))""",
                table=SQL.identifier(records._table),
                model=model,
                customer=SQL.identifier(customer),
                readable=records._search(Domain.TRUE).subselect(),
            ),
            source_id=SQL("m.id"),
            res_id=SQL("m.id"),
            date=SQL("m.date"),
            partner=SQL("p.commercial_partner_id"),
            user=SQL(
                """(SELECT u.id FROM res_users AS u
                     WHERE u.partner_id = m.author_id AND NOT u.share
                     ORDER BY u.id LIMIT 1)"""
            ),
            company=SQL("o.company_id"),
            channel=SQL(
                "(SELECT c.id FROM crm_visit_channel AS c WHERE c.code = 'email')"
            ),
            titles=("subject",),
            details=("preview",),
            searched=("subject",),
        )

    @api.model
    def _get_meeting_part(self):
        """Meetings with the customer, one row each, none that is private to others."""
        return Part(
            number=2,
            kind="meeting",
            model="calendar.event",
            source=SQL(
                """calendar_attendee AS a
                   JOIN calendar_event AS e ON e.id = a.event_id
                   JOIN res_partner AS p ON p.id = a.partner_id
                   WHERE p.partner_share
                     AND e.id IN %s
                     AND NOT EXISTS (
                         SELECT FROM calendar_attendee AS b
                           JOIN res_partner AS q ON q.id = b.partner_id
                          WHERE b.event_id = a.event_id
                            AND b.id < a.id
                            AND q.commercial_partner_id = p.commercial_partner_id
                     )""",
                self.env["calendar.event"]
                ._search(self._get_meeting_domain())
                .subselect(),
            ),
            source_id=SQL("a.id"),
            res_id=SQL("e.id"),
            date=SQL("e.start"),
            partner=SQL("p.commercial_partner_id"),
            user=SQL("e.user_id"),
            company=SQL("p.company_id"),
            is_open=SQL("e.stop >= timezone('UTC', now())"),
            titles=("name",),
            details=("location",),
            searched=("name",),
        )

    @api.model
    def _get_meeting_domain(self):
        """Meetings that are rows: public ones, and those that one takes part in.

        Those of visits are not: the visit stands there itself.
        """
        meetings = self.env["calendar.event"]
        # sudo: whose visit a meeting belongs to does not matter here
        visits = self.env["crm.visit"].sudo()
        of_visits = visits._search(Domain("calendar_event_id", "!=", False))
        visible = (
            Domain(meetings._get_default_privacy_domain())
            | Domain("user_id", "=", self.env.uid)
            | Domain("partner_ids", "in", self.env.user.partner_id.ids)
        )
        return visible & Domain(
            "id", "not in", of_visits.subselect("calendar_event_id")
        )

    @api.model
    def _get_event_part(self):
        """Confidential events of others are no rows at all (VIS-13)."""
        events = self.env["crm.visit.event"]
        return Part(
            number=3,
            kind="event",
            model="crm.visit.event",
            source=SQL(
                "crm_visit_event AS e WHERE e.id IN %s",
                events._search(Domain.TRUE).subselect(),
            ),
            source_id=SQL("e.id"),
            res_id=SQL("e.id"),
            # a day without time: noon is the same day almost everywhere
            date=SQL("e.date + interval '12 hours'"),
            partner=SQL("e.partner_id"),
            user=SQL("e.user_id"),
            company=SQL("e.company_id"),
            is_open=SQL("e.state != 'closed'"),
            titles=("name",),
            details=("description", "measure"),
            searched=("name", "description"),
        )

    @api.model
    def _search(self, domain, *args, **kwargs):
        """Rows asked by id are found through the indexes of their sources."""
        domain = Domain(domain).map_conditions(self._narrow_ids)
        return super()._search(domain, *args, **kwargs)

    @api.model
    def _narrow_ids(self, condition):
        if condition.field_expr != "id" or condition.operator not in ("=", "in"):
            return condition
        value = condition.value
        ids = [value] if isinstance(value, int) else value
        if not isinstance(ids, (list, tuple, set, frozenset)):
            return condition
        return condition & Domain("source_id", "in", source_ids(ids))

    # -- texts -------------------------------------------------------------------------

    @api.depends_context("uid", "lang")
    @api.depends("kind", "res_model", "res_id", "user_id")
    def _compute_texts(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        parts = {part.kind: part for part in self._get_parts()}
        for kind, rows in self.grouped("kind").items():
            part = parts[kind]
            records = self.env[part.model].browse(rows.mapped("res_id"))
            records = {
                record.id: record
                for record in records.exists()._filtered_access("read")
            }
            for row in rows:
                record = records.get(row.res_id)
                row.is_readable = bool(record)
                if record:
                    row.title = self._get_first_text(record, part.titles) or kinds[kind]
                    row.detail = self._get_first_text(record, part.details)
                else:
                    row.title = row._get_busy_title(kinds[kind])
                    row.detail = False

    @api.model
    def _get_first_text(self, record, names):
        for name in names:
            value = record[name]
            text = value.display_name if isinstance(value, models.Model) else value
            if text:
                return text
        return False

    def _get_busy_title(self, kind):
        """What shows of a contact that one may not open."""
        return self.env._(
            "%(kind)s by %(user)s", kind=kind, user=self.user_id.name or ""
        )

    def _search_title(self, operator, value):
        """Only in records that the reader may open."""
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        found = Domain.FALSE
        for part in self._get_parts():
            texts = Domain.OR(Domain(name, operator, value) for name in part.searched)
            query = self._get_text_model(part)._search(texts)
            found |= Domain("kind", "=", part.kind) & Domain("res_id", "in", query)
        return found

    @api.model
    def _get_text_model(self, part):
        model = self.env[part.model]
        if part.model == "mail.message":
            # sudo: the rows are messages of customers that the reader may see; the
            # rules of messages are checked one by one, too slow for a search
            return model.sudo()
        return model

    @api.depends("kind", "channel_id")
    def _compute_icon(self):
        for row in self:
            row.icon = row.channel_id.icon or ICONS.get(row.kind, "fa-bell-o")

    # -- opening -----------------------------------------------------------------------

    def action_open(self):
        """The record behind the row, for who may read it."""
        self.ensure_one()
        if not self.is_readable:
            raise UserError(
                self.env._(
                    "%(title)s: its contents are for the people who took part, the "
                    "leader of the department and officers.",
                    title=self.title,
                )
            )
        target = self.env[self.res_model].browse(self.res_id)
        if self.res_model == "mail.message":
            target = self.env[target.model].browse(target.res_id)
        return target._get_records_action(context={})

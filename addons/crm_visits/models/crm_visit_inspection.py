# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tools.i18n import format_list

from ..engine.quality import weighted_mark

REMINDER = "crm_visits.mail_activity_type_visit_inspect"
SENT_BACK = "crm_visits.mail_activity_type_visit_sent_back"
READ_STATES = ("passed", "sent_back")


class CrmVisitInspection(models.Model):
    """One reading of a closed visit form by a store manager or officer (VIS-03).

    It waits from the moment the form is closed; the reader marks each criterion, then
    passes the form or sends it back with a remark. What was sent back and closed again
    is read again: both readings stay.
    """

    _name = "crm.visit.inspection"
    _inherit = ["crm.policy.decision.mixin"]
    _description = "Inspection of a Visit Form"
    _order = "form_closed, id"
    _rec_name = "visit_id"
    _first_state = "waiting"

    visit_id = fields.Many2one(
        "crm.visit", required=True, readonly=True, ondelete="restrict", index=True
    )
    number = fields.Integer(
        string="Reading",
        readonly=True,
        default=1,
        aggregator=None,
        help="First, second, … reading of this form.",
    )
    company_id = fields.Many2one(related="visit_id.company_id", store=True, index=True)
    partner_id = fields.Many2one(
        related="visit_id.partner_id", string="Customer", store=True
    )
    user_id = fields.Many2one(
        related="visit_id.user_id", string="Representative", store=True, index=True
    )
    team_id = fields.Many2one(
        related="visit_id.team_id", string="Department", store=True, index=True
    )
    channel_id = fields.Many2one(related="visit_id.channel_id", store=True)
    form_closed = fields.Datetime(
        readonly=True, required=True, help="When the form that is read was closed."
    )
    inspector_id = fields.Many2one("res.users", string="Read by", readonly=True)
    inspected_on = fields.Datetime(string="Read on", readonly=True)
    mark_ids = fields.One2many("crm.visit.mark", "inspection_id", string="Marks")
    is_marked = fields.Boolean(compute="_compute_mark", store=True)
    mark = fields.Float(
        string="Mark (%)",
        compute="_compute_mark",
        store=True,
        digits=(5, 2),
        aggregator="avg",
        help="Stars of all criteria by their weights; five stars everywhere are 100 %.",
    )
    quality_id = fields.Many2one(
        "crm.visit.quality",
        compute="_compute_mark",
        store=True,
        ondelete="restrict",
        help="Grade of the mark, by the thresholds of that time.",
    )
    quality_color = fields.Integer(related="quality_id.color")
    remark = fields.Text(
        help="What the representative is told; needed to send a form back."
    )
    state = fields.Selection(
        [
            ("waiting", "To Inspect"),
            ("passed", "Passed"),
            ("sent_back", "Sent Back"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        readonly=True,
        default="waiting",
        index=True,
        tracking=True,
        help="Withdrawn: the form was opened again before anybody read it.",
    )
    can_inspect = fields.Boolean(compute="_compute_can_inspect")

    # -- what is read ------------------------------------------------------------------

    visit_name = fields.Char(related="visit_id.name", string="Number")
    visit_state = fields.Selection(
        related="visit_id.state", string="Visit is", help="Where the visit stands now."
    )
    contact_ids = fields.Many2many(related="visit_id.contact_ids")
    companion_ids = fields.Many2many(related="visit_id.companion_ids")
    type_id = fields.Many2one(related="visit_id.type_id")
    objective = fields.Text(related="visit_id.objective")
    date_start = fields.Datetime(related="visit_id.date_start")
    date_end = fields.Datetime(related="visit_id.date_end")
    duration = fields.Float(related="visit_id.duration")
    report_deadline = fields.Datetime(related="visit_id.report_deadline")
    is_late = fields.Boolean(related="visit_id.is_late")
    customer_needs = fields.Text(related="visit_id.customer_needs")
    competition_ids = fields.One2many(related="visit_id.competition_ids")
    no_competitor = fields.Boolean(related="visit_id.no_competitor")
    our_differences = fields.Text(related="visit_id.our_differences")
    improvement_measures = fields.Text(related="visit_id.improvement_measures")
    customer_feedback = fields.Text(related="visit_id.customer_feedback")
    next_strategy = fields.Text(related="visit_id.next_strategy")
    summary = fields.Text(related="visit_id.summary", string="Result of the Visit")
    outcome = fields.Selection(related="visit_id.outcome")
    next_date = fields.Date(related="visit_id.next_date")
    attachment_ids = fields.Many2many(related="visit_id.attachment_ids")
    former_ids = fields.One2many(
        related="visit_id.inspection_ids",
        related_sudo=False,
        string="All Readings of the Form",
    )

    _one_waiting = models.UniqueIndex(
        "(visit_id) WHERE state = 'waiting'",
        "This form already waits for its inspection.",
    )
    _waiting_idx = models.Index("(team_id, form_closed) WHERE state = 'waiting'")

    @api.depends("mark_ids.stars", "mark_ids.weight")
    def _compute_mark(self):
        grades = self.env["crm.visit.quality"]
        for inspection in self:
            mark = weighted_mark(
                (int(line.stars), line.weight) for line in inspection.mark_ids
            )
            inspection.is_marked = mark is not None
            inspection.mark = mark or 0
            inspection.quality_id = grades._find(mark)

    @api.depends("state", "visit_id.user_id", "visit_id.companion_ids")
    @api.depends_context("uid")
    def _compute_can_inspect(self):
        waiting = self.filtered(lambda inspection: inspection.state == "waiting")
        allowed = waiting._filtered_access("write")
        for inspection in self:
            inspection.can_inspect = inspection in allowed

    def _get_decision_fields(self):
        """A reader writes marks and the remark, nothing else."""
        inherited = self.env["crm.policy.decision.mixin"]._fields
        return super()._get_decision_fields() | {
            name
            for name, field in self._fields.items()
            if field.store
            and name not in inherited
            and name not in ("mark_ids", "remark")
        }

    def _get_request_summary(self):
        return self.display_name

    def write(self, vals):
        """What was decided stays as it was read."""
        if not self.env.su and {"mark_ids", "remark"} & vals.keys():
            self.check_access("write")
            self._check_waiting()
        return super().write(vals)

    def _check_waiting(self):
        if any(inspection.state != "waiting" for inspection in self):
            raise UserError(self.env._("A reading that is decided does not change."))

    # -- the queue ---------------------------------------------------------------------

    @api.model
    def _ask(self, visits):
        """Closed forms wait to be read, each once; their criteria are fixed now."""
        # sudo: who closes a form does not decide whether it is read, and does not
        # follow what readers write to each other
        inspections = self.sudo().with_context(
            mail_create_nosubscribe=True, mail_create_nolog=True
        )
        counts = dict(
            inspections._read_group(
                [("visit_id", "in", visits.ids), ("state", "in", READ_STATES)],
                ["visit_id"],
                ["__count"],
            )
        )
        criteria = self.env["crm.visit.criterion"].search(Domain.TRUE)
        return inspections.create(
            [
                {
                    "visit_id": visit.id,
                    "number": counts.get(visit.sudo(), 0) + 1,
                    "form_closed": visit.corrected_on or visit.done_on,
                    "mark_ids": [
                        Command.create(
                            {"criterion_id": criterion.id, "weight": criterion.weight}
                        )
                        for criterion in criteria
                    ],
                }
                for visit in visits
            ]
        )

    @api.model
    @api.readonly
    def find_next(self, queue, current):
        """Which form is read after the present one.

        :param queue: ids in the order of the list from which the reader came; with
            the present one only, all that waits for the reader counts
        :param int current: id of the present one
        :return: id, or False at the end
        """
        domain = Domain("state", "=", "waiting")
        if len(queue) > 1:
            domain &= Domain("id", "in", queue)
        readable = self.search(domain).filtered("can_inspect").ids
        if len(queue) < 2:
            queue = self._insert_by_order(readable, current)
        following = queue[queue.index(current) + 1 :] if current in queue else queue
        return next((number for number in following if number in readable), False)

    @api.model
    def _insert_by_order(self, ids, current):
        """The queue with the present one, decided or not, in its place."""
        queue = self.browse([*ids, *({current} - set(ids))])
        return queue.sorted(lambda record: (record.form_closed, record.id)).ids

    # -- decisions ---------------------------------------------------------------------

    def action_pass(self):
        """The form is good enough: the visit is inspected.

        :raises UserError: naming the criteria without a mark
        """
        self._check_reader()
        self._lock("waiting")
        self._check_marked()
        # sudo: readers may not edit visits; passing a form is their right
        visits = self.visit_id.sudo()
        visits._lock("done")
        self._conclude("passed")
        visits._decide({"state": "inspected"})

    def action_send_back(self):
        """The form is not good enough: opened again, with the remark.

        :raises UserError: without a remark
        """
        self._check_reader()
        self._lock("waiting")
        for inspection in self:
            if not (inspection.remark or "").strip():
                raise UserError(
                    self.env._(
                        "Say in the remark what the representative has to do better."
                    )
                )
            inspection._conclude("sent_back")
            # sudo: sending back is the reader's right, also when the form is locked
            visit = inspection.visit_id.sudo()
            visit._reopen(inspection.remark, sent_back=True)
            visit._tell_sent_back(inspection.remark)

    def action_skip(self):
        """Leaves the form in the queue; the screen goes on with the next one."""
        self.check_access("read")

    def action_open_visit(self):
        self.ensure_one()
        return self.visit_id._get_records_action(context={})

    def _check_reader(self):
        """Nobody judges what he took part in (see also the record rules)."""
        # sudo: who took part is asked of visits that the person may not read
        for inspection in self.sudo():
            if self.env.user in inspection.visit_id._get_participants():
                raise UserError(
                    self.env._(
                        "%(visit)s is your own: somebody who did not take part "
                        "inspects it.",
                        visit=inspection.visit_id.display_name,
                    )
                )

    def _check_marked(self):
        unmarked = self.mark_ids.filtered(lambda line: line.stars == "0")
        if unmarked:
            raise UserError(
                self.env._(
                    "Mark before passing the form: %(criteria)s",
                    criteria=format_list(
                        self.env, unmarked.criterion_id.mapped("name")
                    ),
                )
            )

    def _conclude(self, state):
        self._decide(
            {
                "state": state,
                "inspector_id": self.env.uid,
                "inspected_on": fields.Datetime.now(),
            }
        )
        self._close_reminders()

    def _withdraw(self):
        """The form is open again: what nobody has read is not read any more."""
        self._decide({"state": "withdrawn"})
        self._close_reminders()

    def _close_reminders(self):
        # sudo: the reminder may be another reader's
        self.sudo().activity_unlink([REMINDER])

    # -- reminders ---------------------------------------------------------------------

    @api.model
    def _cron_remind(self):
        """Once a period, tells store managers what waits for them (VIS-03)."""
        companies = self.env["res.company"].search(Domain.TRUE)
        due = companies.filtered(lambda company: company._is_inspection_reminder_due())
        self.env["ir.cron"]._commit_progress(remaining=len(due))
        for company in due:
            self._remind(company)
            company.visit_inspection_reminded_on = company._policy_today()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    @api.model
    def _remind(self, company):
        """One activity a reader, on the oldest form that waits for the reader."""
        waiting = self.search(
            [("company_id", "=", company.id), ("state", "=", "waiting")]
        )
        waiting.activity_unlink([REMINDER])
        managers = self._get_managers(company)
        queues = {}
        for inspection in waiting:
            for reader in inspection._get_readers() or managers:
                queues.setdefault(reader, self.browse())
                queues[reader] += inspection
        for reader, queue in queues.items():
            queue[0].with_context(lang=reader.lang).activity_schedule(
                REMINDER,
                summary=queue.with_context(lang=reader.lang)._get_reminder(),
                user_id=reader.id,
            )

    def _get_readers(self):
        """The store manager, when not concerned; empty: a manager has to read it."""
        leader = self.team_id.user_id.filtered("active")
        return leader - self.visit_id._get_participants()

    def _get_reminder(self):
        return self.env._("%(count)s visit forms wait to be inspected", count=len(self))

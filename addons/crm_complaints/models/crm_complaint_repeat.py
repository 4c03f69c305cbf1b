# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..engine import repeat_sql
from ..engine.repeat import needed


class CrmComplaintRepeat(models.Model):
    """The same complained of again: counted, and made a point of improvement (CMP-05).

    One open row a company and key. It is there from the first complaint on and is
    taken by every further one, so that two at once are counted one after the other.
    """

    _name = "crm.complaint.repeat"
    _description = "Repeated Complaint"
    _inherit = ["crm.policy.xlsx.mixin"]
    _order = "count desc, last_on desc, id desc"
    _rec_names_search = ["subject", "category_id"]

    company_id = fields.Many2one("res.company", required=True, readonly=True)
    key = fields.Char(required=True, readonly=True)
    category_id = fields.Many2one(
        "crm.complaint.category", readonly=True, index=True, ondelete="cascade"
    )
    subject = fields.Char(readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        readonly=True,
        index="btree_not_null",
        help="Only where the settings count each customer by itself.",
    )
    complaint_ids = fields.One2many(
        "crm.complaint", "repeat_id", string="Complaints", readonly=True
    )
    count = fields.Integer(
        string="Complaints Counted",
        readonly=True,
        help="Different complaints within the window of the settings.",
    )
    first_on = fields.Datetime(string="First Received on", readonly=True)
    last_on = fields.Datetime(string="Last Received on", readonly=True)
    improvement_id = fields.Many2one(
        "crm.improvement",
        string="Key Improvement Point",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    improvement_state = fields.Selection(
        related="improvement_id.state", string="Status of the Improvement"
    )
    improvement_user_id = fields.Many2one(related="improvement_id.user_id")
    improvement_deadline = fields.Date(related="improvement_id.date_deadline")
    state = fields.Selection(
        [
            ("counting", "Counted"),
            ("reached", "Improvement Open"),
            ("closed", "Closed"),
        ],
        string="Status",
        required=True,
        default="counting",
        readonly=True,
        index=True,
    )
    closed_on = fields.Date(readonly=True)

    _key_uniq = models.UniqueIndex(
        "(company_id, key) WHERE state != 'closed'",
        "This repeat is counted already.",
    )

    @api.depends("category_id", "subject", "partner_id")
    def _compute_display_name(self):
        for repeat in self:
            parts = (
                repeat.category_id.name,
                repeat.subject,
                repeat.partner_id.name,
            )
            repeat.display_name = " · ".join(filter(None, parts))

    # -- counting ----------------------------------------------------------------------

    @api.model
    def _count(self, complaints):
        """Sorts complaints in and counts what they belong to now and before.

        A fixed number of statements, whatever the number of complaints. The rows of
        the keys are taken first: of two transactions that bring the same complaint the
        second is repeated by the server and then sees the first.

        :param complaints: complaints that came or changed
        """
        if not complaints:
            return
        complaints.flush_recordset()
        complaints.company_id.flush_recordset()
        complaints.category_id.flush_recordset()
        self.flush_model()
        before = complaints.repeat_id.ids
        # raw SQL: sets and counters over any number of complaints at once
        self.env.execute_query(repeat_sql.take_rows(complaints.ids, self.env.uid))
        self.env.execute_query(repeat_sql.link(complaints.ids))
        complaints.invalidate_recordset(
            ["repeat_id", "improvement_id", "is_repeat"], flush=False
        )
        repeats = self.browse({*before, *complaints.repeat_id.ids})
        repeats._recount()

    def _recount(self):
        """Counts again, and opens the improvement point where the limit is reached."""
        if not self:
            return
        # raw SQL: counts within a moving window, one statement for all rows
        self.env.execute_query(repeat_sql.count(self.ids))
        self.env.execute_query(repeat_sql.mark(self.ids))
        self.invalidate_recordset(flush=False)
        self.env["crm.complaint"].invalidate_model(["is_repeat"], flush=False)
        for repeat in self:
            company = repeat.company_id
            limit = needed(
                company.complaint_repeat_threshold, company.complaint_repeat_inclusive
            )
            if repeat.state == "counting" and repeat.count >= limit:
                repeat._open_improvement()

    def _move_to_customer(self, partner):
        """The count of a customer that was merged goes on as that of the other one.

        Where that one has a row as well, the row with an improvement point goes on.

        :return: complaints of rows that are gone, to be sorted in again
        """
        loose = self.complaint_ids.browse()
        for repeat in self.sorted(lambda row: row.state != "reached"):
            # see repeat_sql: the customer is the last part of the key
            key = f"{repeat.key.rpartition('|')[0]}|{partner.id}"
            other = self.search(
                [
                    ("company_id", "=", repeat.company_id.id),
                    ("key", "=", key),
                    ("state", "!=", "closed"),
                ]
            )
            if repeat.state == "reached" and other.state == "counting":
                loose |= other.complaint_ids
                other.unlink()
                other = other.browse()
            if not other:
                repeat.key = key
        return loose

    # -- improvement -------------------------------------------------------------------

    def _open_improvement(self):
        """The key improvement point, with all its complaints attached (CMP-05)."""
        self.ensure_one()
        improvement = self.env["crm.improvement"].create(
            self._prepare_improvement_vals()
        )
        self.write({"improvement_id": improvement.id, "state": "reached"})
        self._attach_complaints()
        for user in self._get_planners():
            improvement.with_context(lang=user.lang).activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.with_context(lang=user.lang).env._(
                    "Key improvement point: name person, time and measure"
                ),
                user_id=user.id,
            )
        return improvement

    def _prepare_improvement_vals(self):
        self.ensure_one()
        company = self.company_id
        repeat = company._in_policy_lang(self)
        return {
            "name": repeat.env._(
                "Key improvement point: %(name)s", name=repeat.display_name
            ),
            "company_id": company.id,
            "res_model": self._name,
            "res_id": self.id,
            "user_id": self._get_planners()[:1].id,
        }

    def _get_planners(self):
        """Who plans the improvement: the head of the department, else managers"""
        self.ensure_one()
        unit = (self.complaint_ids.cause_unit_id or self.complaint_ids.unit_id)[:1]
        heads = unit and unit._get_heads_up()[:1]
        return heads or self.env["crm.complaint"]._get_managers(self.company_id)[:1]

    def _attach_complaints(self):
        """Every complaint of an open point belongs to it."""
        for repeat in self:
            new = repeat.complaint_ids.filtered(
                lambda complaint, point=repeat.improvement_id: (
                    complaint.improvement_id != point
                )
            )
            new.write({"improvement_id": repeat.improvement_id.id})
            names = ", ".join(new.mapped("reference"))
            repeat.improvement_id.message_post(
                body=self.env._("Complaints attached: %(names)s", names=names)
            )

    def action_open_improvement(self):
        self.ensure_one()
        return self.improvement_id._get_records_action(context={})

    @api.readonly
    def action_export_xlsx(self):
        """The workbook of the selected repeats, or of all that the list shows."""
        return self._print_xlsx("crm_complaints.repeat_xlsx")

    # -- verification ------------------------------------------------------------------

    def _came_again(self, complaints):
        """A further complaint of the same: it joins, and may prove a measure wrong.

        A measure that was carried out had no effect, so the next cycle begins (CMP-06).

        :param complaints: those that came new into this repeat
        """
        self.ensure_one()
        self._attach_complaints()
        improvement = self.improvement_id
        if improvement.state != "to_verify":
            return
        improvement.write(
            {
                "effect": self.env._(
                    "The same was complained of again: %(complaints)s.",
                    complaints=", ".join(complaints.mapped("reference")),
                )
            }
        )
        improvement.action_verify_ineffective()

    @api.model
    def _cron_verify(self):
        """No repeat in so many days after the measure: the effect is verified."""
        open_points = self.search(
            [("state", "=", "reached"), ("improvement_id.state", "=", "to_verify")]
        )
        self.env["ir.cron"]._commit_progress(remaining=len(open_points))
        for repeat in open_points:
            locked = repeat.try_lock_for_update()
            if locked:
                locked._verify()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _verify(self):
        """Says what was found; decides where the settings say so."""
        self.ensure_one()
        company = self.company_id
        days = company.complaint_effect_days
        improvement = self.improvement_id
        if improvement.state != "to_verify" or not self._is_quiet(days):
            return
        effect = self.env._("No repeat in %(days)s days after the measure.", days=days)
        if improvement.effect != effect:
            improvement.write({"effect": effect})
            self._propose_verification()
        if company.complaint_effect_auto:
            improvement.action_verify_effective()

    def _is_quiet(self, days):
        """Whether nothing came in so many full days after the measure was done"""
        since = self.improvement_id.complaint_measure_on
        company = self.company_id
        if not since:
            return False
        return fields.Date.add(since, days=days) < company._policy_today()

    def _propose_verification(self):
        for user in self._get_planners():
            self.improvement_id.with_context(lang=user.lang).activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.with_context(lang=user.lang).env._(
                    "No repeat any more: verify the effect"
                ),
                user_id=user.id,
            )

    def _close_merged(self, partner):
        """Of two points of customers that are one, the one without complaints ends.

        Its improvement is for people to end: they may have begun it.
        """
        for repeat in self:
            # sudo: whoever may merge customers; see base_partner_merge_repeat
            repeat.improvement_id.sudo().message_post(
                body=self.env._(
                    "The customer was merged into %(customer)s. The complaints go on "
                    "in the improvement point of that customer.",
                    customer=partner.display_name,
                )
            )
        self._close()

    def _close(self):
        """The point is settled; what comes later is counted from one again."""
        for repeat in self:
            repeat.write(
                {"state": "closed", "closed_on": repeat.company_id._policy_today()}
            )
        self.flush_recordset()

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime, timezone

from odoo import api, fields, models
from odoo.tools import format_date, format_datetime
from odoo.tools.i18n import format_list

from ..engine import decision_sql, explaining, queueing, routing

# How many people a sentence names; the table names all.
_NAMED = 5


class CrmAllocationDecision(models.Model):
    """Reading a decision: as a sentence, and as a table of who stood in the line."""

    _inherit = "crm.allocation.decision"

    sentence = fields.Text(string="Why", compute="_compute_sentence")
    candidates = fields.Json(
        compute="_compute_candidates",
        groups="crm_policy.group_officer,crm_policy.group_auditor",
        help="Everybody who stood in the line, with what counted.",
    )

    @api.depends("lineup_id", "user_id", "state", "code", "facts", "reason")
    @api.depends_context("uid", "lang", "tz")
    def _compute_sentence(self):
        standings = self._get_standings()
        reads_others = self._reads_others()
        for decision in self:
            own = standings.get(decision.id, [])
            parts = [decision._get_main_sentence(own)]
            if reads_others:
                parts += decision._get_exclusions_of(own)
            decision.sentence = "; ".join(parts)

    @api.depends("lineup_id", "user_id", "facts")
    @api.depends_context("lang", "tz")
    def _compute_candidates(self):
        standings = self._get_standings()
        names = self._get_names(standings)
        labels = self._get_verdict_labels(standings.values())
        for decision in self:
            decision.candidates = [
                {
                    "id": standing.id,
                    "name": names[standing.id],
                    "verdict": standing.verdict,
                    "label": labels[standing.verdict],
                    "detail": self._format_detail(standing),
                    "owned": standing.owned,
                    "capacity": standing.capacity,
                    "weight": standing.weight,
                    "turns": round(standing.turns, 2),
                    "since": self._format_moment(standing.last),
                }
                for standing in standings.get(decision.id, [])
            ]

    @api.model
    def _reads_others(self):
        """Why colleagues received nothing is told to officers and auditors."""
        return any(
            self.env.user.has_group(group)
            for group in ("crm_policy.group_officer", "crm_policy.group_auditor")
        )

    def _get_standings(self):
        """How everybody stood, by decision; two queries for any number of them.

        :return: lists of :class:`~..engine.explaining.Standing` by id of the decision
        """
        # sudo: who reads a decision is told how it came about
        decisions = self.sudo().filtered("lineup_id")
        if not decisions:
            return {}
        turns = {}
        # raw SQL: one statement, whatever number of decisions
        for decision_id, user_id, *figures in self.env.execute_query(
            decision_sql.count_turns(
                [
                    (row.id, row.run_id.id, row.lineup_id.position, row.position)
                    for row in decisions
                ]
            )
        ):
            turns.setdefault(decision_id, {})[user_id] = figures
        return {
            decision.id: explaining.stand(
                explaining.unpack(decision.lineup_id.places),
                decision.lineup_id.rule_values,
                decision.lineup_id.total,
                decision.lineup_id.receivers,
                decision.lineup_id.moment.replace(tzinfo=timezone.utc).timestamp(),
                turns.get(decision.id, {}),
                decision.user_id.id,
                (decision.facts or {}).get("lost", ()),
            )
            for decision in decisions
        }

    @api.model
    def _get_names(self, standings):
        ids = {place.id for own in standings.values() for place in own}
        # sudo: names of colleagues who stood in the line
        users = self.env["res.users"].sudo().with_context(active_test=False)
        return {user.id: user.name for user in users.browse(ids).exists()}

    @api.model
    def _get_verdict_labels(self, standings):
        """Words for what was decided about each person.

        A reason that an addon brought stays with its code when the addon is gone.

        :param standings: lists of :class:`~..engine.explaining.Standing`
        """
        return {
            **{one.verdict: one.verdict for own in standings for one in own},
            **dict(self._selection_verdict()),
            explaining.CHOSEN: self.env._("Received it"),
            explaining.WAITING: self.env._("Waited behind"),
        }

    # -- words -------------------------------------------------------------------------

    def _get_main_sentence(self, standings):
        self.ensure_one()
        if self.kind == "direct":
            return self._get_direct_sentence()
        if not self.user_id:
            return self._get_unassigned_sentence()
        return self.env._(
            "%(person)s got this customer because rule “%(rule)s” (version "
            "%(version)s) matched, %(ground)s",
            person=self.user_id.name,
            rule=self.rule_name,
            version=self.rule_version,
            ground=self._get_ground(standings),
        )

    def _get_direct_sentence(self):
        sentence = self.env._(
            "%(director)s assigned this customer to %(person)s. Reason: %(reason)s",
            director=self.approved_by_id.name,
            person=self.user_id.name,
            reason=self.reason,
        )
        if warnings := self._get_warning_labels():
            sentence = self.env._(
                "%(sentence)s. Although %(person)s: %(warnings)s",
                sentence=sentence,
                person=self.user_id.name,
                warnings=format_list(self.env, warnings),
            )
        return sentence

    def _get_warning_labels(self):
        """What stood against a direct assignment."""
        labels = dict(self._selection_verdict())
        codes = (self.facts or {}).get("warnings", ())
        return [labels.get(code, code).lower() for code in codes]

    def _get_unassigned_sentence(self):
        if self.code == routing.NO_RULE:
            return self.env._("No rule matches this customer")
        if self.code == routing.EMPTY:
            return self.env._(
                "Rule “%(rule)s” (version %(version)s) matched, but names nobody who "
                "receives customers",
                rule=self.rule_name,
                version=self.rule_version,
            )
        return self.env._(
            "Rule “%(rule)s” (version %(version)s) matched, but nobody could receive "
            "this customer",
            rule=self.rule_name,
            version=self.rule_version,
        )

    def _get_ground(self, standings):
        """Why this one of those who could."""
        count = (self.facts or {}).get("count", 1)
        chosen = standings[0] if standings else None
        if (self.facts or {}).get("owed"):
            return self.env._("owed a customer of this class by a re-application")
        if count == 1 or not chosen:
            return self.env._("the only one who could")
        # sudo: the rule as it was belongs to the decision
        values = self.sudo().lineup_id.rule_values
        if values["order"] == queueing.BY_LEVEL:
            return self.env._("first by level and turns among %(count)s", count=count)
        if not explaining.has_waited_longest(standings):
            return self.env._(
                "fewest turns for the weight (%(turns)s of weight %(weight)s) among "
                "%(count)s",
                turns=round(chosen.turns, 2),
                weight=chosen.weight,
                count=count,
            )
        if chosen.last is None:
            return self.env._(
                "longest wait (never received one) among %(count)s", count=count
            )
        return self.env._(
            "longest wait (since %(since)s) among %(count)s",
            since=self._format_moment(chosen.last),
            count=count,
        )

    def _get_exclusions_of(self, standings):
        """The reasons of who received nothing, as far as a sentence holds them."""
        out = [
            standing
            for standing in standings
            if standing.verdict not in (explaining.CHOSEN, explaining.WAITING)
        ]
        names = self._get_names({0: out[:_NAMED]})
        labels = self._get_verdict_labels([out])
        told = [
            self.env._(
                "%(person)s: %(exclusion)s",
                person=names[standing.id],
                exclusion=self._format_exclusion(labels, standing),
            )
            for standing in out[:_NAMED]
        ]
        if len(out) > _NAMED:
            told.append(
                self.env._("and %(count)s others could not", count=len(out) - _NAMED)
            )
        return told

    def _format_exclusion(self, labels, standing):
        """A reason with what belongs to it: on leave until 8 July."""
        label = labels[standing.verdict].lower()
        return f"{label} {self._format_detail(standing)}".strip()

    def _format_detail(self, standing):
        """Until when, or how full."""
        if standing.verdict == routing.FULL:
            return f"{standing.owned}/{standing.capacity}"
        if not standing.detail:
            return ""
        moment = datetime.fromisoformat(standing.detail)
        if standing.verdict == routing.HOURS:
            return self.env._(
                "until %(moment)s",
                moment=format_datetime(self.env, moment, dt_format="short"),
            )
        return self.env._(
            "until %(day)s",
            day=format_date(self.env, fields.Datetime.context_timestamp(self, moment)),
        )

    def _format_moment(self, last):
        """:param last: seconds, or ``None``"""
        if last is None:
            return ""
        moment = datetime.fromtimestamp(last, timezone.utc).replace(tzinfo=None)
        return format_date(self.env, fields.Datetime.context_timestamp(self, moment))

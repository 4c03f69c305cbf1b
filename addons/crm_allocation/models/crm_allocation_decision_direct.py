# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timezone

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..engine import decision_sql, routing


class CrmAllocationDecision(models.Model):
    """Direct assignment: the director decides, the facts are kept all the same."""

    _inherit = "crm.allocation.decision"

    @api.model
    def _assign(self, partners, user, company, reason, warnings=None):
        """Gives customers to one person, past the rules (ALC-06).

        Who may is checked by the caller. It counts as turns of the person.

        :param str reason: why, kept with the decisions and in the ledger
        :param dict warnings: why the rules would not have done it, by code
        :return: the decisions
        :raises UserError: when the person has one of the customers already
        """
        # raw SQL: cards of people; runs of the rules wait, or begin anew
        self.env.cr.execute(decision_sql.lock_cards(company.id))
        # sudo: who allocates, or takes a call, need not be able to read customers
        partners.sudo().fetch(["commercial_partner_id"])
        customers = partners.commercial_partner_id
        lines = customers._get_open_ownership(company)
        if own := lines.filtered(lambda line: line.user_id == user):
            raise UserError(
                self.env._(
                    "%(person)s has %(customers)s already.",
                    person=user.name,
                    customers=", ".join(own.partner_id.mapped("name")),
                )
            )
        lines = {line.partner_id.id: line for line in lines}
        member = self.env["crm.allocation.member"]._get_for(user, company)
        run = self.env["crm.allocation.run"]._start(company, "direct")
        run.flush_recordset()
        # sudo: the class is kept with the decision, whoever may read the customer
        rows = [
            {
                "run_id": run.id,
                "company_id": company.id,
                "partner_id": partner.id,
                "class_id": partner.allocation_class_id.id or None,
                "position": position,
                "user_id": user.id,
                "team_id": member.team_id.id or None,
                "state": "decided",
                "facts": {"warnings": sorted(warnings or {})},
                "reason": reason,
                **self._prepare_direct_wait(lines.get(partner.id), run),
                "approved_by_id": self.env.uid,
            }
            for position, partner in enumerate(customers.sudo(), start=1)
        ]
        self._supersede(customers.ids, company)
        decisions = self._insert(rows, run)
        self._count_direct_turns(member, len(rows), run.started_on)
        run._end({user.id: len(rows)}, 0)
        return decisions

    @api.model
    def _prepare_direct_wait(self, line, run):
        """Only a customer that the company held has waited."""
        if not line:
            return {}
        has_waited = line.holder == "company"
        return {
            "held_since": line.date_from,
            "waited_hours": self._get_waited_hours(line.date_from, run.started_on)
            if has_waited
            else None,
        }

    @api.model
    def _count_direct_turns(self, member, count, moment):
        """What was received directly counts, so that it evens out afterwards."""
        person = routing.Person(
            member.user_id.id, weight=member.effective_weight, turns=member.turns
        )
        for _turn in range(count if person.weight > 0 else 0):
            person.take_turn(moment.replace(tzinfo=timezone.utc).timestamp(), 1)
        # raw SQL: as for the turns of a run
        self.env.cr.execute(
            decision_sql.store_turns(
                [
                    {
                        "id": member.id,
                        "turns": person.turns,
                        "last": fields.Datetime.to_string(moment),
                    }
                ]
            )
        )
        member.invalidate_recordset(["turns", "last_allocated_on"])

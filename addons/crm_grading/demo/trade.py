# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta
from itertools import starmap

from odoo.fields import Command

# Of so many orders in a row one is credited in part
CREDITED_ORDERS = 24
CREDITED_SHARE = 0.25

# An order of a customer with a second site goes there every so often
SITE_ORDERS = 3

# Every so often an order has two lines
TWO_LINE_ORDERS = 4


class Trade:
    """Invoices, credit notes and payments of the demo company, by Odoo's own flows."""

    def __init__(self, env, today, products):
        """:param products: recordset by the kind of goods that a customer buys"""
        self.env = env(
            context=dict(env.context, tracking_disable=True, mail_create_nolog=True)
        )
        self.today = today
        self.products = products
        self.term = self.env.ref("account.account_payment_term_30days")

    def run(self, company, deals, until):
        """Does the business of a company in one quarter.

        :param deals: list of (customer, partner, order)
        :param until: last day of the quarter, on which returned goods are credited
        """
        if not deals:
            return
        # what is of the company's today is not of tomorrow to Odoo
        env = self.env(
            context=dict(
                self.env.context,
                allowed_company_ids=company.ids,
                tz=company.policy_tz,
            )
        )
        moves = env["account.move"].create(list(starmap(self._prepare_move, deals)))
        moves.action_post()
        sold = [
            (deal[-1], move)
            for deal, move in zip(deals, moves, strict=True)
            if move.move_type == "out_invoice"
        ]
        self._credit(env, sold, min(until, self.today))
        self._collect(env, sold)

    def _prepare_move(self, customer, partner, order):
        refund = customer["pattern"] == "refund_only"
        sites = partner.child_ids.filtered(lambda child: child.type == "delivery")
        at_site = sites and order.number % SITE_ORDERS == 1
        return {
            "move_type": "out_refund" if refund else "out_invoice",
            "partner_id": (sites[:1] if at_site else partner).id,
            "invoice_date": order.date,
            "invoice_user_id": partner.user_id.id,
            "invoice_payment_term_id": False if refund else self.term.id,
            "invoice_line_ids": [
                Command.create(vals) for vals in self._prepare_lines(customer, order)
            ],
        }

    def _prepare_lines(self, customer, order):
        goods = self.products[customer["mix"]]
        shares = (0.6, 0.4) if order.number % TWO_LINE_ORDERS == 0 else (1,)
        for position, share in enumerate(shares):
            product = goods[(order.number + position) % len(goods)]
            quantity = max(round(order.amount * share / product.list_price), 1)
            yield {"product_id": product.id, "quantity": quantity}

    def _credit(self, env, sold, day):
        """Takes some goods back: credit notes by Odoo's reversal wizard."""
        invoices = env["account.move"].union(
            *(move for order, move in sold if order.number % CREDITED_ORDERS == 9)
        )
        if not invoices:
            return
        wizard = (
            env["account.move.reversal"]
            .with_context(active_model="account.move", active_ids=invoices.ids)
            .create(
                {
                    "date": day,
                    "reason": "Goods returned (退货)",
                    "journal_id": invoices.journal_id.id,
                }
            )
        )
        wizard.reverse_moves()
        for note in wizard.new_move_ids:
            note.invoice_line_ids = [
                Command.update(line.id, {"quantity": self._get_returned(line)})
                for line in note.invoice_line_ids
            ]
        wizard.new_move_ids.action_post()
        self._reconcile(
            env,
            [(note.reversed_entry_id, note) for note in wizard.new_move_ids],
        )

    def _get_returned(self, line):
        return max(round(line.quantity * CREDITED_SHARE), 1)

    def _collect(self, env, sold):
        """Registers what was paid until today, each payment on its own day."""
        paid, vals_list = [], []
        for order, move in sold:
            residual = move.amount_residual
            for share, delay in order.payments:
                day = move.invoice_date_due + timedelta(days=delay)
                if day <= self.today:
                    paid.append(move)
                    vals_list.append(self._prepare_payment(move, day, residual * share))
        payments = env["account.payment"].create(vals_list)
        payments.action_post()
        self._reconcile(env, list(zip(paid, payments.move_id, strict=True)))

    def _prepare_payment(self, move, day, amount):
        return {
            "payment_type": "inbound",
            "partner_type": "customer",
            "partner_id": move.commercial_partner_id.id,
            "company_id": move.company_id.id,
            "date": day,
            "amount": move.currency_id.round(amount),
            "memo": move.name,
        }

    def _reconcile(self, env, pairs):
        """Settles invoices with the entries beside them, all in one go."""
        plan = {}
        for invoice, entry in pairs:
            lines = (invoice + entry).line_ids.filtered(
                lambda line: line.account_type == "asset_receivable"
            )
            plan[invoice] = plan.get(invoice, env["account.move.line"]) | lines
        env["account.move.line"]._reconcile_plan(list(plan.values()))

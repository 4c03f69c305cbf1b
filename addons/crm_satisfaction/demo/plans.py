# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""The yearly plan, a set that waits for approval, papers."""

import base64
from datetime import date, timedelta

from odoo import Command

from .story import Story


class Plans(Story):
    def tell(self):
        self._plan_the_year()
        self._file_a_set()
        self._collect_papers()

    def _plan_the_year(self):
        """Approved at the beginning of the year; executed as far as it goes."""
        plans = self.by(self.env["crm.satisfaction.plan"], "officer")
        begin = max(date(self.today.year, 1, 5), self.quarters[0].start)
        with self.at(self.on(begin)):
            plan = plans.create(
                {
                    "year": self.today.year,
                    "company_id": self.company.id,
                    "note": "Each site each quarter; residents by an agency "
                    "(各项目每季度一次，住户委托外部机构)",
                }
            )
            plan._propose()
            lines = plan.line_ids.filtered(
                lambda line: line.subject_id == self.subject("lake")
            )
            lines.agency_id = self.partner("agency")
            plan.action_submit()
        with self.at(self.on(begin + timedelta(days=4))):
            self.by(plan, "manager").action_approve()

    def _file_a_set(self):
        """The site office wants more weight on safety, and has filed it."""
        general = self.ref("set", "engineering")
        with self.at(self.moment(6, 11)):
            draft = self.by(self.env["crm.satisfaction.set"], "liu").create(
                {
                    "name": "Engineering in Shenzhen (深圳工程)",
                    "kind_id": general.kind_id.id,
                    "company_id": self.company.id,
                    "unit_id": self.unit("shenzhen").id,
                    "factor_ids": [
                        Command.create(
                            {
                                "name": factor.name,
                                "section": factor.section,
                                "code": factor.code,
                                "weight": factor.weight
                                + {"safety": 5, "cost": -5}.get(factor.code, 0),
                                "sequence": factor.sequence,
                            }
                        )
                        for factor in general.factor_ids
                    ],
                }
            )
            draft.action_file()

    def _collect_papers(self):
        """Half of what is asked for is here, some of it checked."""
        papers = self.env["crm.satisfaction.paper"].search(
            [("company_id", "=", self.company.id), ("state", "=", "missing")]
        )
        here = papers[::2].with_user(self.user("officer"))
        scan = base64.b64encode(b"%PDF-1.4\n%demo paper\n%%EOF\n")
        for paper in here:
            paper.attachment_ids = [
                Command.create({"name": f"{paper.type_id.name}.pdf", "datas": scan})
            ]
        with self.at(self.moment(4, 14)):
            here.action_receive()
            self.by(here[::2], "manager").action_check()

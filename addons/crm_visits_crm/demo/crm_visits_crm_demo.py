# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

# Customer, how the chance came up, what it is, expected revenue, and for a referral
# who was named
CHANCES = (
    (
        "donghai",
        "referral",
        "Welding wire for a new dock (新船坞焊丝)",
        260000,
        "Changxing Shipyard (长兴船厂)",
    ),
    (
        "qilin",
        "cross_sell",
        "Linear guides for the second plant (二厂导轨)",
        420000,
        "",
    ),
)


class CrmVisitsCrmDemo(models.AbstractModel):
    """What came up on visits: another shipyard, a second plant."""

    _name = "crm.visits.crm.demo"
    _description = "Demo of Opportunities from Visits"

    @api.model
    def _install(self):
        company = self.env.ref("base.main_company")
        self = self.with_company(company).with_context(tracking_disable=True)
        for key, origin, name, revenue, prospect in CHANCES:
            partner = self.env.ref(f"crm_policy.demo_customer_{key}")
            visit = self.env["crm.visit"].search(
                [("partner_id", "=", partner.id), ("next_strategy", "!=", False)],
                order="date_start",
                limit=1,
            )
            self.env["crm.lead"].create(
                {
                    "type": "opportunity",
                    "name": name,
                    "visit_id": visit.id,
                    "visit_origin": origin,
                    "partner_id": not prospect and partner.id,
                    "partner_name": prospect,
                    "referred_by_id": prospect and partner.id,
                    "user_id": visit.user_id.id,
                    "company_id": company.id,
                    "expected_revenue": revenue,
                }
            )

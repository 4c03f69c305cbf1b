# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The pictures of the documentation: whose screen, which, how large."""

from dataclasses import dataclass

VIEW = ".o_action_manager .o_view_controller .o_content > *"
CHINESE = "zh_CN"


@dataclass(frozen=True)
class Picture:
    """A screen of the demo.

    ``path`` comes after ``/odoo/``, or is a whole one; ``record`` is the model, the
    domain and the order of the first record to open there. ``wait`` is what must be on
    the screen, ``clicks`` are what is clicked then: a CSS selector, or selector and
    text with ``|`` between.
    """

    name: str
    login: str
    path: str
    record: tuple = ()
    wait: str = VIEW
    clicks: tuple = ()
    width: int = 1280
    height: int = 800
    lang: str = "en_US"

    def in_chinese(self, **changes):
        values = {**vars(self), **changes, "lang": CHINESE}
        return Picture(**values | {"name": f"{CHINESE}/{self.name}"})


SCORE_SHEET = Picture(
    "score-sheet",
    "manager",
    "grading-results",
    (
        "crm.grading.result",
        [["partner_id.name", "like", "Taishan"], ["round_id.state", "=", "effective"]],
        "date desc, id",
    ),
    wait=".o_form_view",
    height=1560,
)
MY_DAY = Picture(
    "my-day", "liu", "my-visit-day", wait=".o_kanban_record", width=390, height=640
)
ALLOCATION_EFFECT = Picture(
    "allocation-effect", "manager", "allocation-effect", height=900
)
COMPLAINTS = Picture(
    "complaints", "officer", "complaints", wait=".o_kanban_record", width=1440
)
SATISFACTION = Picture(
    "satisfaction",
    "manager",
    "satisfaction-periods",
    ("crm.satisfaction.period", [["kind", "=", "year"]], "date_end desc"),
    wait=".o_form_view .o_data_row",
    height=980,
)
TEAM_CALENDAR = Picture(
    "team-calendar", "manager", "visit-team-calendar", wait=".fc-event", width=1440
)
CUSTOMER_PAGE = Picture(
    "customer-page",
    "manager",
    "action-crm_policy.res_partner_action_customer",
    ("res.partner", [["name", "like", "Taishan"], ["is_company", "=", True]]),
    wait=".o_form_view .o_crm_policy_band",
    width=1440,
)

PICTURES = (
    # -- grading
    SCORE_SHEET,
    SCORE_SHEET.in_chinese(),
    Picture(
        "round-in-review",
        "manager",
        "grading-rounds",
        ("crm.grading.round", [["state", "=", "review"]]),
        wait=".o_form_view",
        height=860,
    ),
    Picture(
        "what-if",
        "manager",
        "grading-rounds",
        ("crm.grading.round", [["kind", "=", "what_if"]]),
        wait=".o_form_view",
        height=720,
    ),
    Picture("ways-to-next-grade", "sales", "ways-to-next-grade", height=640),
    # -- visits
    MY_DAY,
    MY_DAY.in_chinese(),
    TEAM_CALENDAR,
    TEAM_CALENDAR.in_chinese(),
    Picture(
        "visit-form",
        "liu",
        "customer-visits",
        (
            "crm.visit",
            [["partner_id.name", "like", "Taishan"], ["state", "=", "inspected"]],
        ),
        wait=".o_form_view",
        height=1000,
    ),
    Picture("visits-to-inspect", "liu", "visits-to-inspect", height=560),
    # -- allocation
    Picture(
        "allocation-decision",
        "manager",
        "allocation-decisions",
        (
            "crm.allocation.decision",
            [["user_id", "!=", False]],
            "id desc",
        ),
        wait=".o_form_view",
        height=860,
    ),
    Picture("customer-pool", "sales", "customer-pool", width=1440, height=560),
    Picture(
        "registration-hit",
        "chen",
        "customer-registrations",
        ("crm.allocation.registration", [["customer_name", "=", "Kestrel Parts"]]),
        wait=".o_form_view",
        height=860,
    ),
    ALLOCATION_EFFECT,
    ALLOCATION_EFFECT.in_chinese(),
    Picture("penalties", "manager", "penalties", height=480),
    Picture("access-log", "auditor", "allocation-access-log", height=480),
    # -- complaints
    COMPLAINTS,
    COMPLAINTS.in_chinese(),
    Picture(
        "complaint-case",
        "officer",
        "complaints",
        ("crm.complaint", [["name", "like", "Coating peels off"]]),
        wait=".o_form_view",
        height=1000,
    ),
    Picture("complaint-pareto", "manager", "complaint-pareto"),
    # -- satisfaction
    SATISFACTION,
    SATISFACTION.in_chinese(),
    Picture(
        "satisfaction-below",
        "manager",
        "satisfaction-below",
        clicks=(".o_facet_remove",),
        height=400,
    ),
    Picture(
        "satisfaction-score",
        "officer",
        "measurements",
        (
            "crm.satisfaction.measurement",
            [["subject_id.name", "like", "Harbour bridge"], ["state", "=", "done"]],
            "date_to desc",
        ),
        wait=".o_form_view",
        clicks=(".o_notebook .nav-link|Score",),
        height=1300,
    ),
    # -- for all areas
    CUSTOMER_PAGE,
    CUSTOMER_PAGE.in_chinese(),
    Picture(
        "all-areas",
        "manager",
        "dashboards",
        wait=".o_search_panel_category_value",
        clicks=(".o_search_panel_category_value|All Areas",),
        width=1440,
        height=1200,
    ),
    Picture(
        "settings",
        "admin",
        "action-crm_policy.res_config_settings_action",
        wait=".o_form_view .app_settings_block",
        height=900,
    ),
)

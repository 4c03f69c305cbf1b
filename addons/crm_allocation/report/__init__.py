# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import crm_allocation_share
from . import crm_allocation_target_report
from . import decision_xlsx
from . import share_xlsx
from . import simulation_xlsx
from . import target_xlsx
from . import report_crm_policy_xlsx
from . import sample_xlsx
from . import summary_xlsx
from . import dealer_xlsx
from . import ownership_xlsx
from . import conflict_xlsx
from . import portfolio_xlsx
from . import handover_xlsx
from . import crm_allocation_portfolio
from . import report_handover
from . import report_handover_letter
from . import penalty_xlsx
from . import report_penalty_statement
from . import registration_xlsx
from . import report_registration
from . import report_review
from . import crm_allocation_pool_stay
from . import pool_stay_xlsx
from . import crm_allocation_effect
from . import effect_xlsx

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import base_partner_merge
from . import crm_allocation_claim_result
from . import crm_allocation_claim_result_line
from . import crm_allocation_release
from . import base_partner_merge_decision
from . import crm_allocation_assign
from . import crm_allocation_access_close
from . import crm_allocation_idle_decision
from . import crm_allocation_step
from . import crm_allocation_reassign
from . import crm_allocation_contact_step
from . import crm_allocation_payroll
from . import base_partner_merge_owner
from . import crm_allocation_developed
from . import crm_allocation_dashboard

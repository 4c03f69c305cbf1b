# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import crm_allocation_class
from . import crm_allocation_level
from . import crm_allocation_pool
from . import crm_allocation_member
from . import crm_ownership
from . import crm_ownership_transfer
from . import crm_ownership_reconcile
from . import crm_ownership_first_contact
from . import crm_allocation_pool_claim
from . import crm_allocation_pool_limit
from . import crm_allocation_claim_counter
from . import crm_allocation_pool_customer
from . import crm_allocation_pool_claiming
from . import crm_allocation_pool_steps
from . import res_company
from . import res_config_settings
from . import res_partner
from . import res_partner_ownership
from . import crm_allocation_sample_kind
from . import crm_allocation_document
from . import crm_allocation_sample
from . import crm_allocation_summary
from . import crm_allocation_summary_line
from . import res_company_sample
from . import res_company_summary
from . import res_config_settings_sample
from . import res_config_settings_summary

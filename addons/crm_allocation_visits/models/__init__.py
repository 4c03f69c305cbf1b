from . import crm_allocation_action
from . import crm_allocation_idle_rule
from . import crm_visit_access
from . import crm_visit_contact
from . import res_partner_access
from . import crm_allocation_handover

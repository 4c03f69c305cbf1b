from . import crm_allocation_action
from . import crm_allocation_idle_rule

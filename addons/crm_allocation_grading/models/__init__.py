from . import crm_allocation_idle
from . import crm_allocation_idle_rule
from . import crm_allocation_idle_rule_line
from . import crm_allocation_member
from . import crm_allocation_pool_customer
from . import crm_allocation_pool_limit

from . import crm_allocation_action
from . import sale_order
from . import sale_order_development
from . import sale_order_access
from . import crm_allocation_handover
from . import crm_ownership

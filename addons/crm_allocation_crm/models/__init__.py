from . import crm_allocation_action
from . import crm_allocation_idle_rule
from . import crm_lead
from . import crm_lead_access
from . import crm_allocation_handover
from . import crm_ownership
from . import mail_activity

from . import crm_satisfaction_send
from . import crm_satisfaction_send_line
from . import crm_satisfaction_plan_amend
from . import crm_satisfaction_set_copy
from . import crm_satisfaction_print
from . import base_partner_merge_satisfaction

from . import base_partner_merge
from . import crm_policy_reason_dialog
from . import crm_policy_reason

from . import base_partner_merge
from . import crm_improvement_cancel

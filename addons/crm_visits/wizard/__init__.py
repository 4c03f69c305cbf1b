from . import base_partner_merge_development
from . import crm_visit_cancel
from . import crm_visit_reopen
from . import crm_visit_reason

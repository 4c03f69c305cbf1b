from . import crm_visit_cancel
from . import crm_visit_reopen

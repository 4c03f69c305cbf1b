from . import report_crm_policy_xlsx
from . import crm_improvement_xlsx

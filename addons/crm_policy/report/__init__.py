from . import crm_policy_filter_words
from . import report_crm_policy_xlsx
from . import crm_improvement_xlsx

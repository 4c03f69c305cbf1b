from . import crm_complaint
from . import crm_complaint_confirmation
from . import crm_satisfaction_answer
from . import crm_satisfaction_measurement
from . import crm_satisfaction_subject
from . import res_company
from . import res_config_settings

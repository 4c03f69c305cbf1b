from . import crm_satisfaction_period
from . import res_company
from . import res_config_settings

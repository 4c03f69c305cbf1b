from . import crm_complaint_channel
from . import crm_complaint_category
from . import crm_complaint_cause
from . import crm_complaint
from . import crm_complaint_event
from . import crm_complaint_steps
from . import res_company
from . import res_config_settings

from . import crm_complaint
from . import crm_complaint_execution
from . import crm_visit

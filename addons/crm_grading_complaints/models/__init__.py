from . import crm_complaint
from . import crm_grading_indicator
from . import crm_grading_scheme

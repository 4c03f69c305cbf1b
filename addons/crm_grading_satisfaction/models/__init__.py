from . import crm_grading_effect
from . import crm_grading_indicator
from . import crm_grading_scheme

from . import crm_grading_measure
from . import crm_grading_standing
from . import crm_grading_task
from . import crm_visit
from . import crm_visit_cadence
from . import crm_visit_class

from . import crm_satisfaction_subject
from . import project_project

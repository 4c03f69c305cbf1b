from . import crm_satisfaction_comparison
from . import crm_satisfaction_loyalty

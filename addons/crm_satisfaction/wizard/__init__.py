from . import crm_satisfaction_reason

from . import crm_improvement_cancel

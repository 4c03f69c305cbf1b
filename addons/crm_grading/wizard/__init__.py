from . import base_partner_merge_automatic_wizard
from . import crm_grading_override_request
from . import crm_grading_preview
from . import crm_grading_risk_decide
from . import crm_grading_task_change
from . import crm_grading_task_done
from . import crm_grading_target_set

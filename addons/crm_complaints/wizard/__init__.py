from . import crm_complaint_intake
from . import crm_complaint_merge
from . import crm_complaint_answer
from . import base_partner_merge_problem
from . import base_partner_merge_repeat
from . import crm_complaint_confirmation_entry
from . import crm_complaint_pareto_period
from . import crm_complaint_summary_month

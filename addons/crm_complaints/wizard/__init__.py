from . import crm_complaint_reason
from . import crm_complaint_intake
from . import crm_complaint_merge
from . import crm_complaint_answer
from . import crm_complaint_part_reason
from . import base_partner_merge_problem
from . import crm_complaint_remedy_reason
from . import crm_complaint_confirmation_entry

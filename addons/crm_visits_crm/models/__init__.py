from . import crm_visit_lead_source_mixin
from . import crm_lead
from . import crm_visit
from . import crm_visit_development_customer
from . import crm_visit_intention
from . import res_partner
from . import crm_visit_timeline

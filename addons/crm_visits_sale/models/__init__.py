from . import crm_visit_phone_order
from . import crm_visit_phone_order_line
from . import crm_visit_timeline
from . import res_partner
from . import sale_order

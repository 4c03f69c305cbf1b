from . import base_partner_merge_development
from . import crm_visit_cancel
from . import crm_visit_reopen
from . import crm_visit_reason
from . import crm_visit_card_import
from . import crm_visit_phone_order_cancel
from . import crm_visit_registration_cancel
from . import crm_visit_registration_print

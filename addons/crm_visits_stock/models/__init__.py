from . import crm_visit_phone_order

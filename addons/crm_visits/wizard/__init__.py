from . import base_partner_merge_automatic_wizard
from . import crm_visit_assessment
from . import crm_visit_booklet_issue
from . import crm_visit_cancel
from . import crm_visit_person
from . import crm_visit_reopen
from . import crm_visit_card_import
from . import crm_visit_registration_print

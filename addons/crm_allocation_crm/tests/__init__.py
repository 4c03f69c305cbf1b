from . import test_stages_as_actions
from . import test_won_development
from . import test_lead_access
from . import test_handover
from . import test_leads_follow

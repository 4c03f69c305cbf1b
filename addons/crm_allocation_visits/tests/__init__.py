from . import test_visits_as_actions
from . import test_visit_access
from . import test_handover
from . import test_visit_intake

from . import test_pool_by_grade
from . import test_target_by_grade
from . import test_handover
from . import test_closed_customer

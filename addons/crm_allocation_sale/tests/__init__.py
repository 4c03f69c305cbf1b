from . import test_orders_as_actions
from . import test_order_development
from . import test_order_access
from . import test_handover

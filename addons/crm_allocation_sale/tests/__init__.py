from . import test_orders_as_actions

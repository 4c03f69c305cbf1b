from . import test_repeat_orders

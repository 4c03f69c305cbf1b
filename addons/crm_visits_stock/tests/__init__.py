from . import test_phone_order_stock

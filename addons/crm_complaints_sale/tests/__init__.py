from . import test_order_rate
from . import test_sale_order

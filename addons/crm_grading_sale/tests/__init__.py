from . import test_gate_engine
from . import test_sale_rule
from . import test_order_gate
from . import test_order_limit
from . import test_order_facts
from . import test_tours
from . import test_gate_properties

from . import test_measurement
from . import test_rights
from . import test_rollup_engine
from . import test_set

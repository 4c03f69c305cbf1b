from . import test_measurement
from . import test_rights
from . import test_rollup_engine
from . import test_set
from . import test_timing_engine
from . import test_weights_engine
from . import test_schedule

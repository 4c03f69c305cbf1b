from . import test_contents
from . import test_visit

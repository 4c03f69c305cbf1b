from . import test_complaint_facts
from . import test_uninstall

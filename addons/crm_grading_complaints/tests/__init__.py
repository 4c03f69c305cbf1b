from . import test_complaint_facts

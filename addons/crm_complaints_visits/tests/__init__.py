from . import test_visit_complaints

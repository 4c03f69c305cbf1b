from . import test_visit_leads

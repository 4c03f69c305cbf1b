from . import test_visit_leads
from . import test_timeline_emails

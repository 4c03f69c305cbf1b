from . import test_cold_sale
from . import test_quotation
from . import test_timeline_emails

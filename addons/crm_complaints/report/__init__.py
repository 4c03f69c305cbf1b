from . import remedy_xlsx
from . import service_check_xlsx
from . import watch_xlsx
from . import crm_complaint_milestone_report
from . import report_case_file

from . import crm_satisfaction_comparison
from . import crm_satisfaction_loyalty
from . import crm_satisfaction_plan_execution
from . import paper_xlsx
from . import plan_xlsx
from . import report_form
from . import report_score_sheet
from . import score_sheet_xlsx

from . import crm_grading_indicator
from . import crm_grading_scheme
from . import crm_grading_sale_rule
from . import crm_grading_sale_release
from . import crm_grading_risk
from . import payment_transaction
from . import res_company
from . import sale_order

from . import crm_customer_kind
from . import crm_customer_size
from . import crm_customer_source
from . import crm_improvement
from . import crm_sales_channel
from . import res_company
from . import res_config_settings
from . import res_partner

from . import development_customer_xlsx
from . import development_xlsx
from . import intention_xlsx
from . import promise_xlsx

from . import duplicates
from . import keys_sql
from . import periods
from . import texts
from . import xlsx

from . import periods
from . import xlsx

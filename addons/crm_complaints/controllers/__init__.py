from . import portal
from . import public
from . import confirmation

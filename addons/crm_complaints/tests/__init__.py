from . import test_confidential
from . import test_steps
from . import test_rights
from . import test_mail_intake
from . import test_panel
from . import test_reply
from . import test_execution
from . import test_repeat

from . import test_confidential
from . import test_steps
from . import test_rights
from . import test_mail_intake

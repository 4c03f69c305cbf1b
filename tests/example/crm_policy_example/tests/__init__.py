from . import test_ticket_allocation
from . import test_ticket_digest
from . import test_ticket_grading
from . import test_ticket_visit
from . import test_training_set

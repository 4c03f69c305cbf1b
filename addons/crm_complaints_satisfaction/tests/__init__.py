from . import test_answer_complaints
from . import test_confirmation_answers
from . import test_online_complaints

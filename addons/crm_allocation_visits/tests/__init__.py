from . import test_visits_as_actions

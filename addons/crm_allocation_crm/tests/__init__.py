from . import test_stages_as_actions

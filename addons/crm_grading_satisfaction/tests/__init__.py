from . import test_satisfaction_facts

from . import test_visits_by_grade

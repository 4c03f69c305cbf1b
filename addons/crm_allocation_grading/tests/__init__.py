from . import test_pool_by_grade

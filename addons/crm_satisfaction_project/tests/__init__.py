from . import test_project_subject

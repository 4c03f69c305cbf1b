from . import questionnaire
from . import survey

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import report_crm_policy_xlsx
from . import sample_xlsx
from . import summary_xlsx
from . import dealer_xlsx

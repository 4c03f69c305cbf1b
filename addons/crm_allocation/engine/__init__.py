# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import claims
from . import idle_sql
from . import ledger_sql
from . import dealers
from . import summary
from . import pool_sql
from . import access_log_sql
from . import access_sql
from . import masking
from . import duplicates_sql
from . import registration

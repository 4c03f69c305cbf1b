# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import test_ledger
from . import test_ledger_form
from . import test_ledger_install
from . import test_sample
from . import test_summary
from . import test_summary_engine
from . import test_pool_engine
from . import test_pool_claim
from . import test_dealer
from . import test_effect_tours
from . import test_routing_engine
from . import test_allocate
from . import test_assign
from . import test_decision_reading
from . import test_simulation
from . import test_target
from . import test_share
from . import test_rebalance
from . import test_access_rules
from . import test_idle
from . import test_release
from . import test_swap
from . import test_owner_change
from . import test_sharing_engine
from . import test_handover
from . import test_access_request
from . import test_access_log
from . import test_access_http

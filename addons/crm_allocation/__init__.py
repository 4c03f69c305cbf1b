# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import demo
from . import models
from . import report
from . import wizard
from .hooks import post_init_hook, uninstall_hook

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
# ruff: noqa: F821 (env is the shell's)
"""Fed to Odoo's shell: a node that runs a scheduled action, once.

The environment names the action. The node says that it is ready by a file and waits for
the file "go", so that several nodes begin at the same moment.
"""

import os
import time
from pathlib import Path

meeting_point = Path(os.environ["MEETING_POINT"])
cron = env.ref(os.environ["SCHEDULED_ACTION"])
model = env[cron.model_id.model].with_context(cron_id=cron.id)
method = cron.code.removeprefix("model.").removesuffix("()")
meeting_point.joinpath(f"ready-{os.getpid()}").touch()
while not meeting_point.joinpath("go").exists():
    time.sleep(0.005)
getattr(model, method)()
env.cr.commit()

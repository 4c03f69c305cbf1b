# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
# ruff: noqa: F821 (env is the shell's)
"""Fed to Odoo's shell: claims in parallel, each in a transaction of its own.

The environment names the claims, a list of login and ids of rows of the pool. Each has
its own connection and is repeated after a collision as a call of the web client is.
Prints what became of each.
"""

import json
import os
import threading
from concurrent.futures import ThreadPoolExecutor

from odoo import api
from odoo.modules.registry import Registry
from odoo.service.model import retrying

claims = json.loads(os.environ["CLAIMS"])
registry = Registry(env.cr.dbname)
users = {
    user.login: user.id
    for user in env["res.users"].search(
        [("login", "in", [login for login, _ in claims])]
    )
}
company = env.company.id
env.cr.commit()
together = threading.Barrier(len(claims))


def claim(login, ids):
    with registry.cursor() as cr:
        own = api.Environment(cr, users[login], {"allowed_company_ids": [company]})
        together.wait(60)

        def run():
            claimed, refused = own["crm.allocation.pool.customer"].browse(ids)._claim()
            return {"claimed": len(claimed), "refused": refused}

        result = retrying(run, own)
        cr.commit()
        return result


with ThreadPoolExecutor(len(claims)) as threads:
    futures = [threads.submit(claim, login, ids) for login, ids in claims]
    results = []
    for future in futures:
        error = future.exception()
        results.append({"error": repr(error)} if error else future.result())
print("RESULTS " + json.dumps(results))

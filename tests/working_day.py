# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
# ruff: noqa: F821 (env is the shell's)
"""Fed to Odoo's shell: people work for a while; it prints what came of it, as JSON."""

import hashlib
import json
from datetime import timedelta

complaint = env["crm.complaint"].create({"name": "Torn bags"})
photo = env["ir.attachment"].create(
    {
        "name": "photo.jpg",
        "raw": b"photo of %s" % complaint.reference.encode(),
        "res_model": complaint._name,
        "res_id": complaint.id,
    }
)
improvement = env["crm.improvement"].create({"name": "Stronger bags"})

# One round a day: each goes a day further back.
rounds = env["crm.grading.round"]
first = rounds.search([("date", "!=", False)], limit=1, order="date")
day = first.date or env.company._policy_today()
grading = rounds.create({"date": day - timedelta(days=1)})
grading.action_compute()

files = env["ir.attachment"].search([("store_fname", "!=", False)])
unreadable = [
    file.name
    for file in files
    if hashlib.sha1(file.raw, usedforsecurity=False).hexdigest() != file.checksum
]
env.cr.commit()
print(
    json.dumps(
        {
            "numbers": [complaint.reference, improvement.reference],
            "photo": photo.raw.decode(),
            "graded": len(grading.result_ids),
            "unreadable": unreadable,
            "scheduled actions": env["ir.cron"].search_count([]),
        }
    )
)

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""What the forms of portal and public page have in common (CMP-01)."""

import secrets
from datetime import datetime, timezone

from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools import plaintext2html
from odoo.tools.mimetypes import guess_mimetype
from odoo.tools.misc import hash_sign, verify_hash_signed

from ..engine.upload import get_upload_problem

SCOPE = "crm_complaints.form"
FORM_HOURS = 24
TEXT_LIMIT = 20_000
LINE_LIMIT = 200


class FormError(UserError):
    """Something in the form is missing or not taken; the sender is told what."""


def sign_form():
    """What a form carries: when it was opened, and a key by which it counts once."""
    opened = datetime.now(timezone.utc).timestamp()
    # sudo: the secret of the database is nobody's to read
    return hash_sign(
        request.env(su=True),
        SCOPE,
        [opened, secrets.token_urlsafe(16)],
        expiration_hours=FORM_HOURS,
    )


def read_form(signature):
    """When a form was opened, in seconds ago, and its key

    :raises FormError: when it is not one of ours, or was open too long
    """
    try:
        # sudo: the secret of the database is nobody's to read
        values = verify_hash_signed(request.env(su=True), SCOPE, signature or "")
    except (ValueError, IndexError):
        values = None
    if not values:
        raise FormError(
            request.env._("The page was open for too long. Please send it again.")
        )
    opened, key = values
    return datetime.now(timezone.utc).timestamp() - opened, key


def read_line(post, name, label, required=True):
    """A line that was typed, without blanks around."""
    text = " ".join((post.get(name) or "").split())[:LINE_LIMIT]
    if required and not text:
        raise FormError(request.env._("Please fill in: %(field)s", field=label))
    return text


def read_text(post, name, label, required=True):
    """A text of several lines."""
    text = (post.get(name) or "").strip()[:TEXT_LIMIT]
    if required and not text:
        raise FormError(request.env._("Please fill in: %(field)s", field=label))
    return text


def read_choice(post, name, label, choices, required=True):
    """One of the choices offered, and nothing else."""
    value = post.get(name) or ""
    if value not in choices and (value or required):
        raise FormError(request.env._("Please choose: %(field)s", field=label))
    return value or False


def read_category(post, company):
    """A category that is offered to the customers of a company, or none."""
    categories = request.env["crm.complaint.category"]._get_public(company)
    value = post.get("category") or ""
    return categories.filtered(lambda category: str(category.id) == value).id


def read_files(company):
    """Names and contents of the files sent

    :raises FormError: with the name of the first file that is not taken, and why
    """
    # sudo: customers do not read companies
    rules = company.sudo()._get_complaint_upload_rules()
    sent = [
        file for file in request.httprequest.files.getlist("files") if file.filename
    ]
    if len(sent) > rules.count:
        raise FormError(
            request.env._(
                "At most %(count)s files can be sent at a time.", count=rules.count
            )
        )
    return [_read_file(file, rules) for file in sent]


def _read_file(file, rules):
    # one byte more tells that it is too large, whatever its real size
    content = file.read(rules.size + 1)
    problem = get_upload_problem(
        rules, file.filename, len(content), guess_mimetype(content, "")
    )
    if problem:
        reasons = {
            "type": request.env._(
                "%(name)s: this kind of file is not taken. Send one of: %(kinds)s",
                name=file.filename,
                kinds=", ".join(sorted(rules.extensions)),
            ),
            "size": request.env._(
                "%(name)s is too large. A file may have %(size)s MB.",
                name=file.filename,
                size=rules.size // (1024 * 1024),
            ),
            "empty": request.env._("%(name)s is empty.", name=file.filename),
        }
        raise FormError(reasons[problem])
    return file.filename, content


def read_report(post, company):
    """What both forms ask: values of a complaint."""
    kinds = get_kinds()
    return {
        "kind": read_choice(post, "kind", request.env._("What it is"), kinds),
        "category_id": read_category(post, company),
        "name": read_line(post, "name", request.env._("In one line")),
        "description": plaintext2html(
            read_text(post, "description", request.env._("What happened"))
        ),
        "subject_name": read_line(
            post, "subject", request.env._("About"), required=False
        ),
        "wish": read_text(
            post, "wish", request.env._("What you would like"), required=False
        ),
    }


def get_kinds():
    """What customers report, in their words."""
    words = {
        "complaint": request.env._("A complaint"),
        "opinion": request.env._("An opinion or suggestion"),
        "information": request.env._("Information about me is wrong"),
        "leak": request.env._("Information about me has leaked"),
    }
    offered = request.env["crm.complaint"]._get_customer_kinds()
    return {kind: words[kind] for kind in offered}


def get_report_values(company, post, error=None):
    """What the templates of both forms need."""
    # sudo: customers do not read companies
    rules = company.sudo()._get_complaint_upload_rules()
    categories = request.env["crm.complaint.category"]._get_public(company)
    return {
        "signature": sign_form(),
        "kinds": get_kinds(),
        "categories": [
            (str(category.id), category._get_public_name()) for category in categories
        ],
        "accept": ",".join(f".{kind}" for kind in sorted(rules.extensions)),
        "file_count": rules.count,
        "file_size": rules.size // (1024 * 1024),
        "post": post,
        "error": error,
    }

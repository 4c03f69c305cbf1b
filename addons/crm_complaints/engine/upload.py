# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Which files a customer may send in (CMP-01)."""

import mimetypes
import re
import unicodedata
from dataclasses import dataclass

_SEPARATOR = re.compile(r"[\s,;、]+")

# What a browser could run when somebody opens the file.
ACTIVE_TYPES = (
    "application/xhtml",
    "application/xml",
    "application/x-msdos",
    "application/x-dosexec",
    "application/javascript",
    "image/svg",
    "text/html",
    "text/javascript",
    "text/xml",
)
# A file that calls itself one of these must also look like it.
SELF_EVIDENT = ("image/", "application/pdf")


@dataclass(frozen=True)
class UploadRules:
    """The limits of one company.

    :param count: files in one message
    :param size: bytes of one file
    :param extensions: endings that are taken, in lower case and without a dot
    """

    count: int
    size: int
    extensions: frozenset


def parse_extensions(text):
    """The endings of a setting such as ``pdf, .JPG png``, Chinese commas too.

    >>> sorted(parse_extensions("pdf，.JPG、png"))
    ['jpg', 'pdf', 'png']
    """
    words = _SEPARATOR.split(unicodedata.normalize("NFKC", text or ""))
    endings = (word.lstrip(".").lower() for word in words)
    return frozenset(ending for ending in endings if ending)


def get_upload_problem(rules, name, size, content_type):
    """Why a file is not taken: ``type``, ``size``, ``empty`` or ``None``.

    :param str name: the file's name
    :param int size: its bytes
    :param str content_type: what its content looks like
    """
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in rules.extensions or content_type.startswith(ACTIVE_TYPES):
        return "type"
    # of the ending alone: a name that looks like an address says what it likes
    claimed = mimetypes.guess_type(f"file.{ending}")[0] or ""
    for family in SELF_EVIDENT:
        if claimed.startswith(family) and not content_type.startswith(family):
            return "type"
    if size > rules.size:
        return "size"
    return None if size else "empty"

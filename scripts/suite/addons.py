# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The suite's addons, read from their manifests."""

import ast
import hashlib

from .layout import ADDONS

# Folders that can change without a new installation: tests run from the files.
NOT_INSTALLED = {"__pycache__", "tests", "readme"}
NOT_INSTALLED_SUFFIXES = {".pot", ".pyc", ".md", ".rst"}


def discover(folder=ADDONS):
    """Return the manifests of the installable addons by name."""
    manifests = {}
    for path in sorted(folder.glob("*/__manifest__.py")):
        manifest = ast.literal_eval(path.read_text())
        if manifest.get("installable", True):
            manifests[path.parent.name] = manifest
    return manifests


def foreign_dependencies(manifests):
    """Return the modules outside the suite that the addons depend on."""
    named = {name for manifest in manifests.values() for name in manifest["depends"]}
    return sorted(named - manifests.keys())


def closure(manifests, name):
    """Return the suite's and the other modules that an addon needs, itself excluded."""
    own, foreign, waiting = set(), set(), [name]
    while waiting:
        for dependency in manifests[waiting.pop()]["depends"]:
            if dependency not in manifests:
                foreign.add(dependency)
            elif dependency not in own:
                own.add(dependency)
                waiting.append(dependency)
    return sorted(own), sorted(foreign)


def content_keys(manifests, folder=ADDONS):
    """Return a digest, by addon, of everything that an installation depends on."""
    return {name: _content_key(folder / name) for name in manifests}


def _content_key(addon):
    digest = hashlib.sha256()
    for path in sorted(addon.rglob("*")):
        inner = path.relative_to(addon)
        if path.suffix in NOT_INSTALLED_SUFFIXES or NOT_INSTALLED & {*inner.parts}:
            continue
        if path.is_file():
            digest.update(str(inner).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]

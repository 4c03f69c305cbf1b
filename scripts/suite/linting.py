# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Check the style of the whole, with every checker, and tell which ones complain."""

import os
import shutil
import subprocess

from . import addons, odoo_lint, system
from .console import SuiteError, run, say
from .environment import prepare
from .layout import ADDONS, EXAMPLES, LINT_VENV, LOGS, NODE, ROOT, SCRIPTS
from .venv import prepare_lint_venv

NODE_FILES = ("package.json", "package-lock.json")
PRETTIER_KINDS = ("*.js", "*.xml")


def lint():
    """Run every check; return how many failed."""
    _prepare_tools()
    environment = prepare()
    folders = _folders()
    rules = f"--rcfile={ROOT / '.pylintrc'}"
    checks = {
        "ruff": lambda: _tool("ruff", "check", "--no-fix", ROOT),
        "ruff format": lambda: _tool("ruff", "format", "--check", ROOT),
        "pylint-odoo": lambda: _tool("pylint", rules, *folders),
        "OCA checks of modules": lambda: _tool("oca-checks-odoo-module", *folders),
        # as OCA's template has it: pretty means dropping what stays as it is
        "OCA checks of translations": lambda: _tool(
            "oca-checks-po", "--disable=po-pretty-format", *_translations()
        ),
        "prettier": lambda: _node("prettier", "--check", *_prettier_files()),
        "eslint": lambda: _node("eslint", "--no-error-on-unmatched-pattern", ADDONS),
        "Odoo's checks": lambda: odoo_lint.pylint_passes(environment, folders),
        "Odoo's lint tests": lambda: odoo_lint.tests_pass(environment),
    }
    failed = [name for name, passes in checks.items() if not _told(name, passes)]
    say(f"failed: {', '.join(failed)}" if failed else "all checks pass")
    return len(failed)


def reformat():
    """Rewrite files in the project's style."""
    _prepare_tools()
    _tool("ruff", "check", "--fix-only", ROOT)
    _tool("ruff", "format", ROOT)
    # What these two cannot repair is for "make lint" to tell.
    _tool("oca-checks-odoo-module", "--fix", *_folders())
    _node("prettier", "--write", "--log-level=warn", *_prettier_files())


def _told(name, passes):
    say(name)
    return passes()


def _prepare_tools():
    system.install_packages(lint=True)
    prepare_lint_venv()
    _prepare_node()


def _prepare_node():
    """Install the JavaScript tools at the versions of the lock file."""
    if not shutil.which("npm"):
        raise SuiteError("npm is missing (see above), so JS and XML cannot be checked")
    texts = [(SCRIPTS / "node" / name).read_text() for name in NODE_FILES]
    stamp = NODE / "installed"
    if stamp.exists() and stamp.read_text() == "".join(texts):
        return
    say("installing prettier and eslint")
    NODE.mkdir(parents=True, exist_ok=True)
    for name, text in zip(NODE_FILES, texts, strict=True):
        (NODE / name).write_text(text)
    run("npm", "ci", "--no-audit", "--no-fund", cwd=NODE, log=LOGS / "npm.log")
    stamp.write_text("".join(texts))


def _tool(name, *arguments):
    """Run a Python tool, and return whether it is content."""
    return subprocess.call([LINT_VENV / "bin" / name, *arguments], cwd=ROOT) == 0


def _node(name, *arguments):
    """Run a JavaScript tool, and return whether it is content."""
    packages = NODE / "node_modules"
    variables = os.environ | {"NODE_PATH": str(packages)}
    command = [packages / ".bin" / name, *arguments]
    return subprocess.call(command, cwd=ROOT, env=variables) == 0


def _folders():
    return [
        folder / name
        for folder in (ADDONS, EXAMPLES)
        for name in addons.discover(folder)
    ]


def _translations():
    return [*ADDONS.glob("*/i18n/*.po"), *ADDONS.glob("*/i18n/*.pot")]


def _prettier_files():
    return [
        path
        for folder in (ADDONS, EXAMPLES)
        for kind in PRETTIER_KINDS
        for path in folder.rglob(kind)
    ]

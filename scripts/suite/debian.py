# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The Debian package of Odoo, downloaded and unpacked without installing it.

The mirror, its key and any proxy come from the machine's own apt settings; only the
suite that carries the package is added, in a private apt of its own.
"""

import getpass
import hashlib
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from .console import SuiteError, output, say
from .layout import CACHE

PACKAGE = "odoo-19"
PREFIX = PurePosixPath("usr/lib/python3/dist-packages")
# The package's "addons" is a partial copy of Odoo's; its metadata asks for libraries
# that need a compiler.
LEFT_OUT = ("addons", "setup", "doc", "odoo-19")
# Libraries and fonts that the package only links to, each with a file that shows
# whether an offered version still has what Odoo links to.
SUPPORT = {
    "libjs-jquery": "javascript/jquery/jquery.js",
    "libjs-jquery-form": "javascript/jquery-form/jquery.form.js",
    "libjs-underscore": "javascript/underscore/underscore.js",
    "fonts-font-awesome": "fonts-font-awesome/fonts/fontawesome-webfont.ttf",
    "fonts-roboto-unhinted": "fonts/truetype/roboto/unhinted/RobotoTTF/Roboto-Bold.ttf",
    "fonts-inconsolata": "fonts/truetype/inconsolata/Inconsolata.otf",
    "fonts-montserrat": "fonts/truetype/montserrat/Montserrat-Regular.ttf",
    "fonts-ocr-b": "fonts/opentype/ocr-b/OCRB.otf",
}
OFFERS = {
    "debian": (("sid", "testing"), "main"),
    "ubuntu": (("devel",), "main universe"),
}
# A prebuilt library that the package leaves out. The web client names it, and a
# missing file is a console error, which fails every browser test.
STUB = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


def is_usable():
    """Whether this machine has apt and is a Debian or an Ubuntu."""
    programs = all(map(shutil.which, ("apt-get", "apt-cache", "dpkg-deb")))
    return programs and _distribution() is not None


def unpack_odoo(target):
    """Unpack Odoo into ``target`` and return the package's version."""
    with _private_apt() as apt:
        version = apt.find_odoo()
        with tempfile.TemporaryDirectory(dir=CACHE) as folder:
            support = Path(folder)
            for package, proof in SUPPORT.items():
                apt.unpack_support(package, proof, support)
            links = _unpack(apt.download(PACKAGE, version), target)
            _replace_links(target, links, support)
    stub = target / STUB
    if not stub.exists():
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text("/* left out of the Debian package of Odoo */\n")
    return version


class _PrivateApt:
    """apt with sources, lists and caches of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.sources = folder / "private.sources"
        for name in ("lists/partial", "cache/archives/partial", "preferences"):
            (folder / name).mkdir(parents=True)
        settings = {
            "Dir::Etc::sourcelist": self.sources,
            "Dir::Etc::sourceparts": "/dev/null",
            "Dir::Etc::preferences": "/dev/null",
            "Dir::Etc::preferencesparts": folder / "preferences",
            "Dir::State::lists": folder / "lists",
            "Dir::Cache": folder / "cache",
            # Container images blank these two, which makes each call seconds slower.
            "Dir::Cache::pkgcache": "pkgcache.bin",
            "Dir::Cache::srcpkgcache": "srcpkgcache.bin",
            "APT::Sandbox::User": getpass.getuser(),
            "Acquire::Languages": "none",
            "Acquire::Retries": "3",
            "Acquire::AllowInsecureRepositories": "false",
            "APT::Get::AllowUnauthenticated": "false",
        }
        self.options = ["-q"]
        for key, value in settings.items():
            self.options += ["-o", f"{key}={value}"]

    def call(self, program, *arguments, **options):
        environment = os.environ | {"LC_ALL": "C.UTF-8"}
        return output(program, *self.options, *arguments, env=environment, **options)

    def versions(self, package):
        lines = self.call("apt-cache", "madison", package).splitlines()
        return [line.split("|")[1].strip() for line in lines]

    def find_odoo(self):
        """Read the suites that may carry Odoo and return the version on offer."""
        distribution = _distribution()
        uri, own_suite, key = _machine_source(distribution)
        suites, components = OFFERS[distribution]
        for suite in suites:
            stanzas = [
                f"Types: deb\nURIs: {uri}\nSuites: {name}\nComponents: {components}\n"
                + (f"Signed-By: {key}\n" if key else "")
                for name in (own_suite, suite)
            ]
            self.sources.write_text("\n".join(stanzas))
            say(f"reading the package lists of {distribution} {suite}")
            try:
                self.call("apt-get", "update")
            except SuiteError as error:
                say(f"{suite} is not usable: {error}")
                continue
            for version in self.versions(PACKAGE):
                if version.startswith("19.0"):
                    return version
        raise SuiteError(f"no suite offers {PACKAGE}")

    def download(self, package, version):
        """Return the package file, checked against the signed index."""
        details = self.call("apt-cache", "show", f"{package}={version}")
        checksum = re.search(r"^SHA256: (\w+)$", details, re.MULTILINE)[1]
        folder = CACHE / "debs"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{package}_{version.replace(':', '%3a')}_all.deb"
        if not _matches(path, checksum):
            path.unlink(missing_ok=True)
            say(f"downloading {package} {version}")
            self.call("apt-get", "download", f"{package}={version}", cwd=folder)
            if not _matches(path, checksum):
                raise SuiteError(f"{path.name}: the checksum differs")
        return path

    def unpack_support(self, package, proof, target):
        """Unpack the oldest version that still has the file Odoo links to."""
        for version in reversed(self.versions(package)):
            deb = self.download(package, version)
            output("dpkg-deb", "-x", deb, target)
            if (target / "usr/share" / proof).exists():
                return
        say(f"{package} has no {proof}: pages show without it")


@contextmanager
def _private_apt():
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="suite-apt-") as folder:
        yield _PrivateApt(Path(folder))


def _distribution():
    release = Path("/etc/os-release")
    text = release.read_text() if release.exists() else ""
    names = re.findall(r"^ID(?:_LIKE)?=(.*)$", text, re.MULTILINE)
    words = " ".join(names).replace('"', "").split()
    return next((name for name in ("ubuntu", "debian") if name in words), None)


def _machine_source(distribution):
    """Return mirror, suite and keyring of this machine's own main source."""
    layout = "$(CREATED_BY)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(SOURCESENTRY)"
    for line in output("apt-get", "indextargets", "--format", layout).splitlines():
        kind, uri, suite, component, entry = line.split("|")
        is_main = kind == "Packages" and component == "main" and "-" not in suite
        if is_main and uri.endswith(f"/{distribution}/") and "security" not in uri:
            return uri, suite, _keyring(entry)
    raise SuiteError("apt has no usable source on this machine")


def _keyring(entry):
    """Return the keyring that the stanza at ``file:line`` names, if it names one."""
    file, _, line = entry.rpartition(":")
    if not Path(file).exists():
        return None
    lines = Path(file).read_text().splitlines()[int(line) - 1 :]
    one_line = lines[0].lstrip().startswith("deb")
    stanza = lines[0] if one_line else "\n".join(lines).split("\n\n")[0]
    found = re.search(r"signed-by[:=]\s*(/[^\s\]]+)", stanza, re.IGNORECASE)
    return found and found[1]


def _matches(path, checksum):
    if not path.exists():
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == checksum


def _unpack(deb, target):
    """Unpack Odoo's files and return its links, as (path inside target, link text)."""
    links = []
    with (
        subprocess.Popen(
            ["dpkg-deb", "--fsys-tarfile", deb], stdout=subprocess.PIPE
        ) as process,
        tarfile.open(fileobj=process.stdout, mode="r|") as archive,
    ):
        for member in archive:
            inner = _place(PurePosixPath(member.name))
            if inner and member.issym():
                links.append((inner, member.linkname))
            elif inner and member.isfile():
                path = target / inner
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("wb") as stream:
                    shutil.copyfileobj(archive.extractfile(member), stream)
    if process.returncode:
        raise SuiteError(f"{deb.name} cannot be unpacked")
    return links


def _place(path):
    """Return where a file of the package goes, or None to leave it out."""
    if not path.is_relative_to(PREFIX):
        return None
    inner = path.relative_to(PREFIX)
    if not inner.parts or inner.parts[0].startswith(LEFT_OUT):
        return None
    if "i18n" in inner.parts and inner.suffix == ".po":
        # Most of the package's size is translations; ODOO_LANGS=all keeps them.
        languages = os.environ.get("ODOO_LANGS", "zh_CN").split()
        if "all" not in languages and inner.stem not in languages:
            return None
    return inner


def _replace_links(target, links, support):
    """Copy what the package links to, so that the tree depends on nothing."""
    for inner, text in links:
        wanted = support / "usr" / text.rpartition("../")[2].removeprefix("/usr/")
        # The package swaps some fonts' formats: the link's own name is right.
        same_name = wanted.with_name(inner.name)
        found = same_name if same_name.is_file() else wanted
        if found.is_file():
            path = target / inner
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(found, path)
        else:
            say(f"missing for {inner.name}: {text}")

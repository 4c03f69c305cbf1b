# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The files that put the suite into operation, checked without starting containers.

Programs that read those files in production (docker compose, nginx, postgres) are
asked when the machine has them. The test needs no Odoo database.
"""

import configparser
import contextlib
import http.client
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from odoo.tools import config as odoo_options

try:
    import yaml
except ImportError:
    yaml = None

ROOT = Path(__file__).resolve().parent.parent
CONFIG = ROOT / "config"


def read_env(path):
    """The settings of an env file.

    :param Path path: file of lines ``NAME=value`` and comments
    :return: dict of name to value
    """
    lines = path.read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if re.match(r"\w+=", line))


def run(*command, **options):
    """Run a program, keep its output, do not raise."""
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=60, **options
    )


def has_compose():
    return (
        bool(shutil.which("docker"))
        and not run("docker", "compose", "version").returncode
    )


@unittest.skipUnless(yaml, "the Python package PyYAML is missing")
class TestComposeFile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
        cls.services = cls.compose["services"]

    def test_profiles(self):
        """Two services by default; the profile adds to them and replaces nothing."""
        profiles = {name: s.get("profiles") for name, s in self.services.items()}
        self.assertEqual(
            profiles,
            {
                "db": None,
                "odoo": None,
                "odoo-web": ["scale"],
                "db-replica": ["scale"],
                "proxy": ["scale"],
            },
        )

    def test_every_service_is_watched_and_restarted(self):
        for name, service in self.services.items():
            with self.subTest(service=name):
                self.assertEqual(service["restart"], "unless-stopped")
                self.assertTrue(service["healthcheck"]["test"])
                self.assertTrue(service["logging"]["options"]["max-size"])

    def test_images_are_pinned(self):
        for name, service in self.services.items():
            with self.subTest(service=name):
                self.assertRegex(service["image"], r"^[\w-]+:\d+(\.\d+)*$")

    def test_mounted_files_exist(self):
        """A file that is missing would be mounted as an empty folder."""
        for name, service in self.services.items():
            sources = [volume.split(":")[0] for volume in service["volumes"]]
            sources += [service["env_file"]] if "env_file" in service else []
            for source in sources:
                with self.subTest(service=name, source=source):
                    if source.startswith("./") or "/" in source:
                        self.assertTrue((ROOT / source).exists())
                    else:
                        self.assertIn(source, self.compose["volumes"])

    def test_mounted_scripts_can_run(self):
        for script in [*CONFIG.rglob("*.sh"), *(ROOT / "docker").glob("*.sh")]:
            with self.subTest(script=script.name):
                self.assertTrue(os.access(script, os.X_OK))
                self.assertEqual(run("bash", "-n", str(script)).stderr, "")

    def test_secrets_have_no_default(self):
        """A secret is required, by a message, and empty in the example."""
        example = read_env(ROOT / ".env.example")
        required = set()
        for service in self.services.values():
            for name, value in service.get("environment", {}).items():
                if re.search("PASS", name):
                    with self.subTest(name=name):
                        self.assertRegex(value, r"^\$\{\w+:\?.+\}$")
                        required.add(re.match(r"\$\{(\w+)", value)[1])
        self.assertEqual(example, dict.fromkeys(required, ""))

    def test_no_secret_in_configuration(self):
        for path in CONFIG.rglob("*.*"):
            if path.suffix in (".conf", ".env"):
                with self.subTest(path=path.name):
                    self.assertNotRegex(
                        path.read_text(), r"(?im)^\s*\w*(passw|secret)\w*\s*="
                    )

    def test_database_is_not_published(self):
        self.assertTrue(self.compose["networks"]["database"]["internal"])
        for name in ("db", "db-replica"):
            self.assertNotIn("ports", self.services[name])
            self.assertEqual(self.services[name]["networks"], ["database"])

    def test_scheduled_jobs_run_on_one_node(self):
        """Web nodes run none; they read from the replica, behind a proxy."""
        main, web = (read_env(CONFIG / "odoo" / f"{r}.env") for r in ("main", "web"))
        self.assertGreater(int(main["ODOO_MAX_CRON_THREADS"]), 0)
        self.assertEqual(main["ODOO_PROXY_MODE"], "False")
        self.assertEqual(web["ODOO_MAX_CRON_THREADS"], "0")
        self.assertEqual(web["ODOO_PROXY_MODE"], "True")
        web_environment = self.services["odoo-web"]["environment"]
        self.assertEqual(web_environment["PGHOST_REPLICA"], "db-replica")
        self.assertEqual(
            self.services["odoo-web"]["deploy"]["replicas"], "${ODOO_WEB_NODES:-2}"
        )
        self.assertNotIn("PGHOST_REPLICA", self.services["odoo"]["environment"])

    def test_environment_is_known_to_odoo(self):
        known = {option.env_name for option in odoo_options.options_index.values()}
        for name in ("odoo", "odoo-web"):
            self.assertLessEqual(set(self.services[name]["environment"]), known)


@unittest.skipUnless(has_compose(), "the docker client has no compose plugin here")
class TestComposeClient(unittest.TestCase):
    def _config(self, env_file, *profile):
        command = ["docker", "compose", "--env-file", env_file, *profile, "config"]
        # Only what the file says: variables of this shell would win over it.
        needed = ("PATH", "HOME", "DOCKER_CONFIG")
        environment = {name: os.environ[name] for name in needed if name in os.environ}
        return run(*command, "--services", cwd=ROOT, env=environment)

    def test_both_profiles_are_valid(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("docker", ".env.example"):
                source = ROOT / name
                copy = shutil.copytree if source.is_dir() else shutil.copy
                copy(source, Path(folder, name))
            written = run(f"{folder}/docker/new-env.sh")
            self.assertEqual(written.returncode, 0, written.stderr)
            env_file = Path(folder, ".env")
            self.assertEqual(env_file.stat().st_mode & 0o077, 0)
            secrets = list(read_env(env_file).values())
            self.assertEqual(len(set(secrets)), 4)
            self.assertTrue(all(len(secret) == 48 for secret in secrets))
            # A second run must not replace secrets that a database already uses.
            self.assertNotEqual(run(f"{folder}/docker/new-env.sh").returncode, 0)

            default = self._config(str(env_file))
            self.assertEqual(default.returncode, 0, default.stderr)
            self.assertEqual(set(default.stdout.split()), {"db", "odoo"})
            scale = self._config(str(env_file), "--profile", "scale")
            self.assertEqual(scale.returncode, 0, scale.stderr)
            self.assertEqual(
                set(scale.stdout.split()),
                {"db", "odoo", "odoo-web", "db-replica", "proxy"},
            )

    def test_missing_secret_is_named(self):
        result = self._config(str(ROOT / ".env.example"))
        self.assertNotEqual(result.returncode, 0)
        self.assertRegex(
            result.stderr, r"_PASSWORD is missing a value: set it in \.env"
        )


class TestOdooConfiguration(unittest.TestCase):
    def test_every_option_is_known(self):
        """Odoo only warns about a name it does not know, and a wrong value is late."""
        parser = configparser.RawConfigParser()
        parser.read(CONFIG / "odoo" / "odoo.conf")
        for name, value in parser.items("options"):
            with self.subTest(option=name):
                self.assertTrue(odoo_options.options_index[name].file_loadable)
                # The folders exist in the image only.
                if name != "addons_path":
                    odoo_options.parse(name, value)
        self.assertFalse(parser.getboolean("options", "list_db"))

    def test_every_variable_is_known(self):
        options = {o.env_name: o.dest for o in odoo_options.options_index.values()}
        for path in (CONFIG / "odoo").glob("*.env"):
            for name, value in read_env(path).items():
                with self.subTest(role=path.stem, variable=name):
                    odoo_options.parse(options[name], value)

    def test_roles_do_not_repeat_the_base(self):
        parser = configparser.RawConfigParser()
        parser.read(CONFIG / "odoo" / "odoo.conf")
        base = {f"ODOO_{name.upper()}" for name in parser.options("options")}
        for role in ("main", "web"):
            self.assertFalse(base & set(read_env(CONFIG / "odoo" / f"{role}.env")))


@unittest.skipUnless(shutil.which("postgres"), "no PostgreSQL server program here")
class TestPostgresConfiguration(unittest.TestCase):
    def test_settings_are_known(self):
        """One wrong name or value, and the server does not start."""
        with tempfile.TemporaryDirectory() as folder:
            file = CONFIG / "postgresql" / "postgresql.conf"
            result = run(
                # -C must come first, or the program refuses to run as root.
                *("postgres", "-C", "hba_file", "-D", folder),
                *("-c", f"config_file={file}"),
            )
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(result.stdout.strip(), "/etc/postgresql/pg_hba.conf")


class _Upstream:
    """Stands in for the web nodes: answers with its name, path and headers."""

    def __init__(self, name):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                headers = {key.lower(): value for key, value in self.headers.items()}
                answer = {"upstream": name, "path": self.path, "headers": headers}
                body = json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args):
                """Be silent: a test's output is for failures."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@unittest.skipUnless(shutil.which("nginx"), "no nginx here")
@unittest.skipUnless(shutil.which("openssl"), "no openssl to make a certificate")
class TestProxy(unittest.TestCase):
    """nginx itself with production's file; only names and ports are changed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.pages, cls.websocket = _Upstream("http"), _Upstream("websocket")
        cls.addClassCleanup(cls.pages.close)
        cls.addClassCleanup(cls.websocket.close)
        cls.port, cls.tls_port = cls._free_ports(2)
        cls._make_certificate()
        cls.file = cls.folder / "nginx.conf"
        cls.file.write_text(cls._local_configuration())
        checked = run("nginx", "-t", "-c", str(cls.file))
        if checked.returncode:
            raise AssertionError(checked.stderr)
        cls._start()

    @staticmethod
    def _free_ports(count):
        sockets = [socket.create_server(("127.0.0.1", 0)) for _index in range(count)]
        ports = [sock.getsockname()[1] for sock in sockets]
        for sock in sockets:
            sock.close()
        return ports

    @classmethod
    def _make_certificate(cls):
        result = run(
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"),
            *("-subj", "/CN=localhost", "-keyout", str(cls.folder / "privkey.pem")),
            *("-out", str(cls.folder / "fullchain.pem")),
        )
        if result.returncode:
            raise AssertionError(result.stderr)

    @classmethod
    def _local_configuration(cls):
        """The file with everything that exists only among containers replaced.

        ``resolve`` and its resolver need nginx 1.27.3; the image has it, a
        distribution perhaps not, and here is no name to resolve.
        """
        text = (CONFIG / "nginx" / "nginx.conf").read_text()
        for pattern, local in (
            (r"server odoo-web:8069 resolve", f"server 127.0.0.1:{cls.pages.port}"),
            (r"server odoo-web:8072 resolve", f"server 127.0.0.1:{cls.websocket.port}"),
            (r"resolver 127\.0\.0\.11 .*;", ""),
            (r"listen 80;", f"listen 127.0.0.1:{cls.port};"),
            (r"listen 443 ssl;", f"listen 127.0.0.1:{cls.tls_port} ssl;"),
            (r"/etc/nginx/tls(?=/\w+\.pem;)", str(cls.folder)),
            (r"pid /run/nginx.pid;", f"pid {cls.folder}/nginx.pid; daemon off;"),
            (r"/dev/std(out|err)", f"{cls.folder}/nginx.log"),
        ):
            text, replaced = re.subn(pattern, local, text)
            if not replaced:
                raise AssertionError(f"nginx.conf has no {pattern} any more")
        return text

    @classmethod
    def _start(cls):
        nginx = subprocess.Popen(
            ["nginx", "-c", str(cls.file)], stderr=subprocess.DEVNULL
        )
        cls.addClassCleanup(nginx.wait, timeout=10)
        cls.addClassCleanup(nginx.terminate)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with socket.socket() as sock:
                if not sock.connect_ex(("127.0.0.1", cls.tls_port)):
                    return
            time.sleep(0.05)
        raise AssertionError((cls.folder / "nginx.log").read_text())

    def _request(self, path, tls=True, **headers):
        """Ask the proxy; redirects are not followed.

        :return: status, headers and body of the answer
        """
        if tls:
            context = ssl.create_default_context(cafile=self.folder / "fullchain.pem")
            context.check_hostname = False
            connection = http.client.HTTPSConnection(
                "127.0.0.1", self.tls_port, timeout=10, context=context
            )
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        with contextlib.closing(connection):
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("GET", path, headers=names)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()

    def _get(self, path, **headers):
        """What the upstream received."""
        status, _headers, body = self._request(path, **headers)
        self.assertEqual(status, 200)
        return json.loads(body)

    def test_pages_go_to_the_workers(self):
        self.assertEqual(self._get("/odoo/contacts?view=list")["upstream"], "http")

    def test_websockets_go_to_their_own_port(self):
        answer = self._get(
            "/websocket?version=1", Connection="Upgrade", Upgrade="websocket"
        )
        self.assertEqual(answer["upstream"], "websocket")
        self.assertEqual(answer["headers"]["upgrade"], "websocket")
        self.assertEqual(answer["headers"]["connection"], "upgrade")

    def test_client_cannot_forge_its_address(self):
        headers = self._get("/", X_Forwarded_For="8.8.8.8", X_Forwarded_Host="evil")[
            "headers"
        ]
        self.assertEqual(headers["x-forwarded-for"], "127.0.0.1")
        self.assertEqual(headers["x-forwarded-host"], f"127.0.0.1:{self.tls_port}")
        self.assertEqual(headers["x-forwarded-proto"], "https")

    def test_plain_http_is_redirected(self):
        status, headers, _body = self._request("/odoo", tls=False)
        self.assertEqual(status, 301)
        self.assertEqual(headers["Location"], "https://127.0.0.1/odoo")

    def test_health_and_database_manager(self):
        self.assertEqual(self._request("/proxy-health", tls=False)[0], 204)
        self.assertEqual(self._request("/web/database/manager")[0], 404)

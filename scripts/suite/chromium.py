# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A headless Chromium, driven through its DevTools socket."""

import base64
import json
import resource
import shutil
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import websocket

from .system import CHROMIUM

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--no-first-run",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    # The documents are files whose styles and pictures come from Odoo's server.
    "--disable-web-security",
    "--allow-file-access-from-files",
    "--font-render-hinting=none",
    "--remote-debugging-port=0",
    "--remote-allow-origins=*",
)
START_SECONDS = 30
ANSWER_SECONDS = 120


class Chromium:
    """Opens pages, prints and pictures them; use it as a context manager."""

    def __enter__(self):
        self.profile = tempfile.TemporaryDirectory(
            prefix="suite-pdf-", ignore_cleanup_errors=True
        )
        program = next(filter(None, map(shutil.which, CHROMIUM)))
        self.process = subprocess.Popen(
            [program, *FLAGS, f"--user-data-dir={self.profile.name}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=_lift_memory_limit,  # noqa: PLW1509 (there are no threads)
        )
        self.socket = websocket.create_connection(
            self._page_address(), timeout=ANSWER_SECONDS, suppress_origin=True
        )
        self.last_id = 0
        self.events = []
        self.call("Page.enable")
        self.call("Network.enable")
        return self

    def __exit__(self, *error):
        self.socket.close()
        self.process.terminate()
        self.process.wait()
        self.profile.cleanup()

    def call(self, method, **parameters):
        """Send a command and return its result; events meanwhile are kept."""
        self.last_id += 1
        message = {"id": self.last_id, "method": method, "params": parameters}
        self.socket.send(json.dumps(message))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") != self.last_id:
                self.events.append(answer.get("method"))
            elif "error" in answer:
                raise RuntimeError(f"{method}: {answer['error']}")
            else:
                return answer["result"]

    def open(self, address):
        """Open a page, and wait for its files and fonts."""
        self.events.clear()
        self.call("Page.navigate", url=address)
        while "Page.loadEventFired" not in self.events:
            self.events.append(json.loads(self.socket.recv()).get("method"))
        self.evaluate("document.fonts.ready.then(() => true)")

    def evaluate(self, script):
        """Run a script in the page and return its value, of a promise its result."""
        answer = self.call(
            "Runtime.evaluate",
            expression=script,
            awaitPromise=True,
            returnByValue=True,
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["result"].get("description") or script)
        return answer["result"].get("value")

    def resize(self, width, height):
        """Make the window so many pixels wide and high."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def take_picture(self):
        """Return what the window shows as PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot")["data"])

    def print_page(self, **layout):
        """Return the open page as PDF; lengths are in inches."""
        result = self.call("Page.printToPDF", printBackground=True, **layout)
        return base64.b64decode(result["data"])

    def _page_address(self):
        """Return the address of the first page's DevTools socket."""
        port_file = Path(self.profile.name, "DevToolsActivePort")
        end = time.monotonic() + START_SECONDS
        while not (port_file.exists() and "\n" in port_file.read_text()):
            if time.monotonic() > end or self.process.poll() is not None:
                raise RuntimeError("Chromium does not start")
            time.sleep(0.05)
        port = port_file.read_text().split()[0]
        listing = urllib.request.urlopen(f"http://127.0.0.1:{port}/json", timeout=10)
        pages = [target for target in json.load(listing) if target["type"] == "page"]
        return pages[0]["webSocketDebuggerUrl"]


def _lift_memory_limit():
    """Undo Odoo's limit on address space, of which Chromium reserves much more."""
    unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_AS, unlimited)

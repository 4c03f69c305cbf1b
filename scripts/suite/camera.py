# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Open the screens of the picture list in Chromium and keep them as small PNG files.

``python -m suite.camera ADDRESS DATABASE [NAME...]``
"""

import io
import json
import sys
import time
import urllib.request

from PIL import Image

from .chromium import Chromium
from .layout import ROOT
from .picture_list import PICTURES

FOLDER = ROOT / "docs" / "images"
COLOURS = 128
# What may not be larger, in bytes
LIMIT = 150_000
WAIT_SECONDS = 60
TIMEZONE = "Asia/Shanghai"
# Nothing moves and no cursor blinks.
STILL = """
    new MutationObserver((_changes, observer) => {
        if (!document.head) return;
        observer.disconnect();
        const style = document.createElement("style");
        style.textContent = "*, *::before, *::after {"
            + "animation: none !important; transition: none !important;"
            + "caret-color: transparent !important; }"
            + ".o_notification_manager { display: none; }";
        document.head.append(style);
    }).observe(document, {childList: true, subtree: true});
"""
# What tells whether the page still changes
STATE = """
    [document.readyState, document.body.innerHTML.length,
     performance.getEntriesByType("resource").length,
     [...document.images].every((image) => image.complete)].join()
"""


class Visitor:
    """A person of the demo, logged in."""

    def __init__(self, address, database, login):
        self.address = address
        cookies = urllib.request.HTTPCookieProcessor()
        proxies = urllib.request.ProxyHandler({})
        self.opener = urllib.request.build_opener(proxies, cookies)
        self.cookies = cookies.cookiejar
        self.account = {"db": database, "login": login, "password": login}
        self.log_in()

    def log_in(self):
        self.uid = self.ask("/web/session/authenticate", **self.account)["uid"]

    @property
    def session(self):
        cookies = (one for one in self.cookies if one.name == "session_id")
        return next(cookies).value

    def ask(self, path, **parameters):
        request = urllib.request.Request(
            self.address + path,
            json.dumps({"jsonrpc": "2.0", "params": parameters}).encode(),
            {"Content-Type": "application/json"},
        )
        answer = json.load(self.opener.open(request, timeout=WAIT_SECONDS))
        if "error" in answer:
            raise RuntimeError(answer["error"]["data"]["message"])
        return answer["result"]

    def call(self, model, method, *args, **kwargs):
        return self.ask(
            f"/web/dataset/call_kw/{model}/{method}",
            model=model,
            method=method,
            args=args,
            kwargs=kwargs,
        )

    def speak(self, lang):
        """In this language from now on: a session keeps the one of its beginning."""
        self.call("res.users", "write", [self.uid], {"lang": lang})
        self.log_in()

    def find(self, model, domain, order="id"):
        found = self.call(model, "search", domain, order=order, limit=1)
        if not found:
            raise RuntimeError(f"nothing in the demo: {model} {domain}")
        return found[0]


class Camera:
    """Takes pictures of screens of a running Odoo."""

    def __init__(self, browser, address, database):
        self.browser = browser
        self.address = address
        self.database = database
        self.visitors = {}
        browser.call("Page.addScriptToEvaluateOnNewDocument", source=STILL)
        # people look at the clock of their own desk
        browser.call("Emulation.setTimezoneOverride", timezoneId=TIMEZONE)

    def take(self, picture):
        visitor = self._get_visitor(picture.login)
        visitor.speak(picture.lang)
        self.browser.call(
            "Network.setCookie",
            name="session_id",
            value=visitor.session,
            url=self.address,
        )
        self.browser.resize(picture.width, picture.height)
        path = picture.path
        if picture.record:
            path = f"{path}/{visitor.find(*picture.record)}"
        prefix = "" if path.startswith("/") else "/odoo/"
        self.browser.open(f"{self.address}{prefix}{path}")
        self._await(picture.wait)
        for selector in picture.clicks:
            self._click(selector)
        self._settle()
        target = FOLDER / f"{picture.name}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(shrink(self.browser.take_picture()))
        return target

    def _get_visitor(self, login):
        if login not in self.visitors:
            self.visitors[login] = Visitor(self.address, self.database, login)
        return self.visitors[login]

    def _click(self, selector):
        """Click like a person; ``selector|text`` is the one that shows the text."""
        self._settle()
        css, _equals, text = selector.partition("|")
        find = (
            f"[...document.querySelectorAll({json.dumps(css)})]"
            f".find((one) => one.textContent.includes({json.dumps(text)}))"
        )
        self._until(f"!!{find}", selector)
        self.browser.evaluate(f"{find}.scrollIntoView({{block: 'nearest'}})")
        self.browser.evaluate(f"{find}.click()")

    def _await(self, selector):
        self._until(f"!!document.querySelector({json.dumps(selector)})", selector)

    def _until(self, condition, name):
        end = time.monotonic() + WAIT_SECONDS
        while not self.browser.evaluate(condition):
            if time.monotonic() > end:
                raise RuntimeError(f"not on the screen: {name}")
            time.sleep(0.2)

    def _settle(self):
        """Wait until the page has not changed for a while."""
        known, since = None, time.monotonic()
        end = since + WAIT_SECONDS
        while time.monotonic() - since < 1 and time.monotonic() < end:
            state = self.browser.evaluate(STATE)
            if state != known:
                known, since = state, time.monotonic()
            time.sleep(0.1)


def shrink(png):
    """Return the picture with as few colours as a screen needs."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    target = io.BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(
        target, "PNG", optimize=True
    )
    return target.getvalue()


def main(address, database, *names):
    unknown = set(names) - {picture.name for picture in PICTURES}
    if unknown:
        print(f"no such picture: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 1
    failed = 0
    with Chromium() as browser:
        camera = Camera(browser, address, database)
        for picture in PICTURES:
            if names and picture.name not in names:
                continue
            try:
                file = camera.take(picture)
            except RuntimeError as error:
                print(f"{picture.name}: {error}", file=sys.stderr)
                failed += 1
                continue
            size = file.stat().st_size
            print(f"{file.relative_to(ROOT)} {size // 1000} kB", flush=True)
            if size > LIMIT:
                print(f"{picture.name}: larger than {LIMIT} bytes", file=sys.stderr)
                failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

# Copyright 2026 Customer Policy Suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Print as wkhtmltopdf does when Odoo calls it, with Chromium.

Distributions carry a wkhtmltopdf without headers, footers and page numbers. Headers and
footers are pages of their own here, laid over each page of the document.
"""

import http.cookies
import io
import sys
import urllib.parse
from dataclasses import dataclass, field
from pathlib import Path

from .chromium import Chromium

try:
    from pypdf import PdfReader, PdfWriter
except ImportError:  # Python before 3.13 has Odoo's older choice
    from PyPDF2 import PdfReader, PdfWriter

# Odoo asks for the version, to know what the program can do.
VERSION = "wkhtmltopdf 0.12.6.1 (with patched qt)"
FLAGS = {
    "--disable-local-file-access",
    "--enable-local-file-access",
    "--quiet",
    "--header-line",
    "--footer-line",
    "--disable-smart-shrinking",
    "--version",
}
# Width and height in millimetres.
PAPER = {
    "A3": (297, 420),
    "A4": (210, 297),
    "A5": (148, 210),
    "B5": (176, 250),
    "Legal": (215.9, 355.6),
    "Letter": (215.9, 279.4),
    "Tabloid": (279.4, 431.8),
}
INCH = 25.4
# About what wkhtmltopdf's own shrinking comes to.
SCALE = 0.8
TRANSPARENT = """
    const style = document.createElement("style");
    style.textContent = "html, body { background: transparent !important; }";
    document.head.append(style);
"""


@dataclass
class Job:
    """What the command line asks for."""

    options: dict = field(default_factory=dict)
    files: list = field(default_factory=list)
    headers: dict = field(default_factory=dict)

    @classmethod
    def parse(cls, arguments):
        job = cls()
        arguments = iter(arguments)
        for argument in arguments:
            if argument in FLAGS:
                job.options[argument.removeprefix("--")] = True
            elif argument == "--cookie":
                # The only option with two values; Odoo's tests let requests in by it.
                job.headers["Cookie"] = f"{next(arguments)}={next(arguments)}"
            elif argument.startswith("--"):
                job.options[argument.removeprefix("--")] = next(arguments)
            else:
                job.files.append(argument)
        return job

    @property
    def paper(self):
        width, height = PAPER.get(self.options.get("page-size"), PAPER["A4"])
        if "page-width" in self.options:
            width, height = (
                float(self.options[f"page-{side}"].removesuffix("mm"))
                for side in ("width", "height")
            )
        landscape = self.options.get("orientation", "").lower() == "landscape"
        return (height, width) if landscape else (width, height)

    def margin(self, side):
        return float(self.options.get(f"margin-{side}", 10))

    def layout(self, top, bottom):
        """Return DevTools' parameters for a page with these two margins."""
        width, height = self.paper
        return {
            "scale": SCALE,
            "paperWidth": width / INCH,
            "paperHeight": height / INCH,
            "marginTop": top / INCH,
            "marginBottom": bottom / INCH,
            "marginLeft": self.margin("left") / INCH,
            "marginRight": self.margin("right") / INCH,
        }

    def cookies(self):
        """Return the session cookie that Odoo hands over in a file."""
        if "cookie-jar" not in self.options:
            return []
        jar = http.cookies.SimpleCookie(Path(self.options["cookie-jar"]).read_text())
        return [
            {
                "name": name,
                "value": cookie.value,
                "domain": cookie["domain"],
                "path": cookie["path"] or "/",
                "httpOnly": True,
            }
            for name, cookie in jar.items()
            if cookie["domain"]
        ]


def print_job(job):
    *bodies, target = job.files
    writer = PdfWriter()
    with Chromium() as browser:
        for cookie in job.cookies():
            browser.call("Network.setCookie", **cookie)
        if job.headers:
            browser.call("Network.enable")
            browser.call("Network.setExtraHTTPHeaders", headers=job.headers)
        documents = [_print_body(browser, job, body) for body in bodies]
        total = sum(len(document.pages) for document in documents)
        number = 0
        for body, document in zip(bodies, documents, strict=True):
            for inner_number, page in enumerate(document.pages, 1):
                number += 1
                values = {
                    "page": number,
                    "frompage": 1,
                    "topage": total,
                    "sitepage": inner_number,
                    "sitepages": len(document.pages),
                    # Odoo's script takes the record's header by the body's name.
                    "webpage": f"file://{body}",
                }
                _lay_over(browser, job, page, values)
                writer.add_page(page)
    with open(target, "wb") as stream:
        writer.write(stream)


def _print_body(browser, job, body):
    browser.open(_address(body))
    layout = job.layout(job.margin("top"), job.margin("bottom"))
    return PdfReader(io.BytesIO(browser.print_page(**layout)))


def _lay_over(browser, job, page, values):
    """Put header and footer of one page onto it."""
    height = job.paper[1]
    # The header starts at the paper's edge, the footer where the text's area ends.
    for part, top in (("header", 0), ("footer", max(0, height - job.margin("bottom")))):
        file = job.options.get(f"{part}-html")
        if not file:
            continue
        query = urllib.parse.urlencode(values, quote_via=urllib.parse.quote)
        browser.open(f"{_address(file)}?{query}")
        browser.evaluate(TRANSPARENT)
        printed = PdfReader(io.BytesIO(browser.print_page(**job.layout(top, 0))))
        if printed.pages:
            page.merge_page(printed.pages[0])


def _address(file):
    return Path(file).absolute().as_uri()


def main():
    job = Job.parse(sys.argv[1:])
    if job.options.get("version"):
        print(VERSION)
        return 0
    print_job(job)
    return 0


if __name__ == "__main__":
    sys.exit(main())

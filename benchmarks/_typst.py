"""The same text set by Typst, which is compiled and does little of what WeasyPrint can."""

from __future__ import annotations

import json
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import count

import typst

from wizard.handout.pdf import ASSETS

LOOK = """
#set document(title: "Mijn plan")
#set page(paper: "a4", margin: 14mm, footer: context [#counter(page).display("1 / 1", both: true)])
#set text(font: "Startplan Paper", size: 12pt, lang: "nl")
"""
LEVELS = {"h1": 1, "h2": 2, "h3": 3}
BLOCKS = {*LEVELS, "p", "li", "th", "td"}


def typst_press(html: str) -> Callable[[], bytes]:
    """Return what prints the text of a paper, with the same fonts.

    A number below it is new each time: Typst remembers what it has set before.
    """
    source, numbers = LOOK + Words(html).source, count()

    def press() -> bytes:
        text = f'{source}#par("{next(numbers)}")'.encode()
        fonts = [str(ASSETS)]
        pdf = typst.compile(
            text, font_paths=fonts, ignore_system_fonts=True, pdf_standards=["ua-1"]
        )
        return bytes(pdf)

    return press


class Words(HTMLParser):
    """Turns headings, paragraphs, list items and cells of a page into a Typst document."""

    def __init__(self, html: str) -> None:
        """Read a page; `source` is the document."""
        super().__init__()
        self.source = ""
        self._block, self._text = "", ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - HTMLParser's own
        """Begin a block, or a table."""
        if tag in BLOCKS:
            self._block, self._text = tag, ""
        elif tag == "table":
            self.source += "#table(columns: 3,\n"

    def handle_data(self, data: str) -> None:
        """Keep the text of a block."""
        if self._block:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        """Write a block down, or end a table."""
        if tag == "table":
            self.source += ")\n"
        if tag != self._block:
            return
        words = json.dumps(" ".join(self._text.split()), ensure_ascii=False)
        self._block = ""
        match tag:
            case "th" | "td":
                self.source += f"{words},\n"
            case "li":
                self.source += f"#list({words})\n"
            case "p":
                self.source += f"#par({words})\n"
            case _:
                self.source += f"#heading(level: {LEVELS[tag]}, {words})\n"

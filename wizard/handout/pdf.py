"""HTML to PDF in this process: the only module, with `tagging`, that knows WeasyPrint.

The site prints through `workers`, in processes of their own; commands may print here.
WeasyPrint is imported on first use, because that takes most of a second.
"""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from wizard.errors import PdfFailed
from wizard.handout.identification import colours, name_both_standards
from wizard.handout.paper import Paper
from wizard.resources import PACKAGE, built_files

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcherResponse

MEDIA_TYPES = {".ttf": "font/ttf", ".css": "text/css", ".svg": "image/svg+xml"}
ASSETS = PACKAGE / "handout" / "assets"
SCHEME = "handout:"
COLOURS = "paper-rgb"
RIGHT_TO_LEFT = "rtl"
SIDES = re.compile(r"\b(left|right)\b")
SIZE = re.compile(r"\b(font(?:-size)?: )(\d+)pt")
LARGER = 1.2
LOOSE_END = re.compile(r"\s+(?=</(?:p|li|td|th|h[1-6])>)")
"""A space behind the last word: where only that does not fit, the line breaks after its first."""


def render_pdf(paper: Paper) -> bytes:
    """Return `paper` as a tagged PDF/UA-1 and PDF/A-3a file; it must have a title and a language.

    Raises PdfFailed, without a word of what was in the page.
    """
    try:
        return _press()(paper)
    except PdfFailed:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, only its class may go on
        raise PdfFailed(type(error).__name__) from None


@functools.cache
def _press() -> Press:
    return Press()


class OwnAssets:
    """Fetches the paper's own styles, fonts and pictures from memory, and refuses everything else.

    A page made from what people typed must never reach the network, a file or another server;
    `refused` counts the attempts.
    """

    # WeasyPrint asks this of a fetcher: a refused address is left out, the page still prints.
    _fail_on_errors = False

    def __init__(self) -> None:
        self._assets = {path.name: path.read_bytes() for path in _own_files()}
        pictures = dict(_pictures())
        self._assets |= {name: path.read_bytes() for name, path in pictures.items()}
        self._assets["pictures.css"] = _classes(pictures).encode()
        self.refused = 0

    def __call__(self, url: str) -> URLFetcherResponse:
        """Return one of our assets. Raises PermissionError for any other address."""
        from weasyprint.urls import URLFetcherResponse

        name = url.removeprefix(SCHEME)
        if not url.startswith(SCHEME) or name not in self._assets:
            self.refused += 1
            message = "the paper uses its own assets only"
            raise PermissionError(message)
        kind = MEDIA_TYPES[PurePath(name).suffix]
        return URLFetcherResponse(url, self._assets[name], {"Content-Type": kind})

    def style(self, name: str) -> str:
        """Return the text of one of our style sheets."""
        return self._assets[f"{name}.css"].decode()


def from_right_to_left(css: str) -> str:
    """Return a style sheet for a paper in Arabic: each side is the other, letters are larger."""
    mirrored = SIDES.sub(lambda side: "left" if side[0] == "right" else "right", css)
    return SIZE.sub(lambda size: f"{size[1]}{LARGER * int(size[2]):g}pt", mirrored)


def _own_files() -> Iterator[Path]:
    """Yield the fonts and style sheets of paper."""
    return (path for path in ASSETS.iterdir() if path.suffix in MEDIA_TYPES)


def _pictures() -> Iterator[tuple[str, Path]]:
    """Yield the pictures that answers have on their pages, as `icons/<name>.svg`."""
    for name, built in built_files().items():
        if name.startswith("icons/"):
            yield name, PACKAGE / "static" / built


def _classes(pictures: Iterable[str]) -> str:
    """Return a style with a class for each picture: a background is never read aloud."""
    return "\n".join(
        f'.picture-{PurePath(name).stem} {{ background-image: url("{SCHEME}{name}") }}'
        for name in pictures
    )


class Press:
    """Prints pages with style sheets and one set of fonts that are read once and used again."""

    def __init__(self) -> None:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        from wizard.handout import letters, tagging

        keep_quiet()
        tagging.install()
        letters.install()
        self.fetcher = OwnAssets()
        self._weasyprint = weasyprint
        self._fonts = FontConfiguration()
        self._colours = colours()
        self._letters = self._read(self.fetcher.style("letters"))
        self._style = functools.cache(self._make_style)

    def _read(self, css: str) -> Any:
        return self._weasyprint.CSS(string=css, url_fetcher=self.fetcher, font_config=self._fonts)

    def _make_style(self, name: str, direction: str) -> Any:
        css = self.fetcher.style(name)
        return self._read(from_right_to_left(css) if direction == RIGHT_TO_LEFT else css)

    def _styles(self, paper: Paper, direction: str) -> Iterator[Any]:
        yield self._letters
        for name in ("base", paper.style, *paper.more):
            yield self._style(name, direction)
        if direction == RIGHT_TO_LEFT:
            yield self._style("arabic", "")

    def __call__(self, paper: Paper) -> bytes:
        """Return the PDF. Raises PdfFailed when the page has no title or no language."""
        page = self._weasyprint.HTML(string=LOOSE_END.sub("", paper.html), url_fetcher=self.fetcher)
        styles = self._styles(paper, page.etree_element.get("dir", ""))
        document = page.render(font_config=self._fonts, stylesheets=list(styles))
        if not (document.metadata.title and page.etree_element.get("lang")):
            raise PdfFailed("a page needs a title and a language")
        # Only the title is told about the file: no author, no date, no keywords.
        document.color_profiles[COLOURS] = self._colours
        written: Any = document.write_pdf(
            pdf_variant="pdf/a-3a", output_intent=COLOURS, finisher=name_both_standards
        )
        return bytes(written)


def keep_quiet() -> None:
    """Keep what WeasyPrint and fontTools say inside: their messages quote the page."""
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).propagate = False

"""HTML to PDF in this process: the only module, with `tagging`, that knows WeasyPrint.

The site prints through `workers`, in processes of their own; commands may print here.
WeasyPrint is imported on first use, because that takes most of a second.
"""

from __future__ import annotations

import functools
import logging
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from wizard.errors import PdfFailed

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcherResponse

ASSETS = {"regular.ttf": "font/ttf", "bold.ttf": "font/ttf", "handout.css": "text/css"}
SCHEME = "handout:"


def render_pdf(html: str) -> bytes:
    """Return `html` as a tagged PDF/UA-1 file; it must have a title and a language.

    Raises PdfFailed, without a word of what was in the page.
    """
    try:
        return _press()(html)
    except PdfFailed:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, only its class may go on
        raise PdfFailed(type(error).__name__) from None


@functools.cache
def _press() -> Press:
    return Press()


class OwnAssets:
    """Fetches the paper's own style sheet and fonts from memory, and refuses everything else.

    A page made from what people typed must never reach the network, a file or another server;
    `refused` counts the attempts.
    """

    # WeasyPrint asks this of a fetcher: a refused address is left out, the page still prints.
    _fail_on_errors = False

    def __init__(self) -> None:
        folder = files(__package__).joinpath("assets")
        self._assets = {name: folder.joinpath(name).read_bytes() for name in ASSETS}
        self.refused = 0

    def __call__(self, url: str) -> URLFetcherResponse:
        """Return one of our assets. Raises PermissionError for any other address."""
        from weasyprint.urls import URLFetcherResponse

        name = url.removeprefix(SCHEME)
        if not url.startswith(SCHEME) or name not in self._assets:
            self.refused += 1
            message = "the paper uses its own assets only"
            raise PermissionError(message)
        return URLFetcherResponse(url, self._assets[name], {"Content-Type": ASSETS[name]})


class Press:
    """Prints pages with one style sheet and one set of fonts, read once and used again."""

    def __init__(self) -> None:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        from wizard.handout import tagging

        keep_quiet()
        tagging.install()
        self.fetcher = OwnAssets()
        self._weasyprint = weasyprint
        self._fonts = FontConfiguration()
        self._style = weasyprint.CSS(
            url=f"{SCHEME}handout.css", url_fetcher=self.fetcher, font_config=self._fonts
        )

    def __call__(self, html: str) -> bytes:
        """Return the PDF. Raises PdfFailed when the page has no title or no language."""
        page = self._weasyprint.HTML(string=html, url_fetcher=self.fetcher)
        document = page.render(font_config=self._fonts, stylesheets=[self._style])
        if not (document.metadata.title and page.etree_element.get("lang")):
            raise PdfFailed("a page needs a title and a language")
        # Only the title is told about the file: no author, no date, no keywords.
        written: Any = document.write_pdf(pdf_variant="pdf/ua-1")
        return bytes(written)


def keep_quiet() -> None:
    """Keep what WeasyPrint and fontTools say inside: their messages quote the page."""
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).propagate = False

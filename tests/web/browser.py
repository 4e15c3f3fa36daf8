"""A browser without a screen: one person, who reads, ticks, types and presses."""

import itertools
from collections.abc import Collection
from typing import Any
from urllib.parse import unquote

from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.pages import Page

PLACE = "/arnhem/nl"
ADDRESSES = itertools.count(1)


class Browser(FlaskClient):
    """A client that checks every page it gets; `page` is the last one.

    Each has an address of its own, so that limits of one test do not reach another. What was
    typed may never stand in a title, an address or a redirect.
    """

    page: Page
    langs: Collection[str] = ("nl",)  # of the pages that this person may get

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.typed: set[str] = set()
        number = next(ADDRESSES)
        self.environ_base["REMOTE_ADDR"] = f"10.0.{number // 250}.{number % 250 + 1}"

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request as a browser does, and check what comes back."""
        if kwargs.get("method") == "POST":
            headers = {"Sec-Fetch-Site": "same-origin", **dict(kwargs.pop("headers", None) or {})}
            kwargs["headers"] = {name: value for name, value in headers.items() if value}
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and not response.location and response.data:
            self.page = Page(response)
            assert self.page.lang in self.langs
            self._says_nothing(self.page.title)
        self._says_nothing(unquote(response.request.full_path + (response.location or "")))
        return response

    def _says_nothing(self, public: str) -> None:
        assert not [words for words in self.typed if words in public]

    def get_page(self, path: str, status: int = 200) -> BeautifulSoup:
        """Get a page of Arnhem in Dutch and return it as soup."""
        return self.visit(PLACE + path, status).soup

    def visit(self, path: str, status: int = 200) -> Page:
        """Get a page, by way of redirects."""
        response = self.get(path)
        while response.location:
            response = self.get(response.location)
        assert response.status_code == status, (path, response.status, self.page.heading)
        return self.page

    def press(self, text: str, status: int = 200) -> Page:
        """Press a button, or else follow a link, by its visible text."""
        if text not in self.page.buttons():
            return self.visit(self.page.links()[text], status)
        action, fields = self.page.form_of(text)
        response = self.send(action, fields)
        if response.location:
            return self.visit(response.location, status)
        assert response.status_code == status, (text, response.status, self.page.heading)
        return self.page

    def send(self, url: str, fields: list[tuple[str, str]], **headers: str) -> TestResponse:
        """Post fields as a form."""
        names = dict.fromkeys(name for name, _ in fields)
        lists = {name: [value for key, value in fields if key == name] for name in names}
        return self.post(url, data=lists, headers=headers)

    def tick(self, *labels: str) -> None:
        """Tick or pick by label."""
        for label in labels:
            self.page.tick(label)

    def write(self, text: str, label: str = "") -> None:
        """Type own words, and remember them: they are nobody else's."""
        self.typed |= {text.strip()} - {""}
        self.page.write(text, label)

    def start(self) -> Page:
        """Begin a new plan."""
        self.visit(PLACE + "/")
        return self.press("Start")

    def cookie(self, name: str) -> str:
        """Return what this browser holds in a cookie, or ""."""
        held = self.get_cookie(name)
        return held.value if held else ""

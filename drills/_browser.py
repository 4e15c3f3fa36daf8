"""One browser of a resident: its cookies, and the node that it talks to."""

from __future__ import annotations

from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlencode

FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PATIENCE_SECONDS = 15


class Broken(Exception):
    """No answer came, or a page instead of what was asked for: try again later."""


class Browser:
    """One browser: its cookies, and the node that it talks to until that one fails."""

    def __init__(self, ports: Sequence[int]) -> None:
        """Start at the first of the nodes."""
        self.address = ""
        """Where a proxy would say that it comes from."""
        self._ports = list(ports)
        self._cookies: dict[str, str] = {}
        self._connection: HTTPConnection | None = None

    def ask(
        self, path: str, fields: Sequence[tuple[str, str]] | None = None
    ) -> tuple[int, str, str]:
        """Get a page, or post fields; return status, location and body. Raises Broken."""
        try:
            response, body = self._ask(path, fields)
        except (OSError, HTTPException) as error:
            self._move_on()
            raise Broken("no connection") from error
        for line in response.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self._cookies[name] = value
        return response.status, response.headers.get("Location", ""), body

    def _ask(self, path: str, fields: Sequence[tuple[str, str]] | None) -> tuple[HTTPResponse, str]:
        if self._connection is None:
            self._connection = HTTPConnection("127.0.0.1", self._ports[0], timeout=PATIENCE_SECONDS)
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items() if value)
        told = {"Cookie": cookies, "X-Forwarded-For": self.address}
        headers = FROM_HERE | {name: value for name, value in told.items() if value}
        if fields is None:
            self._connection.request("GET", path, headers=headers)
        else:
            self._connection.request("POST", path, urlencode(fields), headers | FORM)
        response = self._connection.getresponse()
        return response, response.read().decode(errors="replace")

    def _move_on(self) -> None:
        self.close()
        self._ports.append(self._ports.pop(0))

    def twin(self) -> Browser:
        """Return a second window of this browser."""
        twin = Browser(self._ports)
        twin._cookies = dict(self._cookies)
        return twin

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        if self._connection:
            self._connection.close()
        self._connection = None

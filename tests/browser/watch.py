"""Watches what a browser does by itself: what it fetches, complains about and refuses."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

OWN_SCHEMES = ("data:", "about:", "blob:")
PAGE_STATUS = "Failed to load resource"
"""What Chromium logs for any answer of 400 and up; `Watch` judges those by what was fetched."""


class Watch:
    """Collects faults: requests to others, failed files, complaints in the console."""

    def __init__(self, origin: str) -> None:
        """Take the one origin that pages may fetch from."""
        self._own = [origin + "/", *OWN_SCHEMES]
        self._expected: set[int] = set()
        self.faults: list[str] = []
        self.requests = 0

    def allow(self, address: str) -> None:
        """Accept that a page fetches from this address too."""
        self._own.append(address)

    def expect(self, status: int) -> None:
        """Accept that a script is answered with this status."""
        self._expected.add(status)

    def follow(self, context: BrowserContext) -> None:
        """Watch all pages of this browser, those that open later too."""
        context.on("request", self._on_request)
        context.on("response", self._on_response)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))

    def _on_request(self, request: Request) -> None:
        self.requests += 1
        if not request.url.startswith(tuple(self._own)):
            self.faults.append(f"fetched from another site: {request.url}")

    def _on_response(self, response: Response) -> None:
        unexpected = response.status >= 400 and response.status not in self._expected
        if unexpected and response.request.resource_type != "document":
            self.faults.append(f"{response.status} for {response.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(PAGE_STATUS):
            self.faults.append(f"console: {message.text}")

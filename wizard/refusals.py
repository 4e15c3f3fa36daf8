"""What the server itself refuses before the site sees it, and what it says then."""

from __future__ import annotations

from waitress.parser import HTTPRequestParser, ParsingError
from waitress.task import ErrorTask

from wizard.web.security import HEADERS

REFUSAL_HEADERS = (*HEADERS.items(), ("Cache-Control", "no-store"))


class Parser(HTTPRequestParser):
    """Reads requests; one with two lengths may hide another, so it is none."""

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head of a request. Raises ParsingError."""
        super().parse_header(header_plus)
        if self.chunked and "CONTENT_LENGTH" in self.headers:
            raise ParsingError("two lengths")


class Refusal(ErrorTask):
    """What is said to who sends no proper request: guarded as pages are, and nothing repeated."""

    def execute(self) -> None:
        """Answer with the reason alone; waitress would quote the line that it could not read."""
        self.response_headers = [*self.response_headers, *REFUSAL_HEADERS]
        self.request.error.body = ""  # type: ignore[attr-defined] # the stubs know another request
        super().execute()

"""Requests that stay in memory, and can be read whatever bytes they are made of."""

from __future__ import annotations

import io
import string
from collections.abc import Iterable
from typing import IO, Any
from urllib.parse import quote_from_bytes

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict


class Named(ImmutableMultiDict[str, Any]):
    """Fields of a form or query; one without a name is passed over."""

    def __init__(self, sent: Iterable[tuple[str | None, Any]] = ()) -> None:
        """Take fields as they were sent."""
        super().__init__((name, one) for name, one in sent if name)


class InMemoryRequest(Request):
    """A request whose files never touch the disk.

    Werkzeug writes an uploaded file above 500 kB to a temporary file, where the words of a person
    would lie unencrypted. The body as a whole is limited, so memory is too. Werkzeug trips
    over a query that is no ASCII; we would over a part of a form without a name.
    """

    parameter_storage_class = Named

    def __init__(self, environ: dict[str, Any], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Werkzeug's own
        """Take a request, with its query as a browser would have sent it."""
        super().__init__(environ, *args, **kwargs)
        self.query_string = quote_from_bytes(self.query_string, safe=string.printable).encode()

    def _get_file_stream(
        self,
        total_content_length: int | None,  # noqa: ARG002 - Werkzeug calls it so
        content_type: str | None,  # noqa: ARG002 - Werkzeug calls it so
        filename: str | None = None,  # noqa: ARG002 - Werkzeug calls it so
        content_length: int | None = None,  # noqa: ARG002 - Werkzeug calls it so
    ) -> IO[bytes]:
        """Return where an uploaded file is kept while it is read."""
        return io.BytesIO()

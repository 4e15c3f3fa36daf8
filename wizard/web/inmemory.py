"""Requests that stay in memory, and can be read whatever bytes they are made of."""

from __future__ import annotations

import io
import string
from typing import IO, Any
from urllib.parse import quote_from_bytes

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict


class InMemoryRequest(Request):
    """A request whose files never touch the disk.

    Werkzeug writes an uploaded file above 500 kB to a temporary file, where the words of a person
    would lie unencrypted. The body as a whole is limited, so memory is too. Werkzeug trips
    over a query that is no ASCII; we would over a part of a form without a name.
    """

    def __init__(self, environ: dict[str, Any], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Werkzeug's own
        """Take a request, with its query as a browser would have sent it."""
        super().__init__(environ, *args, **kwargs)
        self.query_string = quote_from_bytes(self.query_string, safe=string.printable).encode()

    def _load_form_data(self) -> None:
        """Read the form, and pass over what has no name."""
        super()._load_form_data()
        if None in self.form or None in self.files:
            self.__dict__["form"] = _named(self.form)
            self.__dict__["files"] = _named(self.files)

    def _get_file_stream(
        self,
        total_content_length: int | None,  # noqa: ARG002 - Werkzeug calls it so
        content_type: str | None,  # noqa: ARG002 - Werkzeug calls it so
        filename: str | None = None,  # noqa: ARG002 - Werkzeug calls it so
        content_length: int | None = None,  # noqa: ARG002 - Werkzeug calls it so
    ) -> IO[bytes]:
        """Return where an uploaded file is kept while it is read."""
        return io.BytesIO()


def _named(fields: ImmutableMultiDict[str, Any]) -> ImmutableMultiDict[str, Any]:
    return ImmutableMultiDict((name, one) for name, one in fields.items(multi=True) if name)

"""Requests that stay in memory."""

from __future__ import annotations

import io
from typing import IO

from flask import Request


class InMemoryRequest(Request):
    """A request whose files never touch the disk.

    Werkzeug writes an uploaded file above 500 kB to a temporary file, where the words of a person
    would lie unencrypted. The body as a whole is limited, so memory is too.
    """

    def _get_file_stream(
        self,
        total_content_length: int | None,  # noqa: ARG002 - Werkzeug calls it so
        content_type: str | None,  # noqa: ARG002 - Werkzeug calls it so
        filename: str | None = None,  # noqa: ARG002 - Werkzeug calls it so
        content_length: int | None = None,  # noqa: ARG002 - Werkzeug calls it so
    ) -> IO[bytes]:
        """Return where an uploaded file is kept while it is read."""
        return io.BytesIO()

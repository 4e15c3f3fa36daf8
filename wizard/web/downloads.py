"""Files that a person takes along: made in memory, sent once, never kept."""

from __future__ import annotations

import io

from flask import send_file
from werkzeug.wrappers import Response as AnyResponse

from wizard.handout.paper import Paper
from wizard.web.site import current_site


def send_pdf(paper: Paper, name: str) -> AnyResponse:
    """Print a paper and send it as `name`.pdf. Raises Busy and PdfFailed, as the workers do."""
    return send_printed(current_site().pdf.render(paper), name)


def send_printed(printed: bytes, name: str) -> AnyResponse:
    """Send a PDF as `name`.pdf."""
    return send_made(printed, "application/pdf", f"{name}.pdf")


def send_made(content: bytes, mimetype: str, name: str) -> AnyResponse:
    """Send a file under its whole name."""
    return send_file(
        io.BytesIO(content),
        mimetype=mimetype,
        as_attachment=True,
        download_name=name,
        etag=False,
    )


def file_name(stem: str, mark: str) -> str:
    """Return a file's name with the plan's mark in it, so that nobody mixes up two plans."""
    return f"{stem}-{mark.replace(' ', '-')}"

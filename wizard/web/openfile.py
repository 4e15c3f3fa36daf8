"""Opening a plan from the person's own file: a new draft, as after Start.

What is in the file is read in memory and goes nowhere but into the encrypted draft. Its name is
not looked at.
"""

from __future__ import annotations

from flask import Blueprint, Response, g, redirect, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.days import local_day
from wizard.core.opened_file import OpenedFile, municipality_in, open_file
from wizard.core.strict_json import FILE_MOST_BYTES
from wizard.errors import FileRefused, FileTooNew, FileUnreadable
from wizard.i18n import known_languages
from wizard.vault import Entry
from wizard.web.camein import NOTE, note_of
from wizard.web.homes import edition_at
from wizard.web.owndevice import OWN
from wizard.web.resume import code_page, let_in
from wizard.web.security import without_token
from wizard.web.site import current_site, now
from wizard.web.start import new_draft
from wizard.web.visit import Visit, encode_new

blueprint = Blueprint("openfile", __name__, url_prefix="/verder/bestand")


@blueprint.post("/")
@without_token
def open_own() -> AnyResponse:
    """Make a new draft of the file and welcome whoever opened it; a wrong file is told in words.

    It goes to the municipality that the file is from, where that has pages here.
    """
    try:
        raw = _sent_file()
        if not raw:
            return _refused(gettext("Kies eerst je bestand."))
        g.edition = edition_at(municipality_in(raw)) or g.edition
        languages = known_languages() | {*g.edition.municipality.languages}
        file = open_file(raw, g.edition, new_draft(g.edition), local_day(now()), languages)
    except FileRefused as error:
        return _refused(_explain(error))
    entry = _keep(file)
    welcome = redirect(url_for("resume.welcome"), 303)
    return let_in(welcome, entry, own_device=request.form.get("device") == OWN)


def _sent_file() -> bytes:
    """Return the file, b"" without one. Raises FileUnreadable for one that is too large."""
    try:
        file = request.files.get("file")
    except RequestEntityTooLarge:
        raise FileUnreadable("too large") from None
    return b"" if file is None else file.read(FILE_MOST_BYTES + 1)


def _keep(file: OpenedFile) -> Entry:
    """Start the draft, with the term that the resident once chose."""
    drafts, own_device = current_site().drafts, request.form.get("device") == OWN
    entry = drafts.start(*encode_new(file.draft), now(), own_device=own_device)
    visit = Visit(g.edition, entry.draft, entry.token)
    visit.save(lambda draft, _: draft)
    note = {NOTE: note_of(file, g.edition.questionnaire)}
    return Entry(entry.token, drafts.write_note(visit.opened, note, now()))


def _refused(text: str) -> Response:
    return Response(code_page([("file", text)], for_file=True), 422)


def _explain(error: FileRefused) -> str:
    if isinstance(error, FileTooNew):
        text = gettext("Dit bestand is te nieuw voor deze website. Wij kunnen het niet lezen.")
    else:
        text = gettext(
            "Dit bestand kunnen wij niet lezen. "
            "Kies het bestand dat je hier eerder hebt gedownload."
        )
    return str(text)

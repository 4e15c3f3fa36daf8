"""Making a file of a draft in the village, and opening it there."""

from tests.core import village
from tests.core.valid_drafts import TODAY
from wizard.core.draft import Draft, SharedDocument
from wizard.core.municipality import Edition
from wizard.core.opened_file import OpenedFile, open_file
from wizard.core.own_file import own_file

LANGUAGES = {"nl", "ar"}
MARK = ("quiet", "lake")


def exported(draft: Draft, edition: Edition = village.EDITION) -> bytes:
    return own_file(edition, draft, TODAY, "Dit is mijn plan.")


def opened(raw: bytes, edition: Edition = village.EDITION) -> OpenedFile:
    new = Draft(shared=SharedDocument(mark=MARK, content=edition.questionnaire.version))
    return open_file(raw, edition, new, TODAY, LANGUAGES)

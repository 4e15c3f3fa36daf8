"""An instance of the product with one full draft in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from wizard.core.answers import Answer
from wizard.core.asked import asked_now
from wizard.core.draft import Draft, PrivateDocument, SharedDocument
from wizard.core.municipality import Edition
from wizard.core.questionnaire import DEVICE, MODE, Question, Questionnaire, choices_of
from wizard.i18n import SOURCE_LANGUAGE, Editions
from wizard.settings import read_settings
from wizard.store import open_store
from wizard.vault import Drafts, KeyDirectory
from wizard.web.addresses import step_address
from wizard.web.visit import Visit, encode_new

WORDS = "Ik wil graag iets met dieren doen"
SET = {MODE: "alone", DEVICE: "shared"}


class Instance:
    """Settings for a server, and the cookie and the addresses of a draft that is stored there."""

    def __init__(self, folder: Path, port: int, database: str = "") -> None:
        """Make the keys in a folder, there or at a URL the database, and store the draft."""
        self.settings = {
            "WIZARD_DATABASE_URL": database or f"sqlite:///{folder}/drafts/drafts.db",
            "WIZARD_KEY_DIR": f"{folder}/keys",
            "WIZARD_PORT": str(port),
        }
        read = read_settings(self.settings)
        self.edition = edition(read.content_dir, read.municipality)
        keys = KeyDirectory(read.key_dir, create=True)
        store = open_store(read.database_url)
        drafts = Drafts(store, keys, term=timedelta(days=1))
        texts = encode_new(full_draft(self.edition.questionnaire))
        entry = drafts.start(*texts, datetime.now(UTC))
        store.close()
        self.token = entry.token
        self._visit = Visit(self.edition, entry.draft, entry.token)
        self.answers = self._visit.draft.answers

    @property
    def start_url(self) -> str:
        """The path of the start page."""
        return f"/{self.edition.municipality.slug}/{self.edition.lang}/"

    def question(self, name: str) -> Question:
        """Return a question with the choices that this draft's answers call for."""
        found = self.edition.questionnaire.find_question(name)
        assert found
        return asked_now(found, self._visit.path.counted)

    def address(self, question: str) -> str:
        """Return where a question stands, in the URLs of this draft."""
        step = next(step for step in self._visit.path.steps if step.id == question)
        return step_address(self._visit, step)

    def url(self, question: str) -> str:
        """Return the path of a question's page."""
        return (
            f"/{self.edition.municipality.slug}/{self.edition.lang}/stap/{self.address(question)}"
        )


def edition(content_dir: Path, municipality: str) -> Edition:
    """Return the content in its own language."""
    found = Editions(content_dir).find(municipality, SOURCE_LANGUAGE)
    assert found
    return found


def full_draft(questionnaire: Questionnaire) -> Draft:
    """Return the draft of somebody alone who answered every question of the short version.

    It holds the first choice everywhere, and own words where there is nothing to pick.
    """
    shared, private = (
        {
            question.id: _answer(question)
            for part in questionnaire.parts
            for question in part.questions
            if part.private is own and question.short
        }
        for own in (False, True)
    )
    return Draft(
        shared=SharedDocument(answers=shared, mark=("green", "bicycle")),
        private=PrivateDocument(answers=private),
    )


def _answer(question: Question) -> Answer:
    choices = choices_of(question)
    if not choices or question.kind == "text":
        return Answer(text=WORDS, lang="nl", revision=1)
    return Answer(picks=(SET.get(question.id, choices[0].id),), revision=1)

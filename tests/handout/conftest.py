"""A listener for what WeasyPrint complains about, and sample plans as files."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.handout.samples import empty_draft, longest_draft, paper_of, usual_draft
from tests.handout.two_languages import make_editions
from wizard.core.answers import Answer
from wizard.core.municipality import Edition
from wizard.handout.pdf import render_pdf

settings.register_profile("handout", deadline=None, derandomize=True, database=None)
settings.load_profile("handout")

DRAFTS = {
    "usual": usual_draft(),
    "one answer": empty_draft(hope=Answer(text="Rust.")),
    "nothing": empty_draft(),
    "everything": longest_draft(),
}


class Listener(logging.Handler):
    """Keeps warnings, however they are meant to be shown."""

    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.said = said

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@pytest.fixture(autouse=True)
def complaints() -> Iterator[list[str]]:
    """Fail a test in which WeasyPrint says that something cannot be printed as asked."""
    said: list[str] = []
    listener = Listener(said)
    logging.getLogger("weasyprint").addHandler(listener)
    yield said
    logging.getLogger("weasyprint").removeHandler(listener)
    assert said == []


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edition]:
    """The content in Dutch and in the languages that nobody speaks."""
    return make_editions(tmp_path_factory.mktemp("languages"))


@pytest.fixture(scope="session")
def pdf_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a function that gives one of DRAFTS as a file, printed once per run."""
    folder = tmp_path_factory.mktemp("plans")

    def write(name: str) -> Path:
        path = folder / f"{name}.pdf"
        if not path.exists():
            path.write_bytes(render_pdf(paper_of(DRAFTS[name])))
        return path

    return write

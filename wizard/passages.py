"""The Dutch that a resident can read: all content, and the product's own texts.

The texts of templates and messages are read from the catalogue that translators work from. It
ships with the product and holds every one of them, plurals too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from babel.messages.pofile import read_po
from msgspec import Struct

from wizard.core.content import texts
from wizard.core.municipality import Glossary, Municipality
from wizard.core.problems import GLOSSARY_FILE, QUESTIONNAIRE_FILE, municipality_file
from wizard.core.questionnaire import Questionnaire
from wizard.resources import resource_directory

CATALOGUE = "messages.pot"
EXPLAINING = ("templates/information/", "templates/guides/")
"""What explains, to who wants to know more or helps. All else is met on the way to a plan."""
FIRST_WORDS = 5


class Passage(Struct, frozen=True):
    """A text that residents read, with the file and the place where it is found."""

    file: str
    place: str
    text: str


class Body(Struct, frozen=True):
    """Passages that are read, and measured, together."""

    name: str
    passages: tuple[Passage, ...]


def read_bodies(
    questionnaire: Questionnaire, glossary: Glossary, municipalities: Iterable[Municipality]
) -> tuple[Body, Body]:
    """Return all Dutch that residents can see: what they meet on the way, and what explains."""
    flow = [*_content_passages(QUESTIONNAIRE_FILE, questionnaire)]
    explanations = [*_content_passages(GLOSSARY_FILE, glossary)]
    for municipality in municipalities:
        file = municipality_file(municipality.slug)
        flow += _content_passages(file, msgspec.structs.replace(municipality, terms=()))
        for term in municipality.terms:
            explanations += _content_passages(file, term)
    for passage in product_passages(resource_directory("translations") / CATALOGUE):
        (explanations if _explains(passage.file) else flow).append(passage)
    return Body("resident flow", tuple(flow)), Body("explanations", tuple(explanations))


def product_passages(catalogue: Path) -> Iterator[Passage]:
    """Yield the product's own texts; their place is their first words, to search for.

    A text that stands in several files is taken from one on a resident's way, if there is one.
    """
    with catalogue.open("rb") as file:
        messages = read_po(file)
    for message in messages:
        files = sorted((name for name, _ in message.locations), key=_explains)
        for text in (message.id,) if isinstance(message.id, str) else message.id:
            if text:
                yield Passage(files[0], first_words(text), text)


def _explains(file: str) -> bool:
    return file.startswith(EXPLAINING)


def _content_passages(file: str, content: Struct) -> Iterator[Passage]:
    return (Passage(file, place, text) for place, text in texts(content))


def first_words(text: str) -> str:
    """Return the first words of a text in quotation marks, as a place to search for."""
    return f'"{" ".join(text.split()[:FIRST_WORDS])}"'

"""Content read from TOML files into frozen structs, and turned into one language's edition.

`content/` holds `questionnaire.toml`, `glossary.toml` and `municipalities/<slug>.toml`. Decoding is
strict: an unknown field or a wrong type is refused with the file and the place in it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec
from msgspec import Struct

from wizard.core.decoding import decoded
from wizard.core.glossary import terms_in
from wizard.core.mixed import with_dutch_words
from wizard.core.municipality import Edition, Glossary, Municipality, Term
from wizard.core.overlay import QuestionChange, overlaid
from wizard.core.problems import GLOSSARY_FILE, MUNICIPALITIES, QUESTIONNAIRE_FILE, Problem
from wizard.core.questionnaire import Condition, QuestionBase, Questionnaire, Text
from wizard.errors import ContentInvalid

StructT = TypeVar("StructT", bound=Struct)

Translate = Callable[[str, str], str]
"""Takes a text's context (the ids that lead to it) and the Dutch text; returns the translation."""


def load_questionnaire(directory: Path) -> Questionnaire:
    """Read the common questionnaire. Raises ContentInvalid."""
    return _read(directory / QUESTIONNAIRE_FILE, Questionnaire)


def load_glossary(directory: Path) -> Glossary:
    """Read the common glossary. Raises ContentInvalid."""
    return _read(directory / GLOSSARY_FILE, Glossary)


def load_municipality(path: Path) -> Municipality:
    """Read one municipality's file. Raises ContentInvalid."""
    return _read(path, Municipality)


def municipality_files(directory: Path) -> dict[str, Path]:
    """Return the files of all municipalities in a content directory by slug."""
    return {path.stem: path for path in sorted((directory / MUNICIPALITIES).glob("*.toml"))}


def make_edition(
    questionnaire: Questionnaire,
    glossary: Glossary,
    municipality: Municipality,
    lang: str,
    translate: Translate,
) -> Edition:
    """Return a municipality's content in one language, with its own words filled in."""
    slug = municipality.slug
    questionnaire = overlaid(questionnaire, municipality.questions)
    words = {
        key: translate(f"{slug}.words.{key}", text) for key, text in municipality.words.items()
    }

    def in_full(context: str, text: str) -> str:
        return with_dutch_words(fill_in(translate(context, text), words))

    own = with_texts(municipality, in_full, slug)
    common = with_texts(glossary, in_full, "glossary")
    terms = {term.id: term for term in _own_first(own.terms, common.terms)}
    dutch = _own_first(municipality.terms, glossary.terms)

    def explained(struct: Struct) -> tuple[Term, ...]:
        """Look for the terms in the Dutch texts: in other languages words bend too much."""
        said = (fill_in(text, municipality.words) for _, text in texts(struct))
        return tuple(terms[term.id] for term in terms_in(said, dutch))

    return Edition(
        lang=lang,
        municipality=own,
        questionnaire=with_texts(questionnaire, in_full),
        terms=tuple(terms.values()),
        explained={question.id: explained(question) for question in questionnaire.questions()},
        explained_cards={card.id: explained(card) for card in municipality.cards},
    )


def _own_first(own: tuple[Term, ...], common: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return a municipality's own terms and the common ones that it does not explain itself."""
    ids = {term.id for term in own}
    return (*own, *(term for term in common if term.id not in ids))


def fill_in(text: str, words: dict[str, str]) -> str:
    """Return `text` with each `{name}` of a municipality's words replaced."""
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text


def texts(struct: Struct, context: str = "") -> Iterator[tuple[str, str]]:
    """Yield (context, text) for every translatable text; empty ones are left out."""
    found: list[tuple[str, str]] = []

    def note(place: str, text: str) -> str:
        found.append((place, text))
        return text

    with_texts(struct, note, context)
    yield from found


def with_texts(struct: StructT, change: Translate, context: str = "") -> StructT:
    """Return a copy of `struct` in which `change` was applied to every translatable text.

    A text's context is its question's id, the ids below it and the field's name, so that moving
    a question to another part keeps its translations.
    """
    if isinstance(struct, QuestionBase | QuestionChange):
        context = ""
    place = f"{context}.{getattr(struct, 'id', '')}".strip(".")
    changes = {
        name: _changed(getattr(struct, name), hint, change, place, name)
        for name, hint in _hints(type(struct)).items()
    }
    return msgspec.structs.replace(struct, **changes)


def _changed(value: Any, hint: Any, change: Translate, place: str, name: str) -> Any:  # noqa: ANN401 - the fields of a struct have any type
    if isinstance(value, str):
        return change(f"{place}.{name}".strip("."), value) if hint is Text and value else value
    if isinstance(value, Struct):
        return with_texts(value, change, place if hasattr(value, "id") else f"{place}.{name}")
    if isinstance(value, tuple):
        kind = get_args(hint)[0]
        return tuple(
            _changed(item, kind, change, place, name if hasattr(item, "id") else f"{name}.{n}")
            for n, item in enumerate(value)
        )
    if isinstance(value, dict):
        kind = get_args(hint)[1]
        return {
            key: _changed(item, kind, change, place, f"{name}.{key}") for key, item in value.items()
        }
    return value


@functools.cache
def _hints(struct: type[Struct]) -> dict[str, Any]:
    """Return the types of the fields that may hold texts: the others need no walk."""
    hints = get_type_hints(struct, include_extras=True)
    return {name: hint for name, hint in hints.items() if _holds_texts(hint)}


def _holds_texts(hint: Any) -> bool:  # noqa: ANN401 - as above
    if hint is Text:
        return True
    if isinstance(hint, type) and issubclass(hint, Struct):
        return hint is not Condition and bool(_hints(hint))
    return any(map(_holds_texts, get_args(hint)))


def _read(path: Path, kind: type[StructT]) -> StructT:
    file = f"{MUNICIPALITIES}/{path.name}" if path.parent.name == MUNICIPALITIES else path.name
    try:
        return decoded(path.read_bytes(), kind, file)
    except OSError as error:
        raise ContentInvalid(Problem(file, "", str(error.strerror))) from error

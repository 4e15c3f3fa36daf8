"""The Dutch that staff read at the desk, and editors in the workbench.

It stands in templates of their own, outside every catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment

from wizard.core.municipality import Municipality
from wizard.core.problems import municipality_file
from wizard.passages import Body, Passage, first_words
from wizard.resources import resource_directory

STAFF_TEMPLATES = ("desk", "workbench")
VALUE = " %(value)s "
BREAK = "\x1f"
"""Where a template decides: what stands on either side is not one sentence."""

INLINE = frozenset({"a", "abbr", "b", "bdi", "code", "em", "i", "kbd", "span", "strong", "time"})
SPOKEN = frozenset({"alt", "aria-label", "placeholder", "title"})
SENTENCE = re.compile(r"[A-Z][^=]*\s")
"""What a text inside an expression must look like to be one for people: a capital and a space."""


def desk_body(municipalities: Iterable[Municipality]) -> Body:
    """Return all Dutch that staff and editors read."""
    passages = [*desk_passages(resource_directory("templates"))]
    for municipality in municipalities:
        passages += protocol_passages(municipality)
    return Body("desk", tuple(passages))


def desk_passages(templates: Path) -> Iterator[Passage]:
    """Yield every text of the templates for staff and editors, by file and first words."""
    folders = (templates / folder for folder in STAFF_TEMPLATES)
    for path in sorted(path for folder in folders for path in folder.rglob("*.html")):
        file = f"templates/{path.relative_to(templates).as_posix()}"
        for text in texts_in(path.read_text("utf-8")):
            yield Passage(file, first_words(text), text)


def protocol_passages(municipality: Municipality) -> Iterator[Passage]:
    """Yield what a municipality's own file tells its desks."""
    file = municipality_file(municipality.slug)
    for desk in municipality.sending.desks if municipality.sending else ():
        for text in (*desk.first_call, *desk.worrying):
            yield Passage(file, f"sending.desks.{desk.id}", text)


def texts_in(source: str) -> Iterator[str]:
    """Yield the texts of a template; what is filled in stands as one plain word."""
    html, expressions = [], []
    inside = False
    for _, kind, value in Environment(autoescape=True).lex(source):
        if kind == "data":
            html.append(value)
        elif kind in {"variable_begin", "block_begin"}:
            inside = True
            html.append(VALUE if kind == "variable_begin" else BREAK)
        elif kind in {"variable_end", "block_end"}:
            inside = False
        elif inside and kind == "string" and SENTENCE.match(value[1:-1]):
            expressions.append(value[1:-1])
    reader = _Texts()
    reader.feed("".join(html))
    reader.close()
    yield from (*reader.texts(), *expressions)


class _Texts(HTMLParser):
    """Collects the text of each block of a page, and the attributes that are read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[str] = [""]
        self._attributes: list[str] = []

    def texts(self) -> Iterator[str]:
        """Yield what says something by itself."""
        for found in (*self._found, *self._attributes):
            text = "\n".join(" ".join(part.split()) for part in found.split(BREAK)).strip()
            is_attribute = '="' in text
            if not is_attribute and re.search(r"[^\W\d_]{2}", text.replace(VALUE.strip(), "")):
                yield text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a new text at a block, and take what is only read aloud."""
        self._attributes += [value or "" for name, value in attrs if name in SPOKEN]
        if tag not in INLINE:
            self._found.append("")

    def handle_endtag(self, tag: str) -> None:
        """End a text at the end of a block."""
        if tag not in INLINE:
            self._found.append("")

    def handle_data(self, data: str) -> None:
        """Add to the text of this block."""
        self._found[-1] += data

"""Reads the text of a content file, and says in plain words what does not fit in it, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import TypeVar

import msgspec
import tomli
from msgspec import Struct, inspect

from wizard.core.lines import Lines, Steps
from wizard.core.problems import Problem
from wizard.errors import ContentInvalid

StructT = TypeVar("StructT", bound=Struct)

POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
IN_PLAIN_WORDS = {
    "Illegal character '\\n'": 'a text is not closed: put a " at its end',
    "Unterminated string": 'a text is not closed: put """ at its end',
    'Expected "\'"': "a text is not closed: put a ' at its end",
    "Unclosed array": "a [ without its ], or no comma between two things in a list",
    "Unclosed inline table": "a { without its }, or no comma between two things in it",
    "Invalid value": "a text stands in quotes; or a [ or { above here is not closed",
    "Expected '='": "write: name = value",
    "Expected ']": "a header is not closed: put ] or ]] at its end",
    "Expected newline": 'one thing a line; a quote inside a text is written \\"',
    "Cannot overwrite": "this name is used twice: delete one of the two",
    "Cannot declare": "this header is used twice: delete one of the two",
    "Unescaped '\\'": "write \\\\ for one \\",
}
KINDS = {
    "array": "a list in [ ]",
    "bool": "true or false",
    "date": "a date such as 2026-11-22, without quotes",
    "int": "a whole number without quotes",
    "object": "a table: { } or a [header]",
    "str": "a text in quotes",
}


def decoded(raw: bytes, kind: type[StructT], file: str) -> StructT:
    """Return what a file says. Raises ContentInvalid with the problem, its line and a remedy."""
    try:
        source = source_of(raw)
        return msgspec.convert(tomli.loads(source), kind, builtin_types=(date,), str_keys=True)
    except msgspec.ValidationError as error:
        problem = _misfit(str(error), Lines(source), kind, file)
    except tomli.TOMLDecodeError as error:
        problem = _unreadable(str(error), source, file)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = Problem(file, "", "this is not text in UTF-8: save it as UTF-8", line=line)
    raise ContentInvalid(problem)


def source_of(raw: bytes) -> str:
    """Return a file's text, without the mark that some editors on Windows put before it."""
    return raw.decode("utf-8-sig")


def _unreadable(message: str, source: str, file: str) -> Problem:
    said = POSITION.sub("", message)
    plain = next((text for start, text in IN_PLAIN_WORDS.items() if said.startswith(start)), said)
    found = POSITION.search(message)
    if found is None or not found[1]:
        return Problem(file, "at the end", plain, line=len(source.splitlines()))
    return Problem(file, f"column {found[2]}", plain, line=int(found[1]))


def _misfit(message: str, lines: Lines, kind: type[Struct], file: str) -> Problem:
    """Turn `... - at $.cards[2].when` into the ids and the line of that card."""
    said, _, path = message.partition(" - at ")
    steps = _steps(path)
    place = lines.place_at(steps)
    if field := re.fullmatch(r"Object contains unknown field `(.*)`", said):
        text = f"there is no field {field[1]} here{_meant(field[1], _fields(kind, steps))}"
        steps = (*steps, field[1])
    elif field := re.fullmatch(r"Object missing required field `(.*)`", said):
        text = f"the field {field[1]} is missing: add it"
    elif value := re.fullmatch(r"Invalid (?:enum )?value '(.*)'", said):
        text = f"this cannot be {value[1]}{_meant(value[1], _values(kind, steps))}"
    elif said.startswith("Expected `str` matching"):
        text = "this may have small letters and digits, with _ between (in a slug: -)"
    elif types := re.fullmatch(r"Expected `(.*)`, got `(.*)`", said):
        text = f"this is {_in_words(types[2])}; it must be {_in_words(types[1])}"
    else:
        text = said
    return Problem(file, place, text, line=lines.line_at(steps))


def _steps(path: str) -> Steps:
    """Read a path; below a key that it does not tell it says nothing for sure."""
    known = path.partition("[...]")[0]
    found = re.findall(r"\.(\w+)|\[(\d+)\]", known)
    return tuple(name or int(place) for name, place in found)


def _in_words(kind: str) -> str:
    names = (name for name in kind.split(" | ") if name != "null")
    return " or ".join(KINDS.get(name, name) for name in names)


def _meant(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, sorted(known), n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _fields(kind: type[Struct], steps: Steps) -> set[str]:
    structs = (one for one in _types(kind, steps) if isinstance(one, inspect.StructType))
    return {field.encode_name for struct in structs for field in struct.fields}


def _values(kind: type[Struct], steps: Steps) -> set[str]:
    """Return what one of a few words may be, or the names of the kinds of a question."""
    literals = (one for one in _types(kind, steps) if isinstance(one, inspect.LiteralType))
    values = {str(value) for literal in literals for value in literal.values}
    above = (one for one in _types(kind, steps[:-1]) if isinstance(one, inspect.StructType))
    return values | {str(struct.tag) for struct in above if struct.tag_field == steps[-1]}


def _types(kind: type[Struct], steps: Steps) -> list[inspect.Type]:
    """Return the types that a value may have where these steps lead."""
    types = list(_alternatives(inspect.type_info(kind)))
    for step in steps:
        types = [inner for one in types for inner in _inside(one, step)]
    return types


def _inside(one: inspect.Type, step: str | int) -> Iterator[inspect.Type]:
    if isinstance(one, inspect.VarTupleType):
        yield from _alternatives(one.item_type)
    for field in one.fields if isinstance(one, inspect.StructType) else ():
        if field.encode_name == step:
            yield from _alternatives(field.type)


def _alternatives(one: inspect.Type) -> Iterator[inspect.Type]:
    yield from one.types if isinstance(one, inspect.UnionType) else (one,)

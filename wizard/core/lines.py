"""Finds the line on which a piece of content stands in its TOML file.

Reading TOML keeps no lines, so the text of a file is walked once more, and only when there is
something to say about it.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from typing import Any

import tomli

Steps = tuple[str | int, ...]
"""The keys, and the places in lists, that lead to a value in a file."""

TOKEN = re.compile(
    r"""[ \t\r]+ | \#[^\n]*
    | (?P<token> \n
      | \"{3} (?:\\.|[^\\])*? \"{3,5} | '{3} .*? '{3,5}
      | "(?:\\.|[^"\\\n])*" | '[^'\n]*'
      | [\[\]{}=,.] | [^\s\[\]{}=,.\#"']+ )""",
    re.DOTALL | re.VERBOSE,
)
QUESTIONS = ("questions", "change")
"""The lists whose items go by their own id alone, as their texts do (core/content.py)."""


class Lines:
    """Where everything stands in one file that can be read."""

    def __init__(self, source: str) -> None:
        """Walk the file's text. Raises TOMLDecodeError when it is no TOML."""
        self._lines = _Walk(source).lines
        places = list(_places(tomli.loads(source), (), ""))
        self._place = {steps: place for place, steps in places}
        # A part and a question in it may have the same id: then the question is meant.
        places.sort(key=lambda found: found[1][-2:-1] != ("questions",))
        self._steps: dict[str, Steps] = {}
        for place, steps in places:
            self._steps.setdefault(place, steps)

    def line(self, place: str) -> int:
        """Return the line of a place in ids, such as `wishes.rest.text`, or of what it is in.

        It is 0 when nothing on the way there stands in this file.
        """
        while place and place not in self._steps:
            place = place.rpartition(".")[0]
        return self.line_at(self._steps[place]) if place else 0

    def line_at(self, steps: Steps) -> int:
        """Return the line of what these keys lead to, or of what that is missing from."""
        while steps and steps not in self._lines:
            steps = steps[:-1]
        return self._lines.get(steps, 1)

    def place_at(self, steps: Steps) -> str:
        """Return the ids that lead to the same, as problems and translators name it."""
        while steps not in self._place:
            steps = steps[:-1]
        return self._place[steps]


def _places(value: Any, steps: Steps, place: str) -> Iterator[tuple[str, Steps]]:  # noqa: ANN401 - TOML of any kind
    yield place, steps
    if not isinstance(value, dict):
        return
    for key, inner in value.items():
        if isinstance(inner, list):
            yield f"{place}.{key}".strip("."), (*steps, key)
            for n, item in enumerate(inner):
                at = (*steps, key, n)
                yield from _places(item, at, _named(item, at, place, f"{key}.{n}"))
        else:
            at = (*steps, key)
            yield from _places(inner, at, _named(inner, at, place, key))


def _named(value: Any, steps: Steps, place: str, otherwise: str) -> str:  # noqa: ANN401 - as above
    own = value.get("id") if isinstance(value, dict) else None
    if own and (steps[-1] == "question" or steps[-2] in QUESTIONS):
        return str(own)
    return f"{place}.{own or otherwise}".strip(".")


class _Walk:
    """Goes through the signs of a file and notes on which line each value begins."""

    def __init__(self, source: str) -> None:
        self.lines: dict[Steps, int] = {}
        self._times: Counter[Steps] = Counter()
        self._tokens = deque(_tokens(source))
        table: Steps = ()
        while self._tokens:
            if self._skipped("\n"):
                continue
            if self._tokens[0][0] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _skipped(self, *signs: str) -> bool:
        found = self._tokens[0][0] in signs
        if found:
            del self._tokens[0]
        return found

    def _header(self) -> Steps:
        line = self._tokens.popleft()[1]
        is_list = self._skipped("[")
        *above, last = self._key()
        while not self._skipped("\n"):
            del self._tokens[0]
        table = (*self._latest(above), last)
        self.lines.setdefault(table, line)
        if is_list:
            self._times[table] += 1
        table = self._latest([*above, last])
        self.lines.setdefault(table, line)
        return table

    def _latest(self, keys: list[str]) -> Steps:
        """Return where a header leads: of a list of tables to the last one."""
        steps: Steps = ()
        for key in keys:
            steps = (*steps, key)
            if steps in self._times:
                steps = (*steps, self._times[steps] - 1)
        return steps

    def _key(self) -> list[str]:
        keys = [self._tokens.popleft()[0].strip("\"'")]
        while self._skipped("."):
            keys.append(self._tokens.popleft()[0].strip("\"'"))
        return keys

    def _pair(self, table: Steps) -> None:
        line = self._tokens[0][1]
        steps = (*table, *self._key())
        self._skipped("=")
        self._value(steps, line)

    def _value(self, steps: Steps, line: int) -> None:
        self.lines.setdefault(steps, line)
        if self._skipped("["):
            place = 0
            while not self._skipped("]"):
                if not self._skipped("\n", ","):
                    self._value((*steps, place), self._tokens[0][1])
                    place += 1
        elif self._skipped("{"):
            while not self._skipped("}"):
                if not self._skipped("\n", ","):
                    self._pair(steps)
        else:
            while self._tokens[0][0] not in {"\n", ",", "]", "}"}:
                del self._tokens[0]


def _tokens(source: str) -> Iterator[tuple[str, int]]:
    """Yield what a file is made of, each piece with its line, and a line's end at the end."""
    line = 1
    for found in TOKEN.finditer(f"{source}\n"):
        if token := found["token"]:
            yield token, line
        line += found[0].count("\n")

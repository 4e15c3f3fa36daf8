"""Prints what one answered question costs the server, as a ratio to the same page done barely.

Measured is the processor time of the server's process for: the form posted, the answer saved
(ours encrypted) and on disk, the redirect, and the next page. The floor's template is the very
page that the product serves, with the question and its choices filled in from a dict. Rounds
alternate, so that a busy machine slows both.
"""

from __future__ import annotations

import itertools
import json
import re
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks._floor import COOKIE, open_database
from benchmarks._product import Instance
from benchmarks._report import Row, show
from benchmarks._servers import Server, free_port, started
from wizard.core.questionnaire import choices_of

ROUNDS, WARM_ROUNDS, ANSWERS = 20, 2, 60
GOAL = 2.5
ASKED, NEXT = "who_comes", "my_questions"
"""Two usual questions right after each other: five things to pick from, then seven and a text."""

CSRF = re.compile(r'\s*<input type="hidden" name="csrf_token" value="([^"]*)">')
REVISION = re.compile(r'name="revision" value="(\d+)"')
ACTION = re.compile(r'(?<=<form id="question" method="post" action=")[^"]*')
CHOICES = re.compile(r'(?<=<div class="choices">).*?</div>(?=</div>)', re.DOTALL)
LOOP = """{% for choice in question.choices %}{% set id = "picks" if loop.first else \
"picks-" ~ choice.id %}  <div class="choice">
  <input class="choice__input" type="checkbox" name="picks" id="{{ id }}" \
value="{{ choice.id }}"{% if choice.id in picks %} checked{% endif %}>
  <label class="choice__label" for="{{ id }}">{{ choice.text }}</label>
</div>{% endfor %}"""


class Person:
    """Somebody who answers one question over and over, each time differently."""

    def __init__(self, server: Server, url: str, picks: Sequence[str]) -> None:
        """Look up what a first answer has to send along, and give it."""
        self._server, self._url = server, url
        self._picks = itertools.cycle(picks)
        page = server.get(url)
        self._hidden = [("go", "next"), *(("csrf_token", token) for token in CSRF.findall(page))]
        self.page = self._answer(_revision(page))
        self._revision = _revision(server.get(url))

    def round(self) -> float:
        """Return the milliseconds of the server's processor that one answer cost."""
        before = self._server.processor_seconds()
        for _ in range(ANSWERS):
            assert len(self._answer(self._revision)) == len(self.page)
            self._revision += 1
        return (self._server.processor_seconds() - before) / ANSWERS * 1000

    def _answer(self, revision: int) -> str:
        sent = [("revision", str(revision)), ("picks", next(self._picks)), *self._hidden]
        return self._server.post(self._url, sent)


def main() -> None:
    """Let both servers answer in turns; print the table."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ours, floor = people(folder, stack)
        pairs = [(ours.round(), floor.round()) for _ in range(WARM_ROUNDS + ROUNDS)]
    mine, bare = zip(*pairs[WARM_ROUNDS:], strict=True)
    show("Server processor time of one answered question", "ms", [Row("answer", mine, bare, GOAL)])


def people(folder: Path, stack: ExitStack) -> tuple[Person, Person]:
    """Return somebody at the product, and somebody at the floor with the same draft."""
    port, bare_port = free_port(), free_port()
    instance = Instance(folder, port)
    cookie = f"{COOKIE}={instance.token}"
    picks = [choice["id"] for choice in question(instance, ASKED)["choices"]]
    pid = stack.enter_context(started(["wizard", "serve"], port, instance.settings))
    ours = Person(Server(pid, port, cookie), instance.url(ASKED), picks)

    prepare_floor(folder, instance, ours.page)
    module = ["benchmarks._floor", str(bare_port), str(folder)]
    pid = stack.enter_context(started(module, bare_port, {}))
    floor = Person(Server(pid, bare_port, cookie), f"/stap/{instance.address(ASKED)}", picks)
    assert bare(ours.page) == bare(floor.page)
    return ours, floor


def prepare_floor(folder: Path, instance: Instance, page: str) -> None:
    """Write down what the floor serves: the product's page as a template, and the draft."""
    questions = {instance.address(name): question(instance, name) for name in (ASKED, NEXT)}
    made_of = {
        "template": template(page, questions[instance.address(NEXT)]),
        "questions": questions,
    }
    (folder / "floor.json").write_text(json.dumps(made_of))
    answers = {id_: answer.picks for id_, answer in instance.answers.items()}
    with open_database(f"{folder}/floor.db") as db:
        db.execute("INSERT INTO draft VALUES (?, ?)", (instance.token, json.dumps(answers)))


def question(instance: Instance, name: str) -> dict[str, Any]:
    """Return a question as the floor knows it."""
    found = instance.question(name)
    choices = [{"id": choice.id, "text": choice.text} for choice in choices_of(found)]
    return {"id": name, "text": found.text, "choices": choices, "next": instance.address(NEXT)}


def template(page: str, asked: dict[str, Any]) -> str:
    """Return a served page as a template for its question."""
    assert "{{" not in page
    page = CHOICES.sub(lambda _: LOOP, CSRF.sub("", page))
    page = ACTION.sub("{{ action }}", page)
    return page.replace(asked["text"], "{{ question.text }}")


def bare(page: str) -> str:
    """Return a page without what only one of the two has: CSRF tokens, a longer address."""
    return ACTION.sub("", CSRF.sub("", page)).strip()


def _revision(page: str) -> int:
    return int(next(iter(REVISION.findall(page))))


if __name__ == "__main__":
    main()

"""Prints what one answered question costs the server, as a ratio to the same page done barely.

Measured is the processor time of the server's process for: the form posted, the answer saved
(ours encrypted) and on disk, the redirect, and the next page. The floor's template is the very
page that the product serves, with the question and its choices filled in from a dict. One floor
builds the addresses of pages and files with `url_for`, as Flask pages do; the other has even
those written out. Rounds alternate, so that a busy machine slows all.
"""

from __future__ import annotations

import itertools
import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks._floor import COOKIE, open_database
from benchmarks._product import Instance
from benchmarks._report import Row, show
from benchmarks._servers import Server, free_port, started
from wizard.core.questionnaire import choices_of
from wizard.web.templating import asset_url

ROUNDS, WARM_ROUNDS, ANSWERS = 20, 2, 60
GOAL = 1.3
ASKED, NEXT = "who_comes", "my_questions"
"""Two usual questions right after each other: five things to pick from, then seven and a text."""

CSRF = re.compile(r'\s*<input type="hidden" name="csrf_token" value="([^"]*)">')
LEFT = re.compile(r' data-left="\d+"')
REVISION = re.compile(r'name="revision" value="(\d+)"')
ACTION = re.compile(r'(?<=<form id="question" method="post" action=")[^"]*')
CHOICES = re.compile(r'(?<=<div class="choices">).*?</div>(?=</div>)', re.DOTALL)
ADDRESS = re.compile(r'(?<!<use href=")(?<=(?:href|tion)=")(/[^"]*)')
LOOP = """{% for choice in question.choices %}{% set id = "picks" if loop.first else \
"picks-" ~ choice.id %} <div class="choice">
 <input class="choice__input" type="checkbox" name="picks" id="{{ id }}" \
value="{{ choice.id }}"{% if choice.id in picks %} checked{% endif %}>
 <label class="choice__label" for="{{ id }}">{% if choice.icon %}<img class="chip" \
src="{{ choice.icon }}" alt="" width="44" height="44">{% endif %}{{ choice.text }}\
</label>
</div>{% endfor %}"""


class Person:
    """Somebody who answers one question over and over, each time differently."""

    def __init__(self, server: Server, url: str, picks: Sequence[str], go: str = "next") -> None:
        """Look up what a first answer has to send along, and give it; `go` is what is pressed."""
        self._server, self._url = server, url
        self._picks = itertools.cycle(picks)
        page = server.get(url)
        self._hidden = [("go", go), *(("csrf_token", token) for token in CSRF.findall(page))]
        self.page = self._answer(_revision(page))
        self._revision = _revision(server.get(url))

    def round(self) -> float:
        """Return the milliseconds of the server's processor that one answer cost."""
        before = self._server.processor_seconds()
        for _ in range(ANSWERS):
            self.answer()
        return (self._server.processor_seconds() - before) / ANSWERS * 1000

    def answer(self) -> None:
        """Answer once, and get the next page."""
        page = self._answer(self._revision)
        assert len(REVISION.sub("", page)) == len(REVISION.sub("", self.page))
        self._revision += 1

    def _answer(self, revision: int) -> str:
        sent = [("revision", str(revision)), ("picks", next(self._picks)), *self._hidden]
        return self._server.post(self._url, sent)


def main() -> None:
    """Let both servers answer in turns; print the table."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        everyone = people(folder, stack)
        rounds = [[person.round() for person in everyone] for _ in range(WARM_ROUNDS + ROUNDS)]
    ours, linked, literal = zip(*rounds[WARM_ROUNDS:], strict=True)
    rows = [
        Row("addresses from url_for", ours, linked, GOAL),
        Row("addresses written out too", ours, literal, GOAL),
    ]
    show("Server processor time of one answered question", "ms", rows)


def people(folder: Path, stack: ExitStack) -> list[Person]:
    """Return somebody at the product, and at each floor somebody with the same draft."""
    port = free_port()
    instance = Instance(folder, port)
    ours = visit(instance, ["wizard", "serve"], port, instance.settings, stack)
    everyone = [ours]
    for name, linked in (("linked", True), ("literal", False)):
        port, place = free_port(), folder / name
        prepare_floor(place, instance, ours.page, linked=linked)
        module = ["benchmarks._floor", str(port), str(place)]
        everyone.append(visit(instance, module, port, {}, stack))
        assert bare(everyone[-1].page) == bare(ours.page)
    return everyone


def visit(
    instance: Instance,
    module: Sequence[str],
    port: int,
    settings: Mapping[str, str],
    stack: ExitStack,
) -> Person:
    """Start a server and send somebody there."""
    server = Server(
        stack.enter_context(started(module, port, settings)), port, f"{COOKIE}={instance.token}"
    )
    picks = [choice["id"] for choice in question(instance, ASKED)["choices"]]
    return Person(server, instance.url(ASKED), picks)


def prepare_floor(folder: Path, instance: Instance, page: str, *, linked: bool) -> None:
    """Write down what a floor serves: the product's page as a template, and the draft."""
    folder.mkdir()
    questions = {instance.address(name): question(instance, name) for name in (ASKED, NEXT)}
    text = template(page, questions[instance.address(NEXT)])
    if linked:
        text = ADDRESS.sub(lambda found: built(found[1], instance.start_url), text)
    made_of = {"template": text, "questions": questions, "start": instance.start_url}
    (folder / "floor.json").write_text(json.dumps(made_of))
    answers = {id_: answer.picks for id_, answer in instance.answers.items()}
    with open_database(f"{folder}/floor.db") as db:
        db.execute("INSERT INTO draft VALUES (?, ?)", (instance.token, json.dumps(answers)))


def built(address: str, start: str) -> str:
    """Return the expression with which a Flask page builds an address."""
    if address.startswith("/static/"):
        return f"{{{{ url_for('static', filename='{address.removeprefix('/static/')}') }}}}"
    name = address.removeprefix(start)
    return f"{{{{ url_for('other', name='{name}') }}}}" if name else "{{ url_for('other') }}"


def question(instance: Instance, name: str) -> dict[str, Any]:
    """Return a question as the floor knows it."""
    found = instance.question(name)
    choices = [
        {"id": one.id, "text": one.text, "icon": one.icon and asset_url(f"icons/{one.icon}.svg")}
        for one in choices_of(found)
    ]
    return {"id": name, "text": found.text, "choices": choices, "next": instance.address(NEXT)}


def template(page: str, asked: dict[str, Any]) -> str:
    """Return a served page as a template for its question."""
    assert "{{" not in page
    page = CHOICES.sub(lambda _: LOOP, CSRF.sub("", page))
    page = ACTION.sub("{{ action }}", page)
    return page.replace(asked["text"], "{{ question.text }}")


def bare(page: str) -> str:
    """Return a page without what only the product has: CSRF tokens, and the seconds left."""
    return LEFT.sub("", CSRF.sub("", page)).strip()


def _revision(page: str) -> int:
    return int(next(iter(REVISION.findall(page))))


if __name__ == "__main__":
    main()

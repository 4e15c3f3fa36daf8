"""Prints what seven languages cost beside one: memory, an answered question, and a switch.

Everything is compared within one run. Memory is that of the server and of the workers that print
for it, after all kinds of pages and papers were made in Dutch, and after that in all languages.
An answer is measured as in `answer`, in turns with the very same answer in Dutch. A switch sends
the question's form with the name of a language, and gets the same page in it; it stands beside
an answer that leads to an ordinary page. Nothing changes but the language.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks._floor import COOKIE
from benchmarks._product import Instance
from benchmarks._report import Row, show
from benchmarks._servers import Server, free_port, started
from benchmarks.answer import ANSWERS, ASKED, ROUNDS, WARM_ROUNDS, Person
from wizard.core.questionnaire import choices_of
from wizard.i18n import SOURCE_LANGUAGE

OTHERS = ("en", "ar", "tr", "pl", "uk", "ti")
ANSWERED = ("ar", "uk", "ti")
SWITCHED = "ar"
ANSWER_GOAL = SWITCH_GOAL = 1.05
MEMORY_GOAL = 60
"""MiB more for all languages than for one."""
PAGES = (
    *("", "controle/", "plan/", "plan/makkelijk", "plan/papier", "volgende-stap/", "bewaren/"),
    *("nu-hulp", "hulp", "papier", "vragen-op-papier", "uitkomsten", "zo-kiezen-wij", "woorden"),
    *("privacy", "toegankelijkheid", "voor-professionals", "voor-begeleiders"),
)
PAPERS = ("plan/pdf", "plan/groot/pdf", "plan/makkelijk/pdf", "vragen-op-papier/kort.pdf")
TIMES = 3
"""How often everything is used: the second time shows what is kept, the third that it is all."""


class Place:
    """The product in one language, as one person uses it."""

    def __init__(self, server: Server, instance: Instance, lang: str) -> None:
        """Start nothing."""
        self._server = server
        self._start = instance.start_url.replace(f"/{SOURCE_LANGUAGE}/", f"/{lang}/")
        self._question = instance.url(ASKED).replace(instance.start_url, self._start)
        self._picks = [choice.id for choice in choices_of(instance.question(ASKED))]
        self._lang = lang

    def use_all(self) -> None:
        """Open every kind of page and paper."""
        for _ in range(TIMES):
            self._server.get(self._question)
            for page in (*PAGES, *PAPERS):
                assert self._server.fetch(self._start + page)

    def answers(self) -> float:
        """Return the milliseconds of the processor for an answer."""
        return Person(self._server, self._question, self._picks).round()

    def switches(self) -> float:
        """Return the milliseconds of the processor for coming here from the page in Dutch."""
        page = self._question.replace(self._start, f"/arnhem/{SOURCE_LANGUAGE}/")
        return Person(self._server, page, self._picks, go=self._lang).round()


def main() -> None:
    """Use the product in all languages, and print the tables."""
    with ExitStack() as stack:
        folder, port = Path(stack.enter_context(tempfile.TemporaryDirectory())), free_port()
        instance = Instance(folder, port)
        pid = stack.enter_context(started(["wizard", "serve"], port, instance.settings))
        server = Server(pid, port, f"{COOKIE}={instance.token}")
        dutch, *others = (Place(server, instance, lang) for lang in (SOURCE_LANGUAGE, *OTHERS))
        show_memory(pid, dutch, others)
        show_time(dutch, dict(zip(OTHERS, others, strict=True)))


def show_memory(pid: int, dutch: Place, others: list[Place]) -> None:
    """Print what one language takes, and how much more all of them do."""
    dutch.use_all()
    one = mebibytes(pid)
    for place in others:
        place.use_all()
    more = mebibytes(pid) - one
    print("\nMemory of the server and its workers")
    print(f"  {one:.0f} MiB in one language, {more:.0f} MiB more in {1 + len(others)}", end="")
    print(f" (goal: {MEMORY_GOAL})" + ("" if more <= MEMORY_GOAL else "  missed"))


def show_time(dutch: Place, others: dict[str, Place]) -> None:
    """Print what an answer costs in other letters, and what a switch does, beside Dutch."""
    rounds = [
        [dutch.answers(), others[SWITCHED].switches(), *(others[x].answers() for x in ANSWERED)]
        for _ in range(WARM_ROUNDS + ROUNDS)
    ]
    floor, switches, *answers = zip(*rounds[WARM_ROUNDS:], strict=True)
    rows = [
        Row(f"an answer in {lang}", ours, floor, ANSWER_GOAL)
        for lang, ours in zip(ANSWERED, answers, strict=True)
    ]
    rows.append(Row(f"a switch to {SWITCHED}", switches, floor, SWITCH_GOAL))
    show(f"Server processor time beside an answer in Dutch, {ANSWERS} a round", "ms", rows)


def mebibytes(pid: int) -> float:
    """Return the memory of a process and of those that it started; what they share counts once."""
    return sum(_proportional(each) for each in (pid, *_children(pid))) / 1024


def _proportional(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("Pss:")))


def _children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            yield child
            yield from _children(child)


if __name__ == "__main__":
    main()

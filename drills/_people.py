"""Residents who answer over HTTP, remember what the site took from them, and read it all back."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from random import Random

from drills._browser import Broken, Browser
from drills._page import QuestionForm
from drills._table import p95

BEGIN = "/arnhem/nl/begin"
SET = ("alone", "own")
"""Picked wherever offered: a resident alone, whose own device keeps the plan."""

REST_SECONDS = 0.05
AGAIN_SECONDS = 0.2
TRIES = 4
"""How often a page is asked for when reading back: the first connection may be one that broke."""
SHOWN, SAVED, ASKED_FOR_CODE, REFUSED_FROM = 200, 303, 401, 400

Answer = frozenset[tuple[str, str]]


class Gone(Exception):
    """The site no longer knows this browser."""


@dataclass
class Plan:
    """One plan in one browser: what the site said it saved, and what it may have saved since."""

    browser: Browser
    saved: dict[str, Answer] = field(default_factory=dict)
    tried: dict[str, list[Answer]] = field(default_factory=dict)

    def lost(self) -> list[str]:
        """Return the addresses of saved answers that the site does not show any more."""
        try:
            return [address for address in self.saved if not self._shows(address)]
        finally:
            self.browser.close()

    def _shows(self, address: str) -> bool:
        for _ in range(TRIES):
            with suppress(Broken):
                return self._shows_now(address)
        return False

    def _shows_now(self, address: str) -> bool:
        status, _, page = self.browser.ask(address)
        held = QuestionForm(page).held if status == SHOWN else None
        return held in (self.saved[address], *self.tried.get(address, ()))


@dataclass
class Save:
    """One acknowledged answer: when it was sent, and how long it took to be taken."""

    sent: float
    seconds: float


class Resident(threading.Thread):
    """Somebody who answers one question after the other, in one plan after the other.

    What the site refuses, or does not answer, is sent again.
    """

    def __init__(self, ports: Sequence[int], number: int, seed: int, rest: float) -> None:
        """Prepare somebody; `rest` is the seconds between answers."""
        super().__init__(name=f"resident-{number}", daemon=True)
        self.plans: list[Plan] = []
        self.saves: list[Save] = []
        self.seen: Counter[str] = Counter()
        self.gone: list[Plan] = []
        self.ending = threading.Event()
        self._ports = [*ports[number % len(ports) :], *ports[: number % len(ports)]]
        self._random = Random(f"{seed} {number}")
        self._rest = rest
        self._words = 0
        self._seen_now: set[str] = set()

    def run(self) -> None:
        """Answer until told to end."""
        while not self.ending.is_set():
            plan = Plan(Browser(self._ports))
            try:
                self._fill_in(plan)
            except Gone:
                self.gone.append(plan)
            plan.browser.close()

    def _fill_in(self, plan: Plan) -> None:
        _, location, _ = self._until_taken(plan, BEGIN, [])
        self.plans.append(plan)
        while not self.ending.is_set():
            form = QuestionForm(self._shown(plan, location))
            if not form.action:
                return
            location = self._answer(plan, form)
            self.ending.wait(self._rest * self._random.uniform(0.5, 1.5))

    def _shown(self, plan: Plan, location: str) -> str:
        """Return a page, asked for again until it comes."""
        while not self.ending.is_set():
            try:
                status, moved, page = plan.browser.ask(location)
            except Broken:
                self._note("no answer")
                continue
            if status == SHOWN:
                return page
            location = moved or location
            if not moved:
                self._refused(status, kept=True)
        return ""

    def _answer(self, plan: Plan, form: QuestionForm) -> str:
        """Fill in a question and send it until the site says that it is saved."""
        answer = self._filled(form)
        sent = [("go", "next"), *form.hidden, *answer]
        _, location, _ = self._until_taken(plan, form.action, sent, answer)
        return location

    def _filled(self, form: QuestionForm) -> Answer:
        answer = set()
        if form.picks:
            fixed = [pick for pick in SET if pick in form.picks]
            answer.add(("picks", fixed[0] if fixed else self._random.choice(form.picks)))
        if form.has_text:
            self._words += 1
            answer.add(("text", f"Woorden {self.name} nummer {self._words}"))
        return frozenset(answer)

    def _until_taken(
        self, plan: Plan, address: str, sent: list[tuple[str, str]], answer: Answer = frozenset()
    ) -> tuple[int, str, str]:
        while not self.ending.is_set():
            plan.tried.setdefault(address, []).append(answer)
            start = time.monotonic()
            try:
                status, location, page = plan.browser.ask(address, sent)
            except Broken:
                self._note("no answer")
                continue
            if status == SAVED:
                self.saves.append(Save(start, time.monotonic() - start))
                self._seen_now.clear()
                plan.tried.pop(address)
                if answer:
                    plan.saved[address] = answer
                return status, location, page
            self._refused(status, kept=all(text in page for _, text in answer))
        return SAVED, "", ""

    def _refused(self, status: int, *, kept: bool) -> None:
        if status == ASKED_FOR_CODE:
            self._note("asked for the code")
            raise Gone
        self._note(f"page {status}" + ("" if kept else ", without what was typed"))

    def _note(self, what: str) -> None:
        """Count what was seen instead of the next page, once however often it is tried again."""
        if what not in self._seen_now:
            self._seen_now.add(what)
            self.seen[what] += 1
        self.ending.wait(AGAIN_SECONDS)


class People:
    """All residents of a drill."""

    def __init__(self, ports: Sequence[int], count: int, seed: int, rest: float) -> None:
        """Prepare them; `people` lets them answer."""
        self.residents = [Resident(ports, number, seed, rest) for number in range(count)]

    @property
    def acknowledged(self) -> int:
        """Return how many answers the site said it saved, and still stand as the last."""
        return sum(len(plan.saved) for plan in self._plans())

    @property
    def seen(self) -> str:
        """Return what residents saw other than the next page, with how often."""
        seen = sum((one.seen for one in self.residents), Counter[str]())
        return ", ".join(f"{what} ({times}x)" for what, times in seen.most_common())

    def saves(self, start: float = 0, end: float = float("inf")) -> list[Save]:
        """Return what was sent between two moments of `time.monotonic` and taken, by moment."""
        all_of_them = [save for one in self.residents for save in list(one.saves)]
        found = [save for save in all_of_them if start <= save.sent < end]
        return sorted(found, key=lambda save: save.sent)

    def p95(self, start: float = 0, end: float = float("inf")) -> float | None:
        """Return the milliseconds within which 95 in 100 of those were taken."""
        return p95([save.seconds for save in self.saves(start, end)])

    def recovery(self, since: float, most: float = 60) -> float | None:
        """Wait until an answer that was sent after a moment is saved; return the seconds since."""
        while time.monotonic() - since < most:
            if saved := self.saves(since):
                return min(save.sent + save.seconds for save in saved) - since
            time.sleep(REST_SECONDS / 5)
        return None

    def wait_for_saves(self, count: int, most: float = 60) -> None:
        """Return when so many answers are saved; RuntimeError when that takes too long."""
        start = time.monotonic()
        while len(self.saves()) < count:
            if time.monotonic() - start > most:
                raise RuntimeError("nobody can answer")
            time.sleep(REST_SECONDS)

    def stop(self) -> None:
        """Let everybody finish what they are doing."""
        for one in self.residents:
            one.ending.set()
        for one in self.residents:
            one.join()

    def _plans(self) -> list[Plan]:
        return [plan for one in self.residents for plan in list(one.plans)]

    def lost(self) -> int:
        """Read every acknowledged answer back; return how many are not there."""
        self.stop()
        plans = self._plans()
        with ThreadPoolExecutor(len(self.residents)) as reading:
            return sum(len(lost) for lost in reading.map(Plan.lost, plans))


@contextmanager
def people(
    ports: Sequence[int], count: int = 8, *, seed: int = 1, rest: float = REST_SECONDS
) -> Iterator[People]:
    """Let residents answer at these nodes, meanwhile lend them; stop them in the end."""
    everyone = People(ports, count, seed, rest)
    for one in everyone.residents:
        one.start()
    try:
        yield everyone
    finally:
        everyone.stop()

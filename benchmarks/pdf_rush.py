"""Prints what happens when 50 people want their PDF at once: how long they wait, and the others.

A real server stands for it, with a draft. One person answers a question over and over, first
alone and then while 50 ask for the PDF; who is refused asks again after the time that the refusal
names, until all have one. Each answer, PDF or refusal, has to come within 15 seconds, and of the
saves 95 in 100 within 300 milliseconds.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

from benchmarks._floor import COOKIE
from benchmarks._product import Instance
from benchmarks._report import Row, show
from benchmarks._servers import free_port
from benchmarks.answer import Person, visit

PEOPLE, SAVES_BEFORE = 50, 100
WAIT_LIMIT_SECONDS, SAVE_LIMIT_MS = 15.0, 300.0
MADE, REFUSED = 200, 503

Answers = list[tuple[int, float]]
"""Status and seconds of each answer that somebody got, in order."""


def main() -> None:
    """Start an instance, let them all come, and print the tables."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        port = free_port()
        instance = Instance(folder, port)
        person = visit(instance, ["wizard", "serve"], port, instance.settings, stack)
        patient(instance, port)
        before = [save(person) for _ in range(SAVES_BEFORE)]
        answers, during = rush(instance, port, person)
    tell(answers, before, during)


def rush(instance: Instance, port: int, person: Person) -> tuple[Answers, list[float]]:
    """Let PEOPLE ask at once while one person saves; return all answers, and the saves' times."""
    with ThreadPoolExecutor(PEOPLE) as asking:
        waiting = [asking.submit(patient, instance, port) for _ in range(PEOPLE)]
        during = []
        while not all(one.done() for one in waiting):
            during.append(save(person))
    return [answer for one in waiting for answer in one.result()], during


def patient(instance: Instance, port: int) -> Answers:
    """Ask for the PDF until it comes."""
    path, cookie = f"{instance.start_url}plan/pdf", {"Cookie": f"{COOKIE}={instance.token}"}
    answers: Answers = []
    while not answers or answers[-1][0] != MADE:
        connection = HTTPConnection("127.0.0.1", port)
        start = time.perf_counter()
        connection.request("GET", path, headers=cookie)
        response = connection.getresponse()
        response.read()
        answers.append((response.status, time.perf_counter() - start))
        assert response.status in (MADE, REFUSED), response.status
        if response.status == REFUSED:
            time.sleep(int(response.headers.get("Retry-After", 1)))
        connection.close()
    return answers


def save(person: Person) -> float:
    """Return the seconds that one answer takes, with the next page."""
    start = time.perf_counter()
    person.answer()
    return time.perf_counter() - start


def tell(answers: Answers, before: Sequence[float], during: Sequence[float]) -> None:
    """Print what was found beside the limits."""
    refused = sum(status == REFUSED for status, _ in answers)
    print(f"\n{PEOPLE} people want a PDF: {len(answers)} answers, {refused} of them refusals")
    worst = [max(seconds for _, seconds in answers)]
    show(
        "The longest wait for an answer (floor: the limit)",
        "s",
        [Row("PDF or refusal", worst, [WAIT_LIMIT_SECONDS], 1)],
    )
    rows = [
        Row(f"{len(saves)} saves {name}", [p95(saves)], [SAVE_LIMIT_MS], 1)
        for name, saves in (("before", before), ("meanwhile", during))
    ]
    show("95 in 100 saves come within (floor: the limit)", "ms", rows)


def p95(seconds: Sequence[float]) -> float:
    """Return the milliseconds within which 95 in 100 came."""
    return statistics.quantiles(seconds, n=20)[-1] * 1000


if __name__ == "__main__":
    main()

"""Sends and withdraws plans in processes that are killed on the way; run by test_killed.py.

`python -m tests.vault.killed <folder> points` kills a process at each point of a transaction.
`... <folder> on` sends one plan after the other until somebody kills it.
"""

import os
import secrets
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlite_utils import Database

from tests.vault.desks import CAW, sealed_case
from wizard.core.references import make_reference
from wizard.store import Box, open_store
from wizard.store.cases import Case
from wizard.store.sqlite import case_statements
from wizard.store.sqlite import cases as sqlite_cases
from wizard.vault import Argon2Cost, Dispatch, Drafts, KeyDirectory
from wizard.vault.mails import Letter, seal_mail

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LETTER = Letter(to="desk@caw.example", subject="Nieuw", text="ABCD EFGH", lang="nl")

BEFORE = {
    "nothing is written": (sqlite_cases, "save"),
    "the draft is written": (case_statements, "insert_case"),
    "the draft is written without the link": (case_statements, "change_case"),
    "the count is written": (case_statements, "append_line"),
    "all is written": (Database, "commit"),
}
"""Points at which a process is killed, and what it was about to call then."""


class Residents:
    """Whoever sends, with everything in one folder."""

    def __init__(self, folder: Path) -> None:
        """Open the database and the keys in a folder, which are made when they are not there."""
        self.store = open_store(f"sqlite:///{folder}/drafts.db")
        self._keys = KeyDirectory(folder / "keys", create=True)
        cost = Argon2Cost(memory_kib=32, iterations=1)
        self.drafts = Drafts(self.store, self._keys, term=timedelta(days=30), cost=cost)
        self._dispatch = Dispatch(self.store, self._keys, self.drafts)

    def start(self) -> str:
        """Return the token of a new draft."""
        return self.drafts.start(b"shared", b"", NOW).token

    def send(self, token: str, case: Case) -> None:
        """Send a case with its link, and word of it to the desk."""
        about = {"desk_id": CAW.desk_id, "reference": case.reference, "now": NOW}
        mail = seal_mail(self._keys, LETTER, **about)
        texts = {Box.PRIVATE: case.id}
        self._dispatch.send(self.drafts.find(token, NOW), texts, [case], NOW, mails=[mail])

    def withdraw(self, token: str, case: Case) -> None:
        """Withdraw a case and drop its link."""
        opened = self.drafts.find(token, NOW)
        self._dispatch.withdraw(opened, {Box.PRIVATE: b""}, [case.id], NOW)


def new_sealed_case() -> Case:
    """Return a case with a reference of its own."""
    return sealed_case(NOW, reference=make_reference(secrets.randbelow))


def die(*_: object) -> None:
    """End this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def tell(*words: str) -> None:
    """Say something that whoever kills this process has read before it dies."""
    sys.stdout.write("\t".join(words) + "\n")
    sys.stdout.flush()


def killed(run: Callable[[], None]) -> None:
    """Run something in a process of its own, which must not come back."""
    child = os.fork()
    if child == 0:
        try:
            run()
        finally:
            die()
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


def at_points(folder: Path) -> None:
    """Let a process send, or withdraw, and die at each point; tell of each what it had."""
    for action in ("send", "withdraw"):
        for point in (*BEFORE, "all is done"):
            residents = Residents(folder)
            token, case = residents.start(), new_sealed_case()
            if action == "withdraw":
                residents.send(token, case)
            residents.store.close()
            killed(partial(act, folder, action, point, token, case))
            tell(action, token, case.id.hex(), point)


def act(folder: Path, action: str, point: str, token: str, case: Case) -> None:
    """Send or withdraw, with death at a point."""
    residents = Residents(folder)
    if point in BEFORE:
        setattr(*BEFORE[point], die)
    getattr(residents, action)(token, case)


def on_and_on(folder: Path) -> None:
    """Send one plan after the other; tell of each before and after."""
    residents = Residents(folder)
    while True:
        token, case = residents.start(), new_sealed_case()
        tell("about", token, case.id.hex())
        residents.send(token, case)
        tell("sent", token, case.id.hex())


if __name__ == "__main__":
    {"points": at_points, "on": on_and_on}[sys.argv[2]](Path(sys.argv[1]))

"""Prints how long a resident waits who sends a plan while the mail server is a black hole.

Ours has a mail server that takes connections and never says a word; the floor has none at all, so
it stores no mail either. Everybody sends from an address of their own and asks for a confirmation.
"""

from __future__ import annotations

import re
import socket
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import msgspec

from benchmarks._floor import COOKIE
from benchmarks._product import Instance, full_draft
from benchmarks._report import Row, show
from benchmarks._servers import FORM, free_port, started
from wizard.core.answers import Answer
from wizard.core.draft import Draft
from wizard.core.sent import Reach, Way
from wizard.settings import read_settings
from wizard.store import open_store
from wizard.vault import Drafts, KeyDirectory
from wizard.web.visit import encode_new

ROUNDS, WARM_ROUNDS, SENT = 20, 2, 10
GOAL = 1.1
DESK = "arnhem/caw"
HIDDEN = re.compile(r'<input type="hidden" name="(csrf_token|seen)" value="([^"]*)">')
GROWN_UP = {"age": Answer(picks=("27_66",), revision=1)}
REACH = Reach(
    call_me="Noor",
    way=Way.MAIL,
    mail="noor@voorbeeld.example",
    others_may_answer=False,
    may_leave_message=False,
    wmo=False,
    confirm=True,
    confirm_to="noor@voorbeeld.example",
    lang="nl",
)


class Residents:
    """A site, and people at it who have only to press the last button."""

    def __init__(
        self, folder: Path, smtp_url: str, stack: ExitStack, *options: str, database: str = ""
    ) -> None:
        """Store a draft for everybody and start the site; `options` are those of `serve`."""
        self._port = free_port()
        self._instance = Instance(folder, self._port, database)
        self.settings = {**self._instance.settings, "WIZARD_TRUSTED_PROXIES": "1"}
        if smtp_url:
            self.settings["WIZARD_SMTP_URL"] = smtp_url
            self.settings["WIZARD_MAIL_FROM"] = "startplan@arnhem.example"
        self._tokens = enumerate(self._drafts((WARM_ROUNDS + ROUNDS) * SENT))
        stack.enter_context(started(["wizard", "serve", *options], self._port, self.settings))

    def round(self) -> float:
        """Return the milliseconds that somebody waited, the median of a few."""
        return statistics.median(self._send() for _ in range(SENT)) * 1000

    def waiting(self) -> int:
        """Return how many mails are in the outbox."""
        with closing(open_store(self.settings["WIZARD_DATABASE_URL"])) as store:
            return len(store.cases.waiting_mails(DESK))

    def _send(self) -> float:
        number, token = next(self._tokens)
        who = {
            "Cookie": f"{COOKIE}={token}",
            "X-Forwarded-For": f"10.0.{number >> 8}.{number & 255}",
        }
        path = f"{self._instance.start_url}sturen/kijken"
        with closing(HTTPConnection("127.0.0.1", self._port)) as browser:
            browser.request("GET", path, headers=who)
            form = HIDDEN.findall(browser.getresponse().read().decode())
            start = time.perf_counter()
            browser.request("POST", path, urlencode(form), {**who, **FORM})
            answer = browser.getresponse()
            answer.read()
            took = time.perf_counter() - start
        assert answer.headers["Location"].endswith("/gestuurd"), answer.status
        return took

    def _drafts(self, number: int) -> Iterator[str]:
        settings = read_settings(self.settings)
        texts = encode_new(_ready(full_draft(self._instance.edition.questionnaire)))
        with closing(open_store(settings.database_url)) as store:
            keys = KeyDirectory(settings.key_dir)
            drafts = Drafts(store, keys, term=timedelta(days=1))
            return iter([drafts.start(*texts, datetime.now(UTC)).token for _ in range(number)])


def _ready(draft: Draft) -> Draft:
    """Return the draft of somebody who may send, and has said how to be reached."""
    answers = {**draft.shared.answers, **GROWN_UP}
    shared = msgspec.structs.replace(draft.shared, answers=answers)
    return msgspec.structs.replace(draft, shared=shared).with_reach(REACH)


def main() -> None:
    """Let people at both sites send in turns; print the table."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        hole = stack.enter_context(closing(socket.create_server(("127.0.0.1", 0))))
        ours = Residents(folder / "ours", f"smtp://127.0.0.1:{hole.getsockname()[1]}", stack)
        floor = Residents(folder / "floor", "", stack)
        rounds = [(ours.round(), floor.round()) for _ in range(WARM_ROUNDS + ROUNDS)]
        assert ours.waiting() == len(rounds) * SENT
        assert floor.waiting() == 0
    black, none = zip(*rounds[WARM_ROUNDS:], strict=True)
    row = Row("mail server a black hole", black, none, GOAL)
    show("Waiting for a plan to be sent (floor: no mail server)", "ms", [row])


if __name__ == "__main__":
    main()

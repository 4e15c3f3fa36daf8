"""Two real processes behind a proxy that takes turns, one of which is upgraded meanwhile."""

import threading
import time
from contextlib import contextmanager

import pytest

from drills import _people
from drills._people import people
from drills._site import site
from tools.postgres_server import postgres_server

PATIENCE_SECONDS = 60


class Turning(_people.Browser):
    """A browser of which every request goes to the next node."""

    def ask(self, path, fields=None):
        self._move_on()
        return super().ask(path, fields)


@contextmanager
def a_database(back_end):
    """Return the URL of an empty database, "" for the one of the site's folder."""
    if back_end == "sqlite":
        yield ""
        return
    with postgres_server() as server:
        yield server.url()


def until(condition):
    """Wait for something that happens in another thread."""
    give_up_at, pause = time.monotonic() + PATIENCE_SECONDS, threading.Event()
    while not condition():
        assert time.monotonic() < give_up_at
        pause.wait(0.05)


def close_browsers(residents):
    """Close the connections over which everything was read back."""
    for resident in residents.residents:
        for plan in resident.plans:
            plan.browser.close()


@pytest.mark.matrix
@pytest.mark.parametrize("back_end", ["sqlite", "postgres"])
def test_nobody_loses_an_answer_while_one_node_after_the_other_is_started_anew(
    tmp_path, monkeypatch, back_end
):
    monkeypatch.setattr(_people, "Browser", Turning)
    with (
        a_database(back_end) as url,
        site(tmp_path, url, nodes=2) as running,
        people(running.ports, 4) as residents,
    ):
        until(lambda: residents.acknowledged >= 20)
        for node in running.nodes:
            node.stop()
            node.start()
            seen = residents.acknowledged
            until(lambda seen=seen: residents.acknowledged >= seen + 20)
        assert residents.lost() == 0
        close_browsers(residents)
        assert [resident.gone for resident in residents.residents] == [[], [], [], []]

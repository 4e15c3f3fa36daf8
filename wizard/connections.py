"""Connections to the site: thousands may be open, and only the busy ones cost anything.

Waitress looks at every connection in every turn, with `select`, which cannot count beyond 1,024
files: one connection more ended the process. Here a turn looks only at where something happens.
While many requests wait inside, new visitors wait: at the door, in the system's own queue, or just
inside it, so that who is in goes on quickly; and when all places are taken, who has been quiet for
longest makes room. What fails costs one connection, never a thread, the door or the process.
"""

from __future__ import annotations

import logging
import resource
import selectors
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from heapq import nsmallest
from socket import socket
from typing import TYPE_CHECKING, Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher
from waitress.wasyncore import dispatcher

from wizard.logs import describe
from wizard.refusals import Parser, Refusal

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

log = logging.getLogger(__name__)

THREADS = 22
"""Eighteen may wait for a PDF or for Argon2id all together; the others go on with pages."""
CONNECTIONS_MOST = 5000
"""Open at the same time; the system keeps as many again at the door."""
FILES_KEPT = 250
"""For what is no connection: the database in each thread, PDF workers, mail, libraries."""
CONNECTIONS_LEAST = 50
DOOR_QUEUE = 4096
WAITING_INSIDE = 18
"""From here on the door is shut: with those in hand, at 5 ms each, 200 ms for who is in."""
LET_IN = 8
"""At once, of those who wait."""
MAKING_ROOM = 20
SETTLING_SECONDS = 0.5
"""So long after coming in, or after an answer, nobody makes room: a request may be on its way."""
TURN_SECONDS = 0.25
READ, WRITE = selectors.EVENT_READ, selectors.EVENT_WRITE
REST_SECONDS = 0.1
"""After a refusal by the system: going on at once would only fill the log."""


class Channel(HTTPChannel):
    """One connection; it knows since when nothing was answered on it."""

    parser_class = Parser
    error_task_class = Refusal
    quiet_since = 0.0
    is_asking = False
    is_new = True

    @property
    def must_wait(self) -> bool:
        """Tell whether who is in goes first: they may be in the middle of their plan."""
        return self.is_new and len(self.server.task_dispatcher.queue) >= WAITING_INSIDE

    def add_channel(self, map: Connections | None = None) -> None:  # type: ignore[override] # noqa: A002 - so says waitress
        """Begin quietly."""
        self.quiet_since = time.monotonic()
        super().add_channel(map)

    def received(self, data: bytes) -> bool:
        """Take in a part of a request; from its first part on the connection is asking."""
        if not self.is_asking:
            self.is_asking, self.quiet_since = True, time.monotonic()
        return super().received(data)

    def answer(self) -> None:
        """Answer; a failure ends this connection, never the thread, which nobody would replace."""
        try:
            super().service()
        except Exception:  # noqa: BLE001 - out of memory, most likely
            self.cancel()
            self.server.pull_trigger()
            tell_failure()
        self.is_new, self.is_asking, self.quiet_since = False, False, time.monotonic()

    service = answer


class Connections(dict[int, Any]):
    """All that is open, by its number in the system; what is quiet costs a turn nothing."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._lively: set[int] = set()
        self._watched: dict[int, int] = {}
        self._waiting: deque[int] = deque()
        self._selector = selectors.DefaultSelector()

    def __setitem__(self, number: int, one: dispatcher) -> None:
        """Add what was opened."""
        super().__setitem__(number, one)
        self.wake(number)

    def __delitem__(self, number: int) -> None:
        """Let go of what is about to be closed: the system will use its number again."""
        super().__delitem__(number)
        self._lively.discard(number)
        self._watch(number, 0)

    def wake(self, number: int) -> None:
        """Look at one of them in the next turn."""
        self._lively.add(number)

    def turn(self, seconds: float = TURN_SECONDS) -> None:
        """Wait until something happens, at most so long, and deal with it; no failure goes on."""
        try:
            self._turn(seconds)
        except Exception:  # noqa: BLE001 - everybody depends on these turns
            tell_failure()
            time.sleep(REST_SECONDS)

    def _turn(self, seconds: float) -> None:
        self._let_next_ones_ask()
        for number in tuple(self._lively):
            self._look_at(number)
        for key, events in self._selector.select(seconds):
            if isinstance(one := self.get(key.fd), Channel) and one.must_wait:
                self._let_wait(key.fd, one)
            elif one is not None:
                self.wake(key.fd)
                self._deal_with(key.fd, events)

    def _let_wait(self, number: int, one: Channel) -> None:
        """Hear somebody later, and until then look at them no more."""
        one.is_asking = True
        self._waiting.append(number)
        self._lively.discard(number)
        self._watch(number, 0)

    def _let_next_ones_ask(self) -> None:
        """Hear a few of those who wait longest, if their turn has come."""
        for _ in range(min(LET_IN, len(self._waiting))):
            one = self.get(self._waiting[0])
            if isinstance(one, Channel) and one.must_wait:
                return
            number = self._waiting.popleft()
            if one is not None:
                self.wake(number)

    def _deal_with(self, number: int, events: int) -> None:
        one = self[number]
        try:
            if events & READ:
                one.handle_read_event()
            if events & WRITE and number in self:
                one.handle_write_event()
        except Exception:  # noqa: BLE001 - it costs this connection, never the door
            tell_failure()
            if isinstance(one, Channel):
                one.handle_close()

    def _look_at(self, number: int) -> None:
        one = self[number]
        may_write = one.writable() and not one.accepting
        wanted = READ * bool(one.readable()) | WRITE * bool(may_write)
        self._watch(number, wanted)
        # Asked once: between two questions another thread may have ended its answer.
        if wanted == READ and isinstance(one, Channel):
            self._lively.discard(number)

    def _watch(self, number: int, wanted: int) -> None:
        known = self._watched.pop(number, 0)
        if wanted:
            self._watched[number] = wanted
        if wanted and known and wanted != known:
            self._selector.modify(number, wanted)
        elif wanted and not known:
            self._selector.register(number, wanted)
        elif known and not wanted:
            self._selector.unregister(number)


class Door(TcpWSGIServer):
    """Listens on one address, and lets in who fits."""

    active_channels: dict[int, Channel]  # type: ignore[assignment] # the stubs are mistaken
    _map: Connections
    _shut_until = 0.0

    def readable(self) -> bool:
        """Tell whether anybody more may come in now."""
        if len(self._map) >= self.adj.connection_limit:
            self._make_room()
        is_shut = time.monotonic() < self._shut_until
        is_crowded = len(self.task_dispatcher.queue) >= WAITING_INSIDE
        return super().readable() and not is_shut and not is_crowded

    def handle_accept(self) -> None:
        """Let in a few who wait; where the system has no room for one, rest."""
        try:
            for _ in range(LET_IN):
                came = self.accept()
                if came is None:
                    return
                line, address = came
                self.set_socket_options(line)
                Channel(self, line, address, self.adj, map=self._map)
        except Exception:  # noqa: BLE001 - no file or memory left; the door must stay
            tell_failure()
            self._shut_until = time.monotonic() + REST_SECONDS

    def maintenance(self, now: int) -> None:
        """Close who has been silent for two minutes."""
        super().maintenance(now)
        for number in self.active_channels:
            self._map.wake(number)

    def _make_room(self) -> None:
        """Close a few: first who asks nothing, then who never finishes asking."""
        settled = time.monotonic() - SETTLING_SECONDS
        waiting = (
            (one.is_asking, one.quiet_since, number)
            for number, one in self.active_channels.items()
            if not one.requests and one.quiet_since < settled
        )
        for *_, number in nsmallest(MAKING_ROOM, waiting):
            self.active_channels[number].will_close = True
            self._map.wake(number)


def open_doors(
    app: WSGIApplication,
    connections: Connections,
    **settings: Any,  # noqa: ANN401 - waitress knows them
) -> list[Door]:
    """Listen for `app`, at each of its addresses, and start the threads that answer.

    `settings` are those of waitress. Raises OSError. Who came in is answered by `turn` of the
    connections, again and again.
    """
    most = connections_that_fit(settings.pop("connection_limit", CONNECTIONS_MOST))
    chosen = {"threads": THREADS, "backlog": DOOR_QUEUE, "ident": None, **settings}
    adj = Adjustments(connection_limit=most, **chosen)
    threads = ThreadedTaskDispatcher()
    doors = [
        Door(
            app,
            connections,
            _sock=made,
            bind_socket=made is None,
            dispatcher=threads,
            adj=adj,
            sockinfo=place,
        )
        for place, made in _places(adj)
    ]
    threads.set_thread_count(adj.threads)
    return doors


def connections_that_fit(most: int) -> int:
    """Return how many connections may be open, after asking the system for as many files."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = most + FILES_KEPT
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return max(CONNECTIONS_LEAST, min(most, allowed - FILES_KEPT))


def tell_failure() -> None:
    """Log what is being handled; without memory even that may fail, and then it is left out."""
    kind, _, trace = sys.exc_info()
    with suppress(Exception):
        log.error("a connection failed: " + describe(kind or Exception, trace))  # noqa: G003 - only class and place


def _places(adj: Adjustments) -> Iterator[tuple[Any, socket | None]]:
    """Yield what to listen on: addresses, or sockets that were made before."""
    for made in adj.sockets:
        yield (made.family, made.type, made.proto, made.getsockname()), made
    if not adj.sockets:
        for place in adj.listen:
            yield place, None

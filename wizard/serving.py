"""The server of one node: it listens, and told to end it finishes what people wait for.

An upgrade ends a node while people use it. Connections that the system took for us already are
answered, no new ones are taken, and the process ends as soon as nobody waits for it.
"""

from __future__ import annotations

import gc
import signal
import socket
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

import click
from flask import Flask
from waitress import wasyncore
from waitress.channel import HTTPChannel

from wizard import BODY_MOST_BYTES
from wizard.connections import Connections, Door, open_doors
from wizard.settings import Settings, inherited_sockets

REQUEST_MOST_BYTES = 2 * BODY_MOST_BYTES
"""Beyond this the server refuses by itself; below it the site has a page that says why."""
SPOOLED_FROM_BYTES = 64 * 1024 * 1024
"""More than any request or page: from here on the server would use files, in plain text."""
ENDS_SECONDS = 20
"""How long the slowest answer may hold up the end: a PDF is given up after ten."""
QUIET_SECONDS = 0.25
"""A connection on which nothing came for so long has nothing under way."""
FIRST_INHERITED = 3
"""Where systemd puts the sockets that it hands over."""


def listen(app: Flask, settings: Settings, then: Callable[[], None]) -> None:
    """Serve `app` until SIGTERM or Ctrl-C; call `then` once the port is open.

    Raises ClickException when the port is taken.
    """
    node = Node(app, settings)
    # What stands now stays: looking through all content again and again for garbage cost a sixth
    # of every answer.
    gc.freeze()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, node.end)
    then()
    node.run()


class Node:
    """A server that ends without cutting anybody off."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        """Open the port, or take over the sockets that systemd opened."""
        self._sockets = [
            socket.socket(fileno=FIRST_INHERITED + number) for number in range(inherited_sockets())
        ]
        self._connections = Connections()
        self._told_to_end = 0
        where = {"sockets": self._sockets} if self._sockets else _address(settings)
        try:
            self._threads = open_doors(
                app,
                self._connections,
                max_request_body_size=REQUEST_MOST_BYTES,
                inbuf_overflow=SPOOLED_FROM_BYTES,
                outbuf_overflow=SPOOLED_FROM_BYTES,
                # Who stands in front is believed as far as `trust_proxies` goes, or not at all.
                clear_untrusted_proxy_headers=not settings.trusted_proxies,
                **where,
            )[0].task_dispatcher
        except OSError as error:
            raise click.ClickException(
                f"cannot listen on {settings.host}:{settings.port} ({error.strerror}); "
                "is another program there? Choose another WIZARD_PORT."
            ) from None

    def end(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Let `run` return when nobody waits any more; told twice, at once."""
        self._told_to_end += 1
        for door in self._listening():
            door.pull_trigger()

    def run(self) -> None:
        """Serve until `end`."""
        while not self._told_to_end:
            self._connections.turn()
        self._stop_listening()
        end_at = time.monotonic() + ENDS_SECONDS
        while self._told_to_end == 1 and time.monotonic() < end_at and self._is_busy():
            self._connections.turn()
        self._threads.shutdown(timeout=int(self._told_to_end == 1))
        wasyncore.close_all(self._connections)

    def _listening(self) -> list[Door]:
        return [one for one in tuple(self._connections.values()) if isinstance(one, Door)]

    def _stop_listening(self) -> None:
        for door in self._listening():
            if not self._sockets:
                self._let_in_who_came(door)
            # Its own `close` would also close the line on which threads say that they are done.
            wasyncore.dispatcher.close(door)

    def _let_in_who_came(self, door: Door) -> None:
        """Take the connections that wait: a closed port would break them.

        Sockets of systemd stay open without us, and their connections wait for the next node.
        """
        before = -1
        while len(self._connections) != before:
            before = len(self._connections)
            door.handle_accept()

    def _is_busy(self) -> bool:
        channels = (
            one for one in tuple(self._connections.values()) if isinstance(one, HTTPChannel)
        )
        return any(_is_waited_for(channel) for channel in channels)


def _address(settings: Settings) -> dict[str, Any]:
    return {"host": settings.host, "port": settings.port}


def _is_waited_for(channel: HTTPChannel) -> bool:
    """Tell whether a request on this connection is coming in, at work, or being answered."""
    # Waitress reads the clock of the day, which may have been put back since.
    quiet = abs(time.time() - channel.last_activity) > QUIET_SECONDS
    return bool(channel.requests or channel.request or channel.total_outbufs_len or not quiet)

"""The recipes of deploy/ with nginx in front: upgrades under load, and what a proxy may keep."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection
from pathlib import Path

from drills._attempt import attempt
from drills._nginx import Proxy, program, proxied
from drills._people import people
from drills._site import Site, site
from drills._table import Row
from wizard.web.templating import asset_url

UPGRADES = 4
BETWEEN_SECONDS = 1
WORDS = b"text=" + b"Kanarie+12+" * 80_000
"""Nearly the largest form that is taken."""
TOO_MUCH = b"x" * 1_200_000
OK, MOVED, NOT_FOUND, TOO_LARGE, FORBIDDEN = 200, 301, 404, 413, 403
STYLES = asset_url("app.css")


def rows(folder: Path) -> Iterator[Row]:
    """Upgrade two nodes behind nginx, and look at what nginx does."""
    if program() is None:
        yield Row(fault="upgrade of the nodes, one by one", why_not="nginx is not installed")
        return
    settings = {"WIZARD_TRUSTED_PROXIES": "1"}
    with (
        site(folder, nodes=2, settings=settings) as made,
        proxied(folder / "nginx", made.ports) as proxy,
    ):
        yield attempt(upgraded, made, proxy)
        yield attempt(looked_at, proxy)


def upgraded(made: Site, proxy: Proxy) -> Row:
    """Stop and start the nodes in turns while people answer; nobody may notice."""
    with people([proxy.plain_port]) as residents:
        for turn in range(UPGRADES):
            time.sleep(BETWEEN_SECONDS)
            node = made.nodes[turn % len(made.nodes)]
            node.stop()
            node.start()
        lost = residents.lost()
    return Row(
        fault="upgrade of the nodes, one by one (SQLite, two nodes behind nginx)",
        done=f"{UPGRADES} nodes ended and started again under load",
        acknowledged=residents.acknowledged,
        lost=lost,
        p95=residents.p95(),
        seen=residents.seen or "nothing",
        missed="somebody noticed" if residents.seen else "",
    )


def looked_at(proxy: Proxy) -> Row:
    """Ask nginx for what it must refuse, and look for what it must not keep."""
    missed = [
        what
        for what, status, path, body in (
            ("a probe answers outside", NOT_FOUND, "/readyz", None),
            ("a large body is taken", TOO_LARGE, "/arnhem/nl/verder/", TOO_MUCH),
            ("a form from nowhere is taken", FORBIDDEN, "/arnhem/nl/verder/", WORDS),
        )
        if asked(proxy, path, body) != status
    ]
    if redirected(proxy) != MOVED:
        missed.append("plain http is served")
    page, file = asked(proxy, "/arnhem/nl/privacy", None), asked(proxy, STYLES, None)
    if (page, file) != (OK, OK) or proxy.kept != {f"plan.example{STYLES}"}:
        missed.append(f"nginx keeps {sorted(proxy.kept)}")
    if proxy.spooled:
        missed.append("words lie in a file of nginx")
    if "127.0.0.1" in proxy.logged or "Kanarie" in proxy.logged:
        missed.append("nginx logged who came")
    return Row(
        fault="nginx with the recipe of deploy/",
        done="probes, large forms and plain http from outside; its files and logs searched",
        seen="nothing kept, nothing let through" if not missed else "",
        missed=", ".join(missed),
    )


def asked(proxy: Proxy, path: str, body: bytes | None) -> int:
    """Send something over TLS, as if from elsewhere, and return the status."""
    trusting = ssl.create_default_context(cafile=proxy.folder / "fullchain.pem")
    # Connected by number, and named: nginx refuses any name but its own.
    line = socket.create_connection(("127.0.0.1", proxy.tls_port))
    connection = HTTPConnection("plan.example")
    connection.sock = trusting.wrap_socket(line, server_hostname="plan.example")
    headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    with suppress(BrokenPipeError, ConnectionResetError):  # refused before it was all sent
        connection.request("POST" if body else "GET", path, body, headers)
    with closing(connection):
        answer = connection.getresponse()
        answer.read()
        return answer.status


def redirected(proxy: Proxy) -> int:
    """Return the status of a page over plain http."""
    connection = HTTPConnection("127.0.0.1", proxy.redirect_port)
    connection.request("GET", "/", headers={"Host": "plan.example"})
    status = connection.getresponse().status
    connection.close()
    return status

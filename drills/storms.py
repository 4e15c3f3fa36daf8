"""Storms at what costs most, codes, sign-ins and PDFs, from many addresses while others answer."""

from __future__ import annotations

import re
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from drills._attempt import attempt
from drills._browser import Broken, Browser
from drills._people import BEGIN
from drills._site import Site
from drills._table import Row
from drills.crowds import beside
from tools.postgres_server import cannot_run, postgres_server
from wizard.core.codes import make_code

CLIENTS, STORM_SECONDS, CODES = 32, 8.0, 4
RESUME, KEEP = "/arnhem/nl/verder/", "/arnhem/nl/bewaren/"
PLAN_PDF, SIGN_IN = "/arnhem/nl/plan/pdf", "/balie/inloggen"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
CODE = re.compile(r"\s".join([r"<span>(\d{4})</span>"] * 4))
TAKEN = {200, 303, 422}
"""Looked at: done, or refused because it was wrong. The others are to be tried again later."""

Act = Callable[[Browser], int]


def rows(folder: Path) -> Iterator[Row]:
    """Let each storm rage, then the two that cost most at once, also on PostgreSQL."""
    codes = ("a right code", "a wrong code")
    others = ("making a code", "staff sign-in")
    yield attempt(storm, folder / "codes", "storm of codes", codes, others)
    yield attempt(storm, folder / "made", "storm of new codes", ("making a code",), codes[:1])
    yield attempt(storm, folder / "staff", "storm of sign-ins", ("staff sign-in",), codes[:1])
    yield attempt(storm, folder / "pdfs", "storm of PDFs", ("a PDF",), codes[:1])
    everything = (*codes, *others, "a PDF")
    yield attempt(storm, folder / "all", "all storms at once", everything, ())
    if why_not := cannot_run():
        yield Row(fault="all storms at once (PostgreSQL)", why_not=why_not)
        return
    with postgres_server() as server:
        name = "all storms at once (PostgreSQL)"
        yield attempt(storm, folder / "postgres", name, everything, (), server.url())


def storm(
    folder: Path, fault: str, raging: Sequence[str], reserved: Sequence[str], url: str = ""
) -> Row:
    """Let 32 clients each do one thing over and over; what is `reserved` must go on meanwhile."""
    return beside(folder, fault, partial(_rage, raging, reserved), url)


def _rage(raging: Sequence[str], reserved: Sequence[str], harmed: Site) -> tuple[str, str]:
    acts = _acts(harmed)
    clients = [*(raging[number % len(raging)] for number in range(CLIENTS)), *reserved]
    end = time.monotonic() + STORM_SECONDS
    with ThreadPoolExecutor(len(clients)) as pool:
        done = list(pool.map(lambda name: _again(harmed, acts[name], end), clients))
    tallies = {name: Counter[str]() for name in clients}
    for name, tally in zip(clients, done, strict=True):
        tallies[name] += tally
    told = [f"{name}: {_told(tallies[name])}" for name in raging]
    told += [f"meanwhile {name}: {_told(tallies[name])}" for name in reserved]
    held_up = [f"{name} was held up" for name in reserved if {*tallies[name]} != {"taken"}]
    return f"{CLIENTS} clients; {'; '.join(told)}", ", ".join(held_up)


def _told(tally: Counter[str]) -> str:
    return ", ".join(f"{times}x {what}" for what, times in tally.most_common()) or "never done"


def _again(harmed: Site, act: Act, end: float) -> Counter[str]:
    """Do something over and over, each time from another address."""
    tally: Counter[str] = Counter()
    browser = Browser(harmed.ports)
    while time.monotonic() < end:
        browser.address = ".".join(["10", *(str(secrets.randbelow(256)) for _ in range(3))])
        try:
            status = act(browser)
        except Broken:
            tally["no answer"] += 1
        else:
            tally["taken" if status in TAKEN else f"page {status}"] += 1
    browser.close()
    return tally


def _acts(harmed: Site) -> dict[str, Act]:
    codes = [_made_code(Browser(harmed.ports)) for _ in range(CODES)]
    return {
        "a right code": lambda browser: _enter(browser, secrets.choice(codes)),
        "a wrong code": lambda browser: _enter(browser, make_code(secrets.randbelow)),
        "making a code": _make,
        "staff sign-in": _sign_in,
        "a PDF": _print,
    }


def _enter(browser: Browser, code: str) -> int:
    return browser.ask(RESUME, [("code", code)])[0]


def _make(browser: Browser) -> int:
    if not (token := TOKEN.search(browser.ask(KEEP)[2])):
        browser.ask(BEGIN, [])
        token = TOKEN.search(browser.ask(KEEP)[2])
    return browser.ask(f"{KEEP}code", [("csrf_token", token[1] if token else "")])[0]


def _made_code(browser: Browser) -> str:
    _make(browser)
    page = browser.ask(f"{KEEP}code")[2]
    browser.close()
    return "".join(CODE.findall(page)[0])


def _sign_in(browser: Browser) -> int:
    name = f"{secrets.token_hex(4)}@arnhem.example"
    fields = [("name", name), ("password", secrets.token_hex(8)), ("code", "123456")]
    return browser.ask(SIGN_IN, fields)[0]


def _print(browser: Browser) -> int:
    status, _, _ = browser.ask(PLAN_PDF)
    return status if status in TAKEN or browser.ask(KEEP)[0] in TAKEN else _begun(browser)


def _begun(browser: Browser) -> int:
    browser.ask(BEGIN, [])
    return browser.ask(PLAN_PDF)[0]

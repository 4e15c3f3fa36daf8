"""What each route changes, measured: the tables that differ after it, and no other may."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime

import pytest
from flask import Flask

from tests.attacks.raw import Request, ask
from tests.attacks.stage import Stage, forms_on
from tests.guards.pressed import People, Press
from tests.guards.routes import (
    CHANGED_BY_LOOKING,
    CHANGED_BY_PRESSING,
    DESK,
    DESK_METHODS,
    METHODS,
    PROBES,
)
from tests.web.deskroom import desk_app
from tests.web.plans import part_url_of, url_of
from wizard.handout.workers import PdfWorkers
from wizard.web import site as web_site
from wizard.web.site import EXTENSION

ALL = METHODS | DESK_METHODS
BOOKKEEPING = {"_sqlite_migrations", "sqlite_sequence"}  # of the database itself
Changed = dict[str, set[str]]


class Clock:
    """The site's clock, which stands still: a life lengthened by the minute is no effect."""

    at = datetime.now(UTC)

    @classmethod
    def now(cls, _zone: object) -> datetime:
        return cls.at


@pytest.fixture
def app(tmp_path, monkeypatch) -> Iterator[Flask]:
    monkeypatch.setattr(PdfWorkers, "render", lambda _self, _html: b"%PDF-1.7")
    monkeypatch.setattr(Clock, "at", datetime.now(UTC))
    monkeypatch.setattr(web_site, "datetime", Clock)
    mail = {"smtp_url": "smtp://localhost", "mail_from": "balie@arnhem.example"}
    with desk_app(tmp_path, **mail) as app:
        yield app


def tables(app: Flask) -> Mapping[str, int]:
    """A digest of each table."""
    with app.extensions[EXTENSION].store._connections.reading() as database:
        names = {*database.table_names()} - BOOKKEEPING
        rows = ((name, database.execute(f"SELECT * FROM {name} ORDER BY 1")) for name in names)  # noqa: S608 - our own names
        return {name: hash(tuple(found.fetchall())) for name, found in rows}


def let_time_run(app: Flask) -> None:
    """Let every visit have five minutes less, as if nobody had pressed for so long."""
    with app.extensions[EXTENSION].store._connections.writing() as database:
        database.execute("UPDATE wrap SET expires_at = expires_at - 300 WHERE kind = 'session'")


def changed_by(app: Flask, act: Callable[[], object]) -> set[str]:
    before = tables(app)
    act()
    return {name for name, digest in tables(app).items() if digest != before[name]}


def press(app: Flask, one: Press) -> None:
    """Send the form of the open page that leads to this route; the site must take it."""
    address, page = app.url_map.bind("localhost"), one.who.page
    place = {} if one.endpoint.startswith("desk.") else {"municipality": "arnhem", "lang": "nl"}
    path, fields = "", page.hidden()
    for form in forms_on(page.html, page.url, ""):
        path = form.path.split("?")[0]
        if address.match(path, "POST")[0] == one.endpoint:
            fields = dict(form.fields)
            break
    else:
        path = address.build(one.endpoint, place)
    response = one.who.post(path, data=fields | one.typed)
    assert response.status_code in {200, 303}, (one.endpoint, response.status, page.errors())


def test_each_press_changes_the_tables_that_are_written_down_and_no_other(app):
    changed: Changed = {}
    for one in People(app).presses():
        if one.page:
            one.who.visit(one.page)
        if one.endpoint == "timeleft.stay":
            let_time_run(app)
        changed[one.endpoint] = changed_by(app, lambda one=one: press(app, one))
    assert {*changed} == {name for name, methods in ALL.items() if "POST" in methods}
    assert {name: found for name, found in changed.items() if found} == CHANGED_BY_PRESSING


def looks(stage: Stage) -> Iterator[tuple[str, Request]]:
    """Every page, by everybody it may be for and by nobody."""
    step = url_of(stage.resident, "question:hope").rpartition("/")[2]
    own = {"parts.show": part_url_of(stage.resident, "want")}
    yield from ((probe, Request(probe.encode())) for probe in PROBES)
    for name, path, methods in stage.paths(address=step):
        if "GET" in methods:
            for who in ("lead", "nobody") if name in DESK else ("resident", "helper", "nobody"):
                yield name, Request(own.get(name, path).encode(), cookie=stage.people[who])


def test_looking_changes_the_tables_that_are_written_down_and_no_other(app):
    changed: Changed = defaultdict(set)
    for name, request in looks(Stage(app)):
        changed[name] |= changed_by(app, lambda request=request: ask(app, request))
    assert {name: found for name, found in changed.items() if found} == CHANGED_BY_LOOKING

"""A site with a desk, and the people who send what is hostile: what they may reach, and how."""

import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from flask import Flask

from tests.attacks.raw import FORM, HERE, Request, ask, form
from tests.guards.routes import DESK, DESK_METHODS, METHODS
from tests.web.browser import PLACE, Browser
from tests.web.codes import come_in, make_code, make_helper_code
from tests.web.deskroom import DeskRoom
from tests.web.pages import VALUED, Tree
from tests.web.plans import alone, give, make_draft, opened_in, part_url_of, site_of, together
from wizard.core.roles import Role
from wizard.i18n import known_languages
from wizard.web.addresses import step_address
from wizard.web.places import ASKED
from wizard.web.visit import Visit

PARTS = ("want", "can", "need", "people", "talk", "about", "private")
EVERY_ROUTE = METHODS | DESK_METHODS
ENDS = ("stoppen", "wissen", "weg", "iemand-anders", "begin", "apparaat", "opnieuw", "intrekken")
ENDS += ("hulpcode", "uitloggen", "verwijderen")
"""Ends of addresses whose press ends the way in of whoever sends, or of who helps them."""
TURNING = {ASKED, *known_languages()}
"""Buttons that show the page in another language, and so come before all that was typed."""
NOTED = {"audit", "sqlite_sequence", "staff_session", "counter"}


@dataclass(frozen=True)
class Form:
    """A form of a page: where it goes, and what a browser would send."""

    path: str
    fields: tuple[tuple[str, str], ...]
    cookie: str

    def sent(self, *changed: tuple[str, str]) -> Request:
        """Send it with some fields in place of its own."""
        names = {name for name, _ in changed}
        kept = [(name, text) for name, text in self.fields if name not in names]
        return self.with_body(form([*kept, *changed]))

    def with_body(self, body: bytes, kind: str = FORM, **headers: str) -> Request:
        path = self.path.split("?")[0].encode()
        return Request(path, "POST", b"", body, kind, self.cookie, {**HERE, **headers})


class Stage:
    """A resident, their helper, a lead at the desk and nobody, and a bystander of each kind."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.room = DeskRoom(app)
        self.case = self.room.receive().id.hex()
        self.resident, self.helper = self._browser(), self._browser()
        give(self.resident, together())
        make_code(self.resident)
        come_in(self.helper, make_helper_code(self.resident))
        self.alone = self._browser()
        give(self.alone, make_draft(dict(alone().answers), opened=PARTS))
        self.lead = self.room.sit(self.room.lead)
        self.bystander = self._browser()
        give(self.bystander, together())
        self._bystander = opened_in(self.bystander).id
        self._bystanders_case = self.room.receive().id
        self.people = {
            "resident": self.cookie_of(self.resident),
            "helper": self.cookie_of(self.helper),
            "alone": self.cookie_of(self.alone),
            "lead": self.cookie_of(self.lead),
            "reader": self.cookie_of(self.room.browser_of(Role.READER)),
            "nobody": "",
        }

    def _browser(self) -> Browser:
        browser = self.app.test_client()
        assert isinstance(browser, Browser)
        return browser

    def cookie_of(self, browser: Browser) -> str:
        held = ((name, browser.cookie(name)) for name in ("plan", "apparaat", "balie"))
        return "; ".join(f"{name}={value}" for name, value in held if value)

    def paths(self, **ids: str) -> Iterator[tuple[str, str, set[str]]]:
        """Yield every route: its name, an address of it and its methods."""
        own = {"case_id": self.case, "staff_id": self.room.lead.id.hex(), **ids}
        for rule in self.app.url_map.iter_rules():
            path = rule.rule.replace("/<municipality>/<lang>", PLACE)
            path = re.sub(r"<any\(([\w-]+).*?\):\w+>", r"\1", path)
            path = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: own.get(found[1], "nergens"), path)
            yield rule.endpoint, path, EVERY_ROUTE[rule.endpoint]

    def forms(self) -> list[Form]:
        """Read every form on every page that somebody can open."""
        found: dict[tuple[str, str, tuple[str, ...]], Form] = {}
        for cookie, path in self._pages():
            answer = ask(self.app, Request(path.encode(), cookie=cookie))
            if answer.is_page and not answer.header("Location"):
                for one in forms_on(answer.text, path, cookie):
                    names = tuple(sorted({name for name, _ in one.fields}))
                    found.setdefault((cookie, one.path, names), one)
        return list(found.values())

    def _pages(self) -> Iterator[tuple[str, str]]:
        shown = [(name, path) for name, path, methods in self.paths() if "GET" in methods]
        residents = [path for name, path in shown if name not in DESK]
        desk = [path for name, path in shown if name in DESK]
        steps = [*_steps(self.alone), *(part_url_of(self.alone, part) for part in PARTS[:-1])]
        for name in ("resident", "helper", "nobody"):
            yield from itertools.product([self.people[name]], [*residents, "/balie/inloggen"])
        yield from itertools.product([self.people["alone"]], steps)
        yield from itertools.product([self.people["resident"]], _steps(self.resident))
        yield from itertools.product([self.people["lead"]], desk)

    def of_bystanders(self) -> str:
        """A digest of every byte that is stored about people who sent nothing."""
        theirs = {
            "draft": ("id", self._bystander),
            "wrap": ("draft_id", self._bystander),
            "desk_case": ("id", self._bystanders_case),
        }
        digest = hashlib.sha256()
        with self.room.site.store._connections.reading() as database:
            for table, (column, value) in theirs.items():
                rows = database[table].rows_where(f"{column} = ?", [value], order_by="1")
                kept = [tuple(row.values()) for row in rows]
                assert kept, table
                digest.update(repr(kept).encode())
        return digest.hexdigest()

    def of_all(self) -> str:
        """A digest of every byte that is stored, but for counts, sessions and the audit."""
        digest = hashlib.sha256()
        with self.room.site.store._connections.reading() as database:
            for table in sorted({*database.table_names()} - NOTED):
                rows = database[table].rows_where(order_by="1")
                digest.update(repr([tuple(row.values()) for row in rows]).encode())
        return digest.hexdigest()


def _steps(browser: Browser) -> Iterable[str]:
    visit = Visit(site_of(browser).default_edition(), opened_in(browser), "")
    return [f"{PLACE}/stap/{step_address(visit, step)}" for step in visit.path.steps]


def forms_on(text: str, path: str, cookie: str) -> Iterator[Form]:
    """Read the forms of a page that post something to us."""
    tree = Tree().read(text)
    for tag in tree.iter("form"):
        inside, name = {*tag.iter()}, tag.get("id", "?")
        controls = [one for one in tree.iter() if one.tag in VALUED and one.get("name")]
        own = [one for one in controls if one in inside or one.get("form") == name]
        if tag.get("method") == "post":
            yield Form(tag.get("action") or path, tuple(filled_in(own)), cookie)


def filled_in(controls: Iterable[Element]) -> Iterator[tuple[str, str]]:
    """Fill in as somebody would: a choice for each question, and the button that goes on."""
    picked: set[str] = set()
    controls = [*controls]
    for one in sorted(controls, key=lambda one: "checked" not in one.attrib):
        name, value = one.get("name", ""), one.get("value") or one.text or ""
        if one.get("type") in {"radio", "checkbox"} or one.tag == "button":
            if name in picked or (one.tag == "button" and value in TURNING):
                continue
            picked.add(name)
        yield name, value

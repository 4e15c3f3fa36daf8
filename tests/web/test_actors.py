"""Three people in one plan, in any order: no answer is lost, nothing private comes across.

The resident's phone and second device and a helper's laptop keep pages open as long as they like
and save them whenever they like. A plain model keeps what was acknowledged.
"""

import re
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.web.browser import PLACE, Browser
from tests.web.codes import come_in, make_code, make_helper_code
from tests.web.pages import Page
from tests.web.plans import (
    ALONE,
    PRIVATE_WORDS,
    draft_in,
    give,
    make_draft,
    part_url_of,
    url_of,
)
from tests.web.plans import SECRET as BEFORE
from wizard.core.answers import Answer

HELPED, PICKED, SECRET = "helper:want", "question:work_kinds", "question:how_it_went"
SHARED = ("question:hope", "question:others_say", PICKED, HELPED)
PARTS = ("want", "can")
PLACES = (*SHARED, SECRET, *PARTS)
QUESTIONS = ("question:hope", "question:others_say", PICKED, SECRET)
TEXTS = st.sampled_from(["", "Een moestuin", "Iets met dieren", "Rust"])
CANARIES = ["Kanarie in de kelder", "Kanarie op zolder", "Kanarie bij de brug"]
VALUES = {PICKED: st.sampled_from([(), ("green",), ("green", "animals")])}
VALUES[SECRET] = st.sampled_from(CANARIES)
NEVER_SHOWN = re.compile(f"Kanarie|{BEFORE}|Is je werk of plek|Wat ging daar goed")
SEEN_BY_HELPERS = (
    "/verder/welkom",
    "/controle/",
    "/controle/papier",
    "/controle/praten",
    "/plan/",
    "/volgende-stap/",
    "/na-het-gesprek/",
    "/hoe-gaat-het/",
)
RESIDENTS_OWN = (
    "/bewaren/code",
    "/bewaren/apparaat",
    "/hulpcode/",
    "/hulpcode/intrekken",
    "/wissen",
    "/hoe-gaat-het/opnieuw",
)

TRIES_MOST = 5

Value = str | tuple[str, ...]


def told_in(key: str, *, part: bool) -> str:
    """Name the field in which the answer to a question is sent."""
    kind, _, id_ = key.partition(":")
    name = "picks" if id_ == "work_kinds" else "text"
    return f"{kind}-{id_}-{name}" if part else name


@dataclass
class Held:
    """A page that somebody keeps open: what it showed at first, and what stands in it by now."""

    actor: Browser
    page: Page
    shown: dict[str, Value]
    entered: dict[str, Value] = field(init=False)
    kept: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.entered = dict(self.shown)

    def sent(self, go: str) -> tuple[str, list[tuple[str, str]]]:
        """Return where the page posts to and what a browser would send."""
        action, fields = self.page.form_of("Verder")
        names = {told_in(key, part="/deel/" in action): key for key in self.shown}
        own = {*names, "go", *self.kept}
        sent = [pair for pair in fields if pair[0] not in own]
        for name, key in names.items():
            value = self.entered[key]
            sent += [(name, one) for one in ([value] if isinstance(value, str) else value)]
        return action, [*sent, *self.kept.items(), ("go", go)]


class Actors(RuleBasedStateMachine):
    """A phone, a second device and a helper's laptop, each with pages open."""

    def __init__(self, app):
        super().__init__()
        self.phone, self.tablet, self.coach = (app.test_client() for _ in range(3))
        self.held: list[Held] = []
        self.code, self.withdrawn, self.is_in, self.tries = "", "", False, 0
        give(self.phone, make_draft(ALONE, PRIVATE_WORDS, opened=("can",)))
        come_in(self.tablet, make_code(self.phone))
        self.stored = self.read()
        for browser in (self.phone, self.tablet):
            browser.typed |= {*CANARIES}

    def read(self) -> dict[str, Value]:
        draft = draft_in(self.phone)
        words = draft.shared.helper.get("want")
        answers = {key: draft.answers.get(key.partition(":")[2], Answer()) for key in QUESTIONS}
        said = {key: one.picks if key == PICKED else one.text for key, one in answers.items()}
        return {**said, HELPED: words.text if words else ""}

    def someone(self, data) -> Browser:
        people = [self.phone, self.tablet] + [self.coach] * self.is_in
        return data.draw(st.sampled_from(people))

    @initialize()
    def let_somebody_help(self):
        self.make_a_helper_code()
        self.come_in_with_the_helper_code()

    @rule(data=st.data())
    def open_pages(self, data):
        for place in data.draw(st.lists(st.sampled_from(PLACES), min_size=2, max_size=4)):
            actor = self.someone(data)
            if place in PARTS:
                self.open(actor, part_url_of(self.phone, place))
            elif self.may_open(actor, place):
                self.open(actor, url_of(actor, place), place)

    def may_open(self, actor: Browser, key: str) -> bool:
        if actor is self.coach:
            return key != SECRET
        return key != HELPED or bool(self.stored[HELPED])

    def open(self, actor: Browser, url: str, *keys: str) -> None:
        """Keep a page open; one that names no question is that of a whole part."""
        page = actor.visit(url)
        asked = keys or [key for key in SHARED if told_in(key, part=True) in page.html]
        self.held.append(Held(actor, page, {key: self.stored[key] for key in asked}))

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def save_open_pages(self, data):
        """Change one thing on each, or nothing, in any order and as late as they like."""
        for _ in range(data.draw(st.integers(4, 9))):
            held = data.draw(st.sampled_from(self.held))
            key = data.draw(st.sampled_from([*sorted(held.shown), ""]))
            told = {key: data.draw(VALUES.get(key, TEXTS))} if key else {}
            self.save(held, told, data.draw(st.sampled_from(["next", "autosave"])))

    @rule(data=st.data())
    def deal_with_the_helper_code(self, data):
        ways = [self.make_a_helper_code]
        if self.code:
            ways += [self.withdraw_the_helper_code, self.come_in_with_the_helper_code]
        if self.withdrawn and self.tries < TRIES_MOST:
            ways += [self.try_a_code_that_was_withdrawn]
        data.draw(st.sampled_from(ways))()

    def make_a_helper_code(self):
        self.withdrawn, self.code = self.code or self.withdrawn, make_helper_code(self.phone)
        self.is_in = False

    def withdraw_the_helper_code(self):
        self.tablet.visit(PLACE + "/hulpcode/")
        self.tablet.press("Trek de hulpcode in")
        self.withdrawn, self.code, self.is_in = self.code, "", False

    def come_in_with_the_helper_code(self):
        come_in(self.coach, self.code)
        self.is_in = True
        assert self.coach.page.heading == "Welkom terug"

    def try_a_code_that_was_withdrawn(self):
        self.tries += 1
        self.coach.visit(PLACE + "/verder/")
        self.coach.write(self.withdrawn, "Je code van 16 cijfers")
        self.coach.press("Open mijn plan", 422)

    @rule(path=st.sampled_from(SEEN_BY_HELPERS), own=st.sampled_from(RESIDENTS_OWN), text=TEXTS)
    def try_everything_as_helper(self, path, own, text):
        """Look where a helper may look, and press what only the resident may press."""
        page = self.coach.visit(PLACE + path, 200 if self.is_in else 401)
        token = page.hidden().get("csrf_token", "")
        refused = self.coach.send(PLACE + own, [("csrf_token", token), ("role", "parent")])
        assert refused.status_code == (403 if self.is_in else 401)
        private = url_of(self.phone, SECRET)
        self.coach.visit(private, 200 if self.is_in else 401)
        sent = self.coach.send(private, [("csrf_token", token), ("text", text)])
        assert sent.status_code == (303 if self.is_in else 401)

    def save(self, held: Held, changes: dict[str, Value], go: str) -> None:
        """Send an open page, and hold the answer against what the model expects."""
        held.entered |= changes
        status = self.send(held, go)
        touched = {key: told for key, told in held.entered.items() if told != held.shown[key]}
        clashes = {
            key for key, told in touched.items() if self.stored[key] not in {told, held.shown[key]}
        }
        if held.actor is self.coach and not self.is_in:
            assert status == 401
        elif clashes:
            assert (status, self.read()) == (409, self.stored)
            if go == "next":
                self.keep_what_was_just_told(held, touched)
        else:
            assert status == (303 if go == "next" else 200)
            self.stored |= touched
            held.shown |= touched if go == "autosave" else {}

    def send(self, held: Held, go: str) -> int:
        response = held.actor.send(*held.sent(go))
        if response.status_code == 400:  # the page is older than this way in: press once more
            held.kept["csrf_token"] = held.actor.page.hidden()["csrf_token"]
            response = held.actor.send(*held.sent(go))
        if response.is_json:
            held.kept |= response.json
        return response.status_code

    def keep_what_was_just_told(self, held: Held, touched: dict[str, Value]) -> None:
        """Choose between two answers that are both on the page, as a person does."""
        part = "/deel/" in held.page.url
        held.actor.press("Verder" if part else "Houd wat ik net invulde")
        self.stored |= touched

    @invariant()
    def every_acknowledged_answer_is_stored(self):
        assert self.read() == self.stored

    @invariant()
    def nothing_private_reaches_the_helper(self):
        assert not NEVER_SHOWN.search(self.coach.page.html)

    def teardown(self):
        """Wipe everything while pages are still open."""
        self.phone.visit(PLACE + "/wissen")
        self.phone.press("Ja, wis alles")
        for browser in (self.phone, self.tablet, self.coach):
            browser.visit(PLACE + "/plan/", 401)
        for held in self.held[-3:]:
            assert held.actor.send(*held.sent("next")).status_code == 401


def test_no_order_of_events_loses_an_answer_or_shows_a_private_one(app):
    run_state_machine_as_test(
        lambda: Actors(app),
        settings=settings(
            max_examples=14,
            stateful_step_count=16,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=[*HealthCheck],
        ),
    )

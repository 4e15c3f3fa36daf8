"""Whatever a resident types, staff read it as text: nothing of it runs, and nothing is lost."""

import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page

from tests.browser.chromium import SETUP
from tests.browser.live import Live, serve_site
from tests.browser.paper import text_of_pdf
from tests.browser.payloads import PAYLOADS, RUN, TAGS
from tests.browser.stage import ELSEWHERE, Stage
from tests.browser.states_desk import come_in
from tests.browser.watch import Watch
from tests.handout.samples import full_draft
from tests.web import browser as by_hand
from tests.web.deskroom import DeskRoom
from tests.web.plans import give
from tests.web.sendings import PRESS, cases_of, fill_in
from wizard.core.answers import Answer
from wizard.core.draft import Draft

LIVES_HERE = {
    "age": Answer(picks=("27_66",)),
    "residence": Answer(picks=("yes",)),
    "who_comes": Answer(picks=("family",)),
}
HTML = "text/html; charset=utf-8"
NUMBER = " 06 1234 5678"
APART = 12
"""How far on in PAYLOADS the next plan begins."""


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with serve_site(tmp_path_factory.mktemp("payloads")) as site:
        site.app.test_client_class = by_hand.Browser
        yield site


@pytest.fixture(scope="module")
def room(live: Live) -> DeskRoom:
    return DeskRoom(live.app, invitation=live.invitation)


@pytest.fixture(scope="module")
def watch(live: Live) -> Watch:
    return Watch(live.origin)


@pytest.fixture(scope="module")
def page(chromium: Browser, live: Live, room: DeskRoom, watch: Watch) -> Iterator[Page]:
    """A lead's page at the desk; a dialog that opens is a fault."""
    context = chromium.new_context(**SETUP)
    watch.follow(context)
    page = context.new_page()
    page.on("dialog", lambda dialog: watch.faults.append(dialog.message))
    come_in(Stage(page, live), room.lead)
    yield page
    context.close()


def plan_of(texts: Iterator[str]) -> Draft:
    """Return a plan with one of these texts in every field that a resident can type in."""
    draft = full_draft(texts)
    answers = draft.shared.answers | LIVES_HERE
    return Draft(shared=replace(draft.shared, answers=answers))


@pytest.fixture(scope="module")
def sent(room: DeskRoom) -> list[str]:
    """Send three plans with other texts in each field; return the ids of their cases."""
    ids = []
    for start in range(0, len(PAYLOADS), APART):
        texts = itertools.cycle((*PAYLOADS[start:], *PAYLOADS[:start]))
        resident = room.app.test_client()
        assert isinstance(resident, by_hand.Browser)
        give(resident, plan_of(texts))
        fill_in(
            resident,
            "Bel mijn helper",
            call_me=next(texts),
            helper=next(texts),
            helper_phone=next(texts) + NUMBER,
        )
        resident.press("Verder")
        resident.press(PRESS)
        ids += [case.id.hex() for case in cases_of(resident)]
    return ids


def bare(text: str) -> str:
    """Leave out what a line break on a page or on paper may change."""
    return "".join(text.split())


def nothing_ran(page: Page, watch: Watch) -> bool:
    return watch.faults == [] and page.evaluate("top.hit") is None


def unread(shown: str, payloads: Iterable[str] = PAYLOADS) -> list[str]:
    """Name the payloads that do not stand literally in what somebody sees."""
    return [payload for payload in payloads if bare(payload) not in bare(shown)]


def test_sixty_names_in_the_list_are_names(page: Page, live: Live, room: DeskRoom, watch: Watch):
    for payload in PAYLOADS:
        room.receive(payload, payload)
    shown = ""
    for number in (1, 2):
        page.goto(f"{live.origin}/balie/zaken/?blad={number}")
        shown += page.locator("main").inner_text()
        assert nothing_ran(page, watch)
    assert unread(shown) == []


def test_what_is_looked_for_comes_back_as_text(page: Page, live: Live, watch: Watch):
    page.goto(f"{live.origin}/balie/zaken/")
    for payload in PAYLOADS[::15]:
        page.get_by_label("Zoek een naam of kenmerk").fill(payload)
        page.get_by_role("button", name="Zoek").click()
        assert page.get_by_label("Zoek een naam of kenmerk").input_value() == payload
        assert nothing_ran(page, watch)


def test_a_case_shows_what_was_typed(page: Page, live: Live, sent: list[str], watch: Watch):
    shown = ""
    for case in sent:
        page.goto(f"{live.origin}/balie/zaak/{case}/")
        page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")
        shown += page.locator("main").inner_text()
        assert nothing_ran(page, watch)
    assert unread(shown) == []


def test_the_copy_and_the_file_have_it_too(page: Page, live: Live, sent: list[str], watch: Watch):
    copied = filed = ""
    for case in sent:
        page.goto(f"{live.origin}/balie/zaak/{case}/kopie")
        copied += page.locator("textarea").input_value()
        filed += page.request.get(f"{live.origin}/balie/zaak/{case}/kopie.txt").text()
        assert nothing_ran(page, watch)
    assert unread(copied) == unread(filed) == []


@pytest.mark.matrix  # tests/handout/test_pdf.py and test_hostile.py print such words
def test_so_has_the_paper(page: Page, live: Live, sent: list[str], tmp_path: Path):
    page.goto(f"{live.origin}/balie/zaak/{sent[0]}/kopie")
    copied = page.locator("textarea").input_value().partition("\n\n")[2]
    said = [payload for payload in filter(str.isascii, PAYLOADS) if bare(payload) in bare(copied)]
    answer = page.request.get(f"{live.origin}/balie/zaak/{sent[0]}/pdf")
    (tmp_path / "plan.pdf").write_bytes(answer.body())
    assert len(said) > APART
    assert unread(text_of_pdf(tmp_path / "plan.pdf"), said) == []


def open_unescaped(page: Page, payload: str) -> None:
    """Open a page that takes a text for more than text, and lets everything run."""
    body = f'<!doctype html><textarea></textarea><p title="{payload}">{payload}'
    page.unroute_all()
    page.route(ELSEWHERE, lambda route: route.fulfill(body=body, content_type=HTML))
    page.goto(ELSEWHERE, wait_until="domcontentloaded")


def test_on_a_page_that_escapes_nothing_they_run(chromium: Browser, live: Live):
    watch, context = Watch(live.origin), chromium.new_context(**SETUP)
    watch.follow(context)
    page, ran = context.new_page(), 0
    for tag in TAGS:
        open_unescaped(page, f"<{tag}={RUN}>")
        page.wait_for_load_state()
        ran += page.evaluate("top.hit") is not None
    context.close()
    assert ran > len(TAGS) / 2
    assert watch.faults

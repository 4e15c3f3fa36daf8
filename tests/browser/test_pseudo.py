"""Pages hold in a language that runs from right to left, and in one with longer words.

For every landing test_other_languages.py looks at pages in the real languages.
"""

from collections.abc import Iterator
from itertools import chain

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import pseudo
from tests.browser.chromium import PHONE
from tests.browser.conftest import NewPerson
from tests.browser.layout import scrolls_sideways, verder_out_of_sight
from tests.browser.live import Live, serve_site
from tests.browser.pseudo import LONG, RIGHT_TO_LEFT, stretch, turn, untranslated
from tests.browser.pseudo_layout import clipped, not_mirrored, overlaps, unfold
from tests.browser.ready import Ready, full_draft
from wizard import resources

SMALL = {"width": 320, "height": 640}
BAD_PAGE = """<!doctype html><html dir="rtl"><title>א</title><body style="margin: 0">
<form id="question" style="padding-top: 2000px"><p class="actions"><button
class="nl-button--primary" aria-label="heard" data-said="say later">Verder</button></p></form>
<p style="width: 900px; margin: 0">אא</p><p style="text-align: left">אב</p>
<p style="margin-bottom: -1em">גד</p><p style="margin-top: -1em">הו</p>
<p style="width: 40px; height: 20px; overflow: hidden">אאאאא אאאאא אאאאא</p>
<svg class="icon-arrow" width="24" height="24"></svg>"""
PLACES = {
    "start": "/",
    "one": "question:age",
    "several": "question:my_questions",
    "follow-up": "question:talk_with_me",
    "tiles": "question:support",
    "pairs": "question:work_style",
    "scale": "question:work_skills",
    "week": "question:start_often",
    "people": "question:people",
    "text": "question:help_wanted",
    "helper": "helper:want",
    "more": "more:talk",
    "hand-over": "hand-over:private",
    "check": "/controle/",
    "check-paper": "/controle/papier",
    "talk": "/controle/praten",
    "plan": "/plan/",
    "next-step": "/volgende-stap/",
    "keep": "/bewaren/",
    "stop": "/stoppen",
    "wipe": "/wissen",
}
FOR_EVERYONE = {
    "resume": "/verder/",
    "help": "/nu-hulp",
    "help with the site": "/hulp",
    "comfort": "/zo-lees-je-fijn/",
    "paper": "/papier",
    "questions": "/vragen-op-papier",
    "outcomes": "/uitkomsten",
    "rules": "/zo-kiezen-wij",
    "words": "/woorden",
    "privacy": "/privacy",
    "accessibility": "/toegankelijkheid",
    "professionals": "/voor-professionals",
}


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A site whose installation has the two languages."""
    folder = tmp_path_factory.mktemp("pseudo")
    content = pseudo.offer_languages(folder / "content")
    installed = folder / "installed"
    installed.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources, "PACKAGE", pseudo.make_installation(installed))
        with serve_site(folder / "site", content) as site:
            yield site


def look_at(places: dict[str, str], page: Page, ready: Ready, lang: str) -> Iterator[str]:
    for name, place in places.items():
        answer = page.goto(ready.find(place))
        assert answer, name
        assert answer.ok, name
        assert page.locator("html").get_attribute("lang") == lang
        yield from chain(verder_out_of_sight(page), look(page, lang))


def look(page: Page, lang: str) -> Iterator[str]:
    """Look at one page on a usual phone, and on a small one with all that can be unfolded."""
    yield from untranslated(page, lang)
    yield from chain(scrolls_sideways(page), overlaps(page))
    if lang == RIGHT_TO_LEFT:
        yield from not_mirrored(page)
    page.set_viewport_size(SMALL)
    unfold(page)
    yield from chain(scrolls_sideways(page), overlaps(page), clipped(page))
    page.set_viewport_size(PHONE)


@pytest.mark.matrix
@pytest.mark.parametrize("lang", pseudo.LANGUAGES)
def test_every_page_on_the_way_holds_in_another_language(
    new_person: NewPerson, live: Live, lang: str
):
    page = new_person(locale=lang).page
    ready = Ready(live, page.context, full_draft(typed=False), lang)
    assert list(look_at(PLACES, page, ready, lang)) == []


@pytest.mark.matrix
@pytest.mark.parametrize("lang", pseudo.LANGUAGES)
def test_a_plan_in_two_languages_holds_beside_dutch(new_person: NewPerson, live: Live, lang: str):
    page = new_person(locale=lang).page
    page.goto(Ready(live, page.context, full_draft(typed=False), lang).find("/plan/twee-talen"))
    assert list(untranslated(page, lang)) == []
    for size in (PHONE, SMALL):
        page.set_viewport_size(size)
        assert list(chain(scrolls_sideways(page), overlaps(page), clipped(page))) == []


@pytest.mark.matrix
@pytest.mark.parametrize("lang", pseudo.LANGUAGES)
def test_the_pages_for_everyone_hold_too(new_person: NewPerson, live: Live, lang: str):
    page = new_person(locale=lang).page
    ready = Ready(live, page.context, full_draft(typed=False), lang)
    assert list(look_at(FOR_EVERYONE, page, ready, lang)) == []


@pytest.mark.matrix
@pytest.mark.parametrize("lang", pseudo.LANGUAGES)
def test_an_error_holds_in_another_language(new_person: NewPerson, live: Live, lang: str):
    page = new_person(locale=lang).page
    ready = Ready(live, page.context, full_draft(typed=False), lang)
    page.goto(ready.find("question:help_wanted"))
    page.locator("textarea").fill("0" * 2001)
    with page.expect_navigation():
        page.locator(".actions .nl-button--primary").click()
    assert page.locator("[aria-invalid]").count()
    assert list(look(page, lang)) == []


def test_the_checks_find_what_is_wrong_on_a_bad_page(chromium: Browser):
    page = chromium.new_page()
    page.set_viewport_size(PHONE)
    page.set_content(BAD_PAGE)
    found = [*look(page, RIGHT_TO_LEFT), *verder_out_of_sight(page), *untranslated(page, LONG)]
    page.close()
    kinds = {kind for complaint in found for kind in [complaint.split(" | ")[1]]}
    assert kinds == {"untranslated", "sideways", "scroll", "overlapping", "clipped", "not mirrored"}
    words = {complaint.split(" | ")[2].split(":")[0] for complaint in found}
    assert {"Verder", "heard", "later", "an arrow", "אב", "גד and הו"} <= words


def test_a_page_that_stands_the_wrong_way_is_found(chromium: Browser):
    page = chromium.new_page()
    page.set_content('<!doctype html><html dir="ltr"><h1>א</h1>')
    assert [*not_mirrored(page)] == [" | not mirrored | the page runs from left to right"]
    page.close()


@pytest.mark.parametrize("text", ["Verder", "Nu hulp nodig?", "Deel %(number)s van %(total)s"])
def test_the_long_language_is_long_and_leaves_places_for_values(text: str):
    longer = stretch(text)
    plain, stretched = (pseudo.KEPT.sub("", words) for words in (text, longer))
    assert len(stretched) >= 1.4 * len(plain)
    assert (
        pseudo.KEPT.findall(text) == pseudo.KEPT.findall(longer) == pseudo.KEPT.findall(turn(text))
    )
    assert not pseudo.UNTRANSLATED[LONG].search(stretched)

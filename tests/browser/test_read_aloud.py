"""The page is read aloud: by a voice of the device or not at all, in order, with a mark."""

from collections.abc import Callable, Iterator
from itertools import chain

import pytest
from playwright.sync_api import expect

from tests.browser.live import Live
from tests.browser.ready import Ready, empty_draft, full_draft
from tests.browser.voices import DUTCH, ENGLISH, FLEMISH, REMOTE, Device
from tests.browser.walk import Person
from wizard.core.answers import Answer
from wizard.core.questionnaire import Question

KINDS = {
    "one": "device",
    "several": "talk_with_me",
    "tiles": "work_kinds",
    "pairs": "work_style",
    "scale": "work_skills",
    "week": "start_often",
    "people": "people",
    "text": "hope",
}
"""One question of each kind."""


@pytest.fixture
def device(person: Person) -> Device:
    return Device(person.page, DUTCH)


@pytest.fixture
def open_at(person: Person, live: Live) -> Callable[[str], None]:
    """Return a function that opens a page in the browser of somebody who answered."""
    ready = Ready(live, person.page.context, full_draft())

    def open_page(place: str) -> None:
        person.go(ready.find(place))

    return open_page


def test_without_a_dutch_voice_of_its_own_a_device_gets_no_button(device: Device, live: Live):
    device.page.goto(live.start)
    for voices in ((), (REMOTE,), (ENGLISH,), (REMOTE, ENGLISH)):
        device.appear(*voices)
        expect(device.button).to_be_hidden()
        device.appear(*voices, DUTCH)
        expect(device.button).to_be_visible()


def test_no_voices_yet_is_no_button_yet(person: Person, live: Live):
    device = Device(person.page)
    person.go(live.start)
    expect(device.button).to_be_hidden()
    device.appear(DUTCH)
    expect(device.button).to_be_visible()


def test_a_browser_that_knows_no_speech_gets_no_button(person: Person, live: Live):
    person.page.add_init_script("Object.defineProperty(window, 'speechSynthesis', {value: null})")
    person.go(live.start)
    expect(person.page.locator(".read-aloud button")).to_be_hidden()


VOICES = [
    ((FLEMISH, REMOTE, DUTCH), "Anna"),
    ((ENGLISH, FLEMISH), "Bart"),
    (({**FLEMISH, "name": "Els", "default": False}, FLEMISH), "Bart"),
]


def test_the_voice_is_of_the_device_and_from_here_if_it_can_be(device: Device, live: Live):
    device.page.goto(live.start)
    for voices, name in VOICES:
        device.appear(*voices)
        device.button.click()
        assert device.heard[-1]["voice"] == name
        assert device.heard[-1]["rate"] == pytest.approx(0.9)
        device.button.click()


def test_a_voice_that_has_gone_is_not_replaced_by_a_remote_one(device: Device, live: Live):
    device.page.goto(live.start)
    device.button.click()
    device.appear(REMOTE)
    device.finish()
    assert not device.is_speaking
    assert {said["voice"] for said in device.heard} == {"Anna"}


def texts_of(question: Question) -> Iterator[str]:
    """What stands on the page of a question, in order."""
    yield question.text
    yield from chain(question.intro, [question.help], question.examples)
    kind = KINDS_AND_TEXTS.get(type(question).__name__)
    yield from kind(question) if kind else _choices(question)
    yield from (choice.text for choice in question.instead)


def _choices(question: Question) -> Iterator[str]:
    for choice in getattr(question, "choices", ()):
        yield from (choice.text, choice.help)
    yield getattr(question, "own_words", "")


KINDS_AND_TEXTS: dict[str, Callable[..., Iterator[str]]] = {
    "Pairs": lambda q: (t for i in q.items for t in (i.text, *(c.text for c in i.choices))),
    "Scale": lambda q: (t for i in q.items for t in (i.text, *(c.text for c in q.scale))),
    "Week": lambda q: (place.text for place in (*q.dayparts, *q.days)),
}


def missing_in_order(said: str, texts: Iterator[str]) -> list[str]:
    """The texts that are not said behind the one before."""
    missing, at = [], 0
    for text in filter(None, (" ".join(text.split()) for text in texts)):
        found = said.find(text, at)
        if found < 0:
            missing.append(text)
        at = max(at, found + len(text))
    return missing


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_is_read_from_top_to_bottom(live: Live, device: Device, open_at, kind: str):
    edition = live.site.default_edition()
    question = edition.questionnaire.find_question(KINDS[kind])
    assert question
    assert question.kind == kind
    open_at(f"question:{question.id}")
    said = device.read_all()
    assert missing_in_order(said, texts_of(question)) == []
    controls = {"Verder", "Sla over", "Lees voor", "Terug", "Dat ik weer zin heb in maandag."}
    assert not controls & {sentence["text"] for sentence in device.heard}


def test_a_text_out_of_order_is_missed():
    said = "Wat wil je? Werk Rust"
    assert missing_in_order(said, iter(("Wat wil je?", "Werk", "", "Rust"))) == []
    assert missing_in_order(said, iter(("Rust", "Werk"))) == ["Werk"]


def test_what_is_chosen_is_said_to_be(device: Device, open_at):
    open_at("question:wishes")
    said = device.read_all()
    assert said.count("gekozen") == 2
    assert "Betaald werk gekozen" in said


def test_a_folded_word_is_read_only_when_it_is_open(device: Device, open_at):
    open_at("/volgende-stap/")
    folded = device.page.locator("main details").first
    inside = folded.locator("p").first.text_content().strip()
    assert inside not in device.read_all()
    folded.locator("summary").click()
    assert inside in device.read_all()


def test_the_plan_is_read_with_own_words_in_their_own_language(person: Person, live: Live):
    device = Device(person.page, DUTCH, ENGLISH)
    draft = empty_draft()
    draft.shared.answers["hope"] = Answer(text="A dog called Rex.", lang="en")
    draft.shared.answers["others_say"] = Answer(text="Sakin biriyim.", lang="tr")
    ready = Ready(live, person.page.context, draft)
    person.go(ready.at("/plan/"))
    said = device.read_all()
    assert missing_in_order(said, iter(("Mijn plan", "A dog called Rex.", "Ik kan", "Tips"))) == []
    voices = {sentence["text"]: sentence["voice"] for sentence in device.heard}
    assert voices["A dog called Rex."] == "Carol"
    assert voices["Sakin biriyim."] == "Anna"  # nobody here speaks Turkish


def test_a_secret_code_is_never_said(device: Device, open_at, person: Person):
    open_at("/bewaren/")
    person.press("Maak een code")
    digits = person.page.locator(".code span").all_inner_texts()
    said = device.read_all()
    assert len(digits) == 4
    assert [group for group in digits if group in said] == []


def test_long_own_words_are_cut_between_words(person: Person, live: Live):
    device = Device(person.page, DUTCH)
    draft = empty_draft()
    words = "en toen liep ik weer naar buiten " * 30
    draft.shared.answers["hope"] = Answer(text=words + "x" * 300, lang="nl")
    person.go(Ready(live, person.page.context, draft).at("/plan/"))
    said = device.read_all()
    assert words.strip() in said
    assert "x" * 300 in said
    assert max(len(s["text"]) for s in device.heard if "x" not in s["text"]) <= 182


MOVES = """() => {
  const seen = [];
  for (; device.isSpeaking(); device.finish()) {
    const [mark, more] = document.querySelectorAll('.is-read');
    const box = mark.getBoundingClientRect();
    const bar = document.querySelector('.actions').getBoundingClientRect();
    seen.push([mark.innerText, !more && box.top >= 0 && box.bottom <= bar.top]);
  }
  return seen;
}"""


def test_the_mark_moves_with_the_voice_and_stays_in_sight(device: Device, open_at):
    open_at("question:wishes")
    device.button.click()
    seen = device.page.evaluate(MOVES)
    assert seen[0][0] == "Wat wil je graag?"
    assert len({text for text, _ in seen}) > 10
    assert [text for text, in_sight in seen if not in_sight] == []
    assert device.marked == []


def test_the_word_is_marked_where_it_stands(device: Device, open_at):
    open_at("question:wishes")
    device.button.click()
    highlighted = "[...CSS.highlights.get('spoken') ?? []].map(range => range.toString())"
    device.page.evaluate("device.word(4, 3)")
    assert device.page.evaluate(highlighted) == ["wil"]
    device.page.evaluate("device.word(8, undefined)")  # Safari tells no length
    assert device.page.evaluate(highlighted) == ["je"]
    device.finish()
    assert device.page.evaluate(highlighted) == []


@pytest.mark.parametrize("forced", ["none", "active"])
def test_the_mark_is_more_than_a_colour(device: Device, open_at, forced: str):
    device.page.emulate_media(forced_colors=forced)
    open_at("question:wishes")
    device.button.click()
    style = "e => { const s = getComputedStyle(e); return [s.outlineStyle, s.outlineWidth]; }"
    assert device.page.locator(".is-read").evaluate(style) == ["dashed", "3px"]


@pytest.mark.parametrize("stop", ["Stop", "Escape", "fails", "recording"])
def test_reading_stops_at_once(device: Device, open_at, stop: str):
    open_at("question:wishes")
    device.button.press("Enter")
    assert device.is_speaking
    expect(device.button).to_have_accessible_name("Stop met voorlezen")
    ways = {
        "Stop": lambda: device.button.press("Enter"),
        "Escape": lambda: device.page.keyboard.press("Escape"),
        "fails": lambda: device.page.evaluate("device.fail()"),
        "recording": lambda: device.page.locator("main").dispatch_event("play"),
    }
    ways[stop]()
    assert not device.is_speaking
    assert device.marked == []
    expect(device.button).to_have_accessible_name("Lees voor")
    expect(device.button).to_be_focused()


@pytest.mark.parametrize("way", ["Verder", "Terug", "reload"])
def test_leaving_the_page_ends_the_reading(device: Device, open_at, person: Person, way: str):
    open_at("question:wishes")
    device.button.click()
    assert device.page.evaluate("localStorage.length") == 0
    person.page.reload() if way == "reload" else person.press(way)
    assert device.page.evaluate("localStorage.getItem('cancelled')") == "1"
    assert device.heard == []


def test_reading_sends_nothing_and_keeps_nothing(device: Device, open_at, live: Live):
    open_at("question:hope")
    sent = []
    device.page.on("request", lambda request: sent.append(request.url))
    device.read_all()
    # Pictures of answers come when they are scrolled into sight.
    assert [url for url in sent if not url.startswith(f"{live.origin}/static/")] == []
    assert device.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


PAGES = ("/", "/verder/", "/nakijken/", "/plan/", "/volgende-stap/", "/bewaren/", "/privacy")


def test_every_page_can_be_read(device: Device, open_at):
    for path in PAGES:
        open_at(path)
        heading = device.page.locator("h1").inner_text()
        assert " ".join(heading.split()) in device.read_all(), path
        box = device.button.bounding_box()
        assert min(box["width"], box["height"]) >= 48, path

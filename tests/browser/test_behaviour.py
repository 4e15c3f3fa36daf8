"""Proof that the checks of how pages behave find what is wrong on bad pages, and only that."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.behaviour import (
    RULES,
    answers_given,
    broken_rules,
    leaves_by_itself,
    loses_focus,
    words_without_language,
)
from tests.browser.chromium import PHONE
from tests.browser.layout import near_targets
from tests.browser.sight import controls_without_edge, unseen_ticks
from tests.browser.stage import ELSEWHERE

PAGE = "<!doctype html><html lang=nl><title>{title}</title><main>{main}</main>"
FAULTY = "Fout: "
SUMMARY = "<div class=utrecht-alert--error tabindex=-1 autofocus><a href='#x'>Te lang</a></div>"
FIELD = "<p id=x-e>Te lang</p><input id=x name=x aria-invalid=true aria-describedby=x-e>"
HEADING = "<h1>Goed</h1>"
BAR = "<p class=actions style='position: fixed; bottom: 0; height: 99vh'>Bar</p>"

GOOD = f"""<form method=post action="/" autocomplete=off>{SUMMARY}{HEADING}
<a href="/a">Naar A</a> <a href="/a">Naar A</a> {FIELD}<button>Verder</button></form>"""
BAD = {
    "silent error: title": SUMMARY + HEADING + FIELD,
    "silent error: x is wrong": FIELD + HEADING,
    "silent error: the summary has no focus": FAULTY + SUMMARY.replace("autofocus", "") + HEADING,
    "silent error: not above": FAULTY + HEADING + SUMMARY + FIELD,
    "silent error: #x is no field": FAULTY + SUMMARY + HEADING + "<p id=x>A</p>",
    "silent error: #x not marked": FAULTY + SUMMARY + HEADING + "<input id=x>",
    "silent error: #x does not say it": FAULTY + SUMMARY + HEADING + FIELD.replace("lang", "kort"),
    "silent error: #x is out of sight": FAULTY + SUMMARY + HEADING + f"<div hidden>{FIELD}",
    "silent error: y stands": FAULTY
    + SUMMARY
    + HEADING
    + FIELD
    + "<input id=y name=y aria-invalid=true>",
    "form: no method": "<form action=/><button>A</button></form>",
    "form: no action": "<form method=post><button>A</button></form>",
    "form: no button": "<form method=post action=/></form>",
    "browser's own check": "<input name=a required>",
    "autocomplete": "<input type=text name=a>",
    "inline code: button onclick": "<button onclick='go()'>A</button>",
    "inline code: p style": "<p style='color: red'>A</p>",
    "inline code: script": "<script>window.a = 1</script>",
    "one text, two targets": "<a href=/a>Verder lezen</a><a href=/b>Verder lezen</a>",
    "vague link": "<a href=/a>Klik hier</a>",
    "order: One": "<button tabindex=1>One</button>",
    "order: Two": "<style>div {display: flex; flex-direction: column-reverse}</style>"
    "<div><button>One</button><button>Two</button></div>",
    "order: Three": "<style>div {display: flex; flex-direction: row-reverse}</style>"
    "<div><button>One</button><button>Three</button></div>",
    "icon without word": "<button><svg class=icon width=24 height=24></svg></button>",
    "faint icon": "<style>svg {stroke: #ccc}</style><p>A<svg class=icon width=24 height=24></svg>",
    "faint border": "<style>textarea {border: 2px solid #ccc}</style><textarea></textarea>",
    "torn text": "<p style='display: flex'>Ask <bdi lang=nl>CAW</bdi></p>",
    "moves: p": "<style>p {transition: color 1s}</style><p>A</p>",
    "moves: it": "<style>html {scroll-behavior: smooth}</style>",
    "hidden behind the bar": BAR + "<button>A</button>",
}


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(viewport=PHONE)
    yield page
    page.close()


def show(page: Page, main: str, title: str = "Goed") -> Page:
    page.set_content(PAGE.format(main=main.removeprefix(FAULTY), title=title))
    for first in page.locator("[autofocus]").all():
        first.focus()  # what a browser does for a page that it fetched
    return page


def fulfil(body: str) -> Callable[[Route], None]:
    return lambda route: route.fulfill(body=body, content_type="text/html")


@pytest.mark.parametrize("fault", BAD)
def test_a_seeded_fault_is_found(page: Page, fault: str):
    title = "Fout: Goed" if BAD[fault].startswith(FAULTY) else "Goed"
    complaints = broken_rules(show(page, BAD[fault], title))
    assert [one for one in complaints if one.startswith(fault)]


@pytest.mark.parametrize(
    ("field", "complaints"),
    [
        ("<input name=a autocomplete=off>", ["form: no method"]),
        ("<textarea name=a autocomplete=off></textarea>", ["form: no method"]),
        ("<input type=date name=a><select name=b></select>", []),
    ],
)
def test_what_is_typed_is_never_sent_in_an_address(page: Page, field: str, complaints: list[str]):
    form = f"<form method=get action=/>{HEADING}<label>{field}</label><button>A</button></form>"
    assert [one for one in broken_rules(show(page, form)) if "form" in one] == complaints


def test_every_rule_has_its_seeded_fault():
    assert {fault.split(":")[0] for fault in BAD} == set(RULES)


def test_a_good_page_is_found_good(page: Page):
    assert broken_rules(show(page, GOOD, "Fout: Goed")) == []
    assert loses_focus(page) == []


def test_a_link_that_leads_to_no_field_is_found(page: Page):
    assert loses_focus(show(page, SUMMARY + "<p id=x>A</p>")) == ["Te lang"]


def test_words_in_another_language_are_found_where_they_are_not_marked(page: Page):
    show(page, "<p>Balik</p><p lang=tr>Balik</p><textarea name=a>Balik</textarea>")
    assert words_without_language(page, "Balik", "tr") == [
        "language of p ",
        "language of textarea a",
    ]


def test_an_answer_given_beforehand_is_found(page: Page):
    show(page, "<input type=radio id=a checked><input id=b value=B><textarea id=c></textarea>")
    assert answers_given(page) == ["a", "b"]


def test_a_page_that_sends_itself_is_found(chromium: Browser):
    page = chromium.new_page()
    form = "<main><form method=post><input type=radio name=a value=b{}></form></main>"
    script = " onchange='this.form.submit()'"
    for path, body in (("good", form.format("")), ("bad", form.format(script))):
        page.route(f"{ELSEWHERE}{path}", fulfil(body))
    page.goto(f"{ELSEWHERE}good")
    assert leaves_by_itself(page) == []
    page.goto(f"{ELSEWHERE}bad")
    assert leaves_by_itself(page) == [f"{ELSEWHERE}bad"]
    page.close()


def test_targets_too_close_together_are_found(page: Page):
    far = "<p style='margin: 8px'><button style='display: block'>{}</button></p>"
    assert near_targets(show(page, far.format("A") + far.format("B"))) == []
    near = "<button>C</button> <button>D</button>"
    assert near_targets(show(page, near)) == ["Goed | near | C and D"]


def test_a_control_without_an_edge_is_found(page: Page):
    bare = "<button style='border: 0; background: none'>Bare</button>"
    show(page, f"{bare}<p><button>Edged</button>")
    assert controls_without_edge(page) == ["Bare"]


def test_a_tick_that_cannot_be_seen_is_found(page: Page):
    box = "<p class=choice><input type=checkbox{}>{}</p>"
    show(page, box.format("", "Native") + box.format(" style='appearance: none'", "Nothing"))
    assert unseen_ticks(page) == ["Nothing"]

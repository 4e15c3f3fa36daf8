"""What nobody means to send: each is answered in plain words, and changes nothing."""

from urllib.parse import quote, urlencode

import pytest

from tests.web.browser import PLACE
from tests.web.plans import (
    HOPE,
    alone,
    ask,
    draft_in,
    give,
    make_draft,
    opened_in,
    together,
    url_of,
)
from wizard.core.answers import Answer

ELSEWHERE = "Kies een antwoord dat op deze pagina staat."
BOTH = "Twee antwoorden passen niet bij elkaar. Haal een vinkje weg."
NOT_WHOLE = "De pagina kwam niet goed aan. Kijk je antwoord na. Druk dan op Verder."
LINES = "Je tekst heeft te veel regels. Gebruik er 60."

# question, fields that are sent, what the page says
REFUSED = {
    "one: unknown choice": ("age", [("picks", "200_up")], ELSEWHERE),
    "several: unknown choice": ("wishes", [("picks", "rhythm"), ("picks", "money")], ELSEWHERE),
    "several: a choice that other answers call for": (
        "my_questions",
        [("picks", "being_there")],
        ELSEWHERE,
    ),
    "several: too many": (
        "wishes",
        [("picks", pick) for pick in ("rhythm", "learn", "rest", "stay")],
        "Je koos er 4. Kies er 3 of minder. Haal een vinkje weg.",
    ),
    "several: two that contradict": (
        "who_comes",
        [("picks", "alone"), ("picks", "family")],
        BOTH,
    ),
    "tiles: unknown choice": ("work_kinds", [("picks", "<b>")], ELSEWHERE),
    "scale: unknown choice": ("work_skills", [("item-on_time", "never")], ELSEWHERE),
    "pairs: unknown choice": ("work_style", [("item-place", "moon")], ELSEWHERE),
    "week: unknown half day": ("start_often", [("picks", "mon-night")], ELSEWHERE),
    "people: nobody and somebody": ("people", [("picks", "nobody"), ("picks", "parent")], BOTH),
    "people: a note over the limit": (
        "people",
        [("picks", "parent"), ("item-parent", "x" * 201)],
        "Je tekst is te lang. Haal 1 letter weg.",
    ),
    "text: 2,001 characters": (
        "hope",
        [("text", "x" * 2001)],
        "Je tekst is te lang. Haal 1 letter weg.",
    ),
    "text: 61 lines": ("hope", [("text", "regel\r\n" * 60 + "regel")], LINES),
    "text: 5,000 line ends between words": (
        "hope",
        [("text", "a" + "\r\n" * 5000 + "b")],
        "Je tekst is te lang. Haal 3002 letters weg.",
    ),
}
# what is typed, what is kept of it
KEPT = {
    "2,000 characters": ("x" * 2000, "x" * 2000),
    "60 lines": ("regel\r\n" * 60, "\n".join(["regel"] * 60)),
    "5,000 line ends alone": ("\r\n" * 5000, ""),
    "control characters": ("a\x00b\x07c\x1b[31md\x7f", "abc[31md"),
    "half a character": (b"a%ED%A0%80b", "a%ED%A0%80b"),
    "bytes that are no text": (b"a%FF%FEb", "a%FF%FEb"),
    "forced directions": ("stop \u202etxet\u202c nu", "stop txet nu"),
    "letters from right to left": ("مرحبا בית", "مرحبا בית"),
    "emoji of several characters": ("👩🏽‍🦽 en 🏳️‍🌈", "👩🏽‍🦽 en 🏳️‍🌈"),
    "markup": ("<script>alert(1)</script> {{ 7*7 }}", "<script>alert(1)</script> {{ 7*7 }}"),
    "a formula": ("=1+1;%s{0}", "=1+1;%s{0}"),
}
ALL_PARTS = ("want", "can", "need", "people", "talk", "about", "private")


@pytest.fixture
def opened(client):
    """A browser with a plan in which more is told about every part."""
    give(client, make_draft(dict(alone().shared.answers), opened=ALL_PARTS))
    return client


def send(browser, question, fields):
    """Send fields in place of those of a question's page."""
    ask(browser, question)
    own = [(name, browser.page.hidden()[name]) for name in ("csrf_token", "revision", "step")]
    return browser.send(url_of(browser, f"question:{question}"), [*own, *fields])


@pytest.mark.parametrize(("question", "fields", "says"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_in_words_and_the_draft_stays(opened, question, fields, says):
    before, revisions = draft_in(opened), opened_in(opened).revisions
    assert send(opened, question, fields).status_code == 422
    assert opened.page.errors() == [says]
    assert opened.page.title.startswith("Fout: ")
    assert "aria-invalid" in opened.page.html
    assert (draft_in(opened), opened_in(opened).revisions) == (before, revisions)


@pytest.mark.parametrize("name", ["text: 2,001 characters", "text: 61 lines"])
def test_a_refused_text_stays_in_its_box(opened, name):
    question, [(_, typed)], _ = REFUSED[name]
    send(opened, question, [("text", typed)])
    assert opened.page.written() == [typed.replace("\r\n", "\n")]


def test_refused_ticks_stay_ticked(opened):
    send(opened, "who_comes", REFUSED["several: two that contradict"][1])
    assert opened.page.ticked() == ["Ik kom alleen", "Familie of een vriend"]


@pytest.mark.parametrize(("typed", "kept"), KEPT.values(), ids=KEPT)
def test_a_text_is_kept_without_what_nobody_can_read(opened, typed, kept):
    ask(opened, "hope")
    own = {name: opened.page.hidden()[name] for name in ("csrf_token", "revision", "step")}
    raw = typed if isinstance(typed, bytes) else quote(typed).encode()
    body = urlencode(own).encode() + b"&text=" + raw
    kind = "application/x-www-form-urlencoded"
    opened.post(url_of(opened, "question:hope"), data=body, content_type=kind)
    assert draft_in(opened).answers["hope"].text == kept
    ask(opened, "hope")
    assert opened.page.written() == [kept]
    assert kept == "" or kept.split("\n")[0] in opened.visit(PLACE + "/plan/").text


@pytest.mark.parametrize("revision", ["", "-1", "1e3", "²", "9" * 40, "NaN", "1\n"])
def test_a_page_without_its_revision_is_asked_for_again(opened, revision):
    before = draft_in(opened)
    ask(opened, "hope")
    fields = {**opened.page.hidden(), "revision": revision, "text": "Nieuw"}
    response = opened.send(url_of(opened, "question:hope"), list(fields.items()))
    assert response.status_code == 422
    assert opened.page.errors() == [NOT_WHOLE]
    assert opened.page.written() == ["Nieuw"]
    assert draft_in(opened) == before


def test_a_form_without_any_field_is_asked_for_again(opened):
    before = draft_in(opened)
    ask(opened, "hope")
    token = opened.page.hidden()["csrf_token"]
    response = opened.send(url_of(opened, "question:hope"), [("csrf_token", token)])
    assert response.status_code == 422
    assert opened.page.errors() == [NOT_WHOLE]
    assert draft_in(opened) == before


@pytest.mark.parametrize("go", ["", "wissen", "https://evil.example/", "//evil.example"])
def test_an_unknown_button_means_verder(opened, go):
    response = send(opened, "hope", [("text", HOPE), ("go", go)])
    assert response.status_code == 303
    assert response.location.startswith(PLACE + "/stap/")


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_no_field_leads_to_another_site(opened, target):
    response = send(opened, "hope", [("text", HOPE), ("return", target)])
    assert response.location.startswith(PLACE + "/stap/")
    page = opened.visit(url_of(opened, "question:hope") + f"?terug={target}")
    assert [link for link in page.links().values() if "evil" in link] == []


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/controle/praten", [("picks", "how_it_went")]),
        ("/controle/praten", [("picks", "age")]),
        ("/volgende-stap/", [("card", "lottery")]),
        ("/bewaren/apparaat", [("pin", "geheim")]),
    ],
)
def test_other_pages_refuse_what_does_not_stand_on_them(client, path, fields):
    give(client, together())
    client.visit(PLACE + "/bewaren/")
    token = client.page.hidden()["csrf_token"]
    assert client.send(PLACE + path, [("csrf_token", token), *fields]).status_code == 422
    assert client.page.errors()
    assert draft_in(client) == together()


@pytest.mark.parametrize(
    "fields",
    [
        [("shown", "nothing"), ("paper", "nothing")],
        [("shown", "how_it_went"), ("paper", "how_it_went")],
        [("helper_shown", "start"), ("helper", "start")],
        [],
    ],
)
def test_a_switch_that_does_not_stand_on_the_page_switches_nothing(client, fields):
    give(client, together())
    client.visit(PLACE + "/controle/papier")
    token = client.page.hidden()["csrf_token"]
    client.send(PLACE + "/controle/papier", [("csrf_token", token), *fields])
    assert draft_in(client) == together()


def test_more_than_three_points_to_talk_about_are_too_many(client):
    give(client, alone(strengths=Answer(picks=("precise",), revision=1)))
    before = draft_in(client)
    client.visit(PLACE + "/controle/praten")
    client.tick("Dit wil ik graag", "Betaald werk", "Hier hoop ik op", "Hier ben ik goed in")
    page = client.press("Naar mijn plan", 422)
    assert page.errors() == ["Je koos er 4. Kies er 3 of minder. Haal een vinkje weg."]
    assert len(page.ticked()) == 4
    assert draft_in(client) == before


@pytest.mark.parametrize(
    "path", ["/molendam/nl/", "/molendam/xx/", "/arnhem/nl/stap/", "/arnhem/", "/x"]
)
def test_an_unknown_place_is_a_page_that_does_not_exist(client, path):
    assert client.visit(path, 404).heading == "Deze pagina is er niet"


def test_an_unknown_step_leads_to_where_the_person_was(opened):
    assert opened.visit(PLACE + "/stap/aaaaaaaa").heading == "Wat lijkt je leuk om te doen?"


def test_a_body_of_more_than_a_mebibyte_is_refused_with_advice(opened):
    before = draft_in(opened)
    ask(opened, "hope")
    token = opened.page.hidden()["csrf_token"]
    fields = [("csrf_token", token), ("text", "x" * (1024 * 1024))]
    assert opened.send(url_of(opened, "question:hope"), fields).status_code == 413
    assert opened.page.heading == "Je tekst is te lang"
    assert draft_in(opened) == before


def test_files_are_not_taken(opened, tmp_path):
    before = draft_in(opened)
    ask(opened, "hope")
    fields = {**opened.page.hidden(), "text": (tmp_path.joinpath("a").open("w+b"), "a.exe")}
    response = opened.post(url_of(opened, "question:hope"), data=fields)
    assert response.status_code == 303
    assert draft_in(opened).answers["hope"].text == ""
    assert draft_in(opened).shared.opened == before.shared.opened


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_no_way_in(opened, method):
    response = getattr(opened, method)(url_of(opened, "question:hope"))
    assert response.status_code in {400, 403, 405}


MISTYPED = "Deze code klopt niet. Kijk goed naar de cijfers. Het zijn er 16."
WRONG = (
    "Wij vinden geen plan met deze code. Kijk de cijfers nog een keer na. "
    "Is het een hulpcode? Die kan ook zijn ingetrokken."
)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", MISTYPED),
        ("4321", MISTYPED),
        ("1" * 500, MISTYPED),
        ("geheim", MISTYPED),
        ("1234 5678 9012 3451", MISTYPED),
        ("1234567890123450", WRONG),
    ],
)
def test_a_code_that_opens_nothing_says_so_and_is_not_repeated(client, typed, says):
    client.visit(PLACE + "/verder/")
    client.write(typed, "Je code van 16 cijfers")
    page = client.press("Open mijn plan", 422)
    assert page.errors() == [says]
    assert typed == "" or typed not in page.html
    assert client.cookie("plan") == ""


def test_mistyped_codes_cost_no_try_and_wrong_ones_ten_an_hour(client, pass_time):
    def enter(code, status):
        client.visit(PLACE + "/verder/")
        client.write(code, "Je code van 16 cijfers")
        return client.press("Open mijn plan", status)

    for _ in range(12):
        enter("1234 5678 9012 3451", 422)
    for _ in range(10):
        enter("1234567890123450", 422)
    page = enter("1234567890123450", 429)
    assert page.heading == "Er is te vaak een verkeerde code getypt"
    assert 0 < int(page.response.headers["Retry-After"]) <= 3600
    pass_time(hours=1)
    enter("1234567890123450", 422)

"""A plan opened from the person's own file, and what happens to files that are no such thing."""

import json

import pytest

from tests.web.browser import PLACE
from tests.web.codes import make_code
from tests.web.files import OPEN, come_in_with, download, send_file, told
from tests.web.plans import HOPE, SECRET, alone, ask, draft_in, give, opened_in, url_of
from wizard import BODY_MOST_BYTES
from wizard.core.answers import Answer
from wizard.core.draft import Draft
from wizard.core.followup import Round
from wizard.core.own_file import told_in
from wizard.core.strict_json import FILE_MOST_BYTES
from wizard.store import WrapKind
from wizard.web import openfile

RESUME = PLACE + "/verder/"
UNREADABLE = (
    "Dit bestand kunnen wij niet lezen. Kies het bestand dat je hier eerder hebt gedownload."
)
TOO_NEW = "Dit bestand is te nieuw voor deze website. Wij kunnen het niet lezen."
NONE = "Kies eerst je bestand."
LATE = "Je plan is gesloten"
REFUSED = {
    "nothing chosen": (b"", NONE),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", UNREADABLE),
    "a photo": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", UNREADABLE),
    "a page": (b"<!doctype html><title>x</title>", UNREADABLE),
    "text": (HOPE.encode(), UNREADABLE),
    "UTF-16": ('{"startplan": 1, "draft": {}}'.encode("utf-16"), UNREADABLE),
    "half a file": (b'{"startplan": 1, "draft": {"shared', UNREADABLE),
    "very deep": (b"[" * 400_000, UNREADABLE),
    "more than a file of ours": (b" " * (FILE_MOST_BYTES + 1), UNREADABLE),
    "more than a request may hold": (b" " * (BODY_MOST_BYTES + 1), UNREADABLE),
    "a newer Startplan": (b'{"startplan": 2}', TOO_NEW),
}


def says(draft: Draft) -> tuple[object, object]:
    """What a draft says, wherever, whenever and for which version of the questions."""
    about_the_draft = {"municipality": "", "content": 0, "lang": ""}
    return told_in(draft.shared) | about_the_draft, told_in(draft.private) | {"content": 0}


@pytest.fixture
def taken(resident) -> bytes:
    """The file of a resident with private answers."""
    return download(resident)


def test_the_plan_is_there_again_as_it_was(resident, other, taken):
    come_in_with(other, taken)
    assert other.page.heading == "Welkom terug"
    assert "Dit is plan groene fiets. Het komt uit je bestand." in other.page.text
    assert "Alles uit je bestand is er weer. Zoveel antwoorden zijn er nu: 7." in other.page.text
    assert says(draft_in(other)) == says(draft_in(resident))
    assert HOPE in other.press("Bekijk mijn antwoorden").text
    assert SECRET in other.page.text


def test_it_is_another_plan(resident, other, taken):
    come_in_with(other, taken)
    assert opened_in(other).id != opened_in(resident).id
    ask(other, "hope")
    other.write("Een kat")
    other.press("Verder")
    assert draft_in(other).answers["hope"].text == "Een kat"
    assert draft_in(resident).answers["hope"].text == HOPE


def test_answers_are_counted_as_they_are_now(other, taken):
    come_in_with(other, taken)
    ask(other, "strengths")
    other.tick("Precies werken")
    other.press("Verder")
    assert "Zoveel antwoorden zijn er nu: 8." in other.visit(RESUME + "welkom").text


def test_the_form_on_the_page_sends_a_file(client):
    page = client.visit(RESUME)
    action, fields = page.form_of("Open mijn bestand")
    [form] = [form for form in page.tree.iter("form") if form.get("action") == action]
    assert (action, form.get("enctype")) == (PLACE + OPEN, "multipart/form-data")
    assert [name for name, _ in fields] == ["file"]
    page.tick("Dit is mijn eigen telefoon of computer. Mijn plan mag hier blijven.")
    assert ("device", "own") in page.form_of("Open mijn bestand")[1]


@pytest.mark.parametrize(("raw", "text"), REFUSED.values(), ids=REFUSED)
def test_another_file_is_refused_in_plain_words(client, raw, text):
    response = send_file(client, raw)
    assert response.status_code == 422
    assert client.page.errors() == [text]
    assert client.page.links()[text] == "#file"
    assert "Set-Cookie" not in response.headers


def test_a_form_without_the_field_asks_for_a_file(client):
    assert client.send(PLACE + OPEN, [("file", "x"), ("more", HOPE)]).status_code == 422
    assert client.page.errors() == [NONE]
    assert HOPE not in client.page.html


def test_a_refused_file_leaves_the_open_plan_alone(client):
    give(client, alone())
    send_file(client, b"%PDF")
    assert draft_in(client) == alone()


def test_what_could_not_come_along_is_named(other, taken):
    file = told(taken)
    shared, private = file["draft"]["shared"], file["draft"]["private"]
    shared["answers"] |= {"hope": {"text": HOPE, "picks": ["moon"]}, "hat_size": {"text": "58"}}
    shared |= {"mark": ["pink", "moon"], "talk": ["age"], "paper": {"moon": True}, "helped": "x"}
    shared |= {"helper": {"want": 1}, "chosen_card": "moon", "after": {"talked": ["moon"]}}
    private["answers"]["stopped"] = {"picks": ["moon"]}
    come_in_with(other, json.dumps(file).encode())
    panel = next(box for box in other.page.tree.iter("ul") if box.get("class") is None)
    assert ["".join(item.itertext()) for item in panel] == [
        "je antwoord op: Waar hoop je op?",
        "een antwoord op een vraag die alleen voor jou is",
        "antwoorden op vragen die er niet meer zijn: 1",
        "wat je helper schreef",
        "wat op je papier mag",
        "waar je over wilt praten",
        "wat je na het gesprek opschreef",
        "de volgende stap die je koos",
        "de naam van je plan, want je plan heet nu anders",
        "iets anders dat in het bestand stond",
    ]
    assert draft_in(other).answers["hope"] == Answer(text=HOPE)
    assert draft_in(other).shared.mark != ("", "")


def test_the_notice_leaves_room_for_every_code(other, taken):
    come_in_with(other, json.dumps({"startplan": 1, "draft": odd(taken)}).encode())
    make_code(other)
    other.visit(PLACE + "/hulpcode/")
    other.tick("Jobcoach")
    assert other.press("Maak een hulpcode").status == 200
    assert "Dit kon niet mee" in other.visit(RESUME + "welkom").text


def odd(taken: bytes) -> dict:
    """Answers of which none can come along whole, and as many that no question asked for."""
    draft = told(taken)["draft"]
    ids = [*draft["shared"]["answers"], *draft["private"]["answers"]]
    many = dict.fromkeys((f"q{n}" for n in range(70_000)), 1)
    return {"shared": {"answers": many | dict.fromkeys(ids, 1), "talk": [1], "paper": {"x": 1}}}


def test_on_an_own_device_it_stays_there(other, taken):
    come_in_with(other, taken, device="own")
    assert (opened_in(other).kind, other.cookie("plan")) == (WrapKind.DEVICE, "")
    assert "Het komt uit je bestand" in other.page.text


def test_what_this_browser_had_open_is_let_go_of(client, other, taken):
    give(other, alone(hope=Answer(text="Een eigen tuin")))
    before = other.cookie("plan")
    come_in_with(other, taken)
    other.set_cookie("plan", before)
    assert other.visit(PLACE + "/plan/", 401).heading == LATE


def test_beside_a_plan_on_this_device_the_page_warns(client):
    give(client, alone())
    client.visit(PLACE + "/bewaren/")
    client.press("Bewaar op dit apparaat")
    assert "Dan gaat het plan weg dat nu op dit apparaat staat." in client.visit(RESUME).text


def test_while_something_typed_waits_no_file_is_asked_for(client):
    give(client, alone())
    ask(client, "hope")
    url, fields = client.page.form_of("Verder")
    client.delete_cookie("plan")
    client.send(url, [*fields, ("text", "Wat ik net typte")])
    assert client.page.heading == LATE
    assert "Open mijn bestand" not in client.page.buttons()


def test_the_term_that_was_chosen_comes_along(client, other):
    give(client, alone().with_term(180).with_after(Round(fixed_person="Jo")))
    come_in_with(client, download(client))
    assert draft_in(client).shared.term == 180


def test_a_fault_on_the_way_loses_nothing_of_the_open_plan(client, taken, monkeypatch):
    give(client, alone())

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(openfile, "open_file", fail)
    assert send_file(client, taken).status_code == 503
    monkeypatch.undo()
    assert draft_in(client) == alone()
    client.visit(url_of(client, "question:hope"))

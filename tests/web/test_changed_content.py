"""A plan that was made before the questions changed: nothing of it is lost, in a browser too."""

from collections.abc import Iterator

import pytest
from flask import Flask
from msgspec.structs import replace

from tests.web.browser import PLACE, Browser
from tests.web.conftest import make_app
from tests.web.plans import HOPE, alone, ask, draft_in, give, together, url_of
from wizard.core.answers import Answer
from wizard.resources import PACKAGE
from wizard.settings import Settings
from wizard.web.site import EXTENSION, Site

ARNHEM = PACKAGE / "content" / "municipalities" / "arnhem.toml"
CHANGES = """
[questions]
leave_out = ["hope", "wishes.rhythm"]
renamed = [{ from = "aims", to = "learning" }]

[[questions.add]]
part = "want"
after = "wishes"

[questions.add.question]
id = "learning"
kind = "text"
text = "Wat wil je leren?"
chapter = "want"
heading = "Dit wil ik leren"
short = true
examples = ["Ik wil leren lassen.", "Ik wil leren koken."]
"""
AIM = "Een goede taart bakken"


@pytest.fixture(scope="module")
def changed(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A site whose Arnhem leaves out what somebody has answered already."""
    folder = tmp_path_factory.mktemp("changed")
    (folder / "municipalities").mkdir()
    (folder / "municipalities" / "arnhem.toml").write_text(ARNHEM.read_text("utf-8") + CHANGES)
    app = make_app(replace(settings, content_dir=folder))
    yield app
    site: Site = app.extensions[EXTENSION]
    site.pdf.close()
    site.store.close()


@pytest.fixture
def browser(changed: Flask) -> Browser:
    return changed.test_client()


def test_a_retired_answer_is_on_the_check_page_and_in_the_plan(browser):
    give(browser, alone())

    assert HOPE in browser.visit(PLACE + "/controle/").text
    assert HOPE in browser.visit(PLACE + "/plan/").text


def test_a_retired_question_goes_with_its_answer(browser):
    give(browser, alone())
    address = url_of(browser, "question:hope")
    browser.visit(address)
    browser.write("")
    browser.press("Verder")

    assert draft_in(browser).answers["hope"].text == ""
    assert HOPE not in browser.visit(PLACE + "/controle/").text
    assert browser.visit(address).heading != "Waar hoop je op?"


def test_somebody_new_meets_nothing_that_is_retired(browser):
    give(browser, alone(hope=Answer(), wishes=Answer(), paid_work_when=Answer()))

    ask(browser, "wishes")

    assert "Een vast ritme" not in browser.page.text
    assert "Betaald werk" in browser.page.text


def test_a_retired_choice_can_be_taken_away_and_taken_back_on_one_page(browser):
    give(browser, alone())
    ask(browser, "wishes")
    action, fields = browser.page.form_of("Verder")
    without = [pair for pair in fields if pair != ("picks", "rhythm")]
    assert len(without) == len(fields) - 1

    held = browser.send(action, [*without[:-1], ("go", "autosave")]).json
    assert "rhythm" not in draft_in(browser).answers["wishes"].picks
    again = dict(fields[:-1]) | held
    picks = [pair for pair in fields if pair[0] == "picks"]
    rest = [pair for pair in again.items() if pair[0] not in {"picks", "go"}]
    assert browser.send(action, [*rest, *picks, ("go", "next")]).status_code == 303
    assert "rhythm" in draft_in(browser).answers["wishes"].picks


def test_an_answer_under_a_former_id_is_read_and_kept_under_the_present_one(browser):
    give(browser, alone(aims=Answer(text=AIM, revision=1)))

    assert AIM in browser.visit(PLACE + "/plan/").text
    assert "aims" in draft_in(browser).answers

    ask(browser, "hope")
    browser.write("Rust")
    browser.press("Verder")
    kept = draft_in(browser)
    assert (kept.answers["learning"].text, "aims" in kept.answers) == (AIM, False)
    assert kept.shared.content == 1


def test_what_another_municipality_asked_stays_and_can_be_read(client):
    said = Answer(picks=("rhythm", "a_dog", "paid_work"), revision=1)
    give(client, alone(learning=Answer(text=AIM, revision=1), wishes=said))

    ask(client, "wishes")
    client.tick("Iets leren")
    client.press("Verder")

    kept = draft_in(client).answers
    assert (kept["learning"].text, "a_dog" in kept["wishes"].picks) == (AIM, True)
    assert AIM in client.visit(PLACE + "/controle/").text
    assert AIM not in client.visit(PLACE + "/plan/").text


def test_a_helper_does_not_read_the_private_words_of_elsewhere(client):
    draft = together()
    private = replace(draft.private, answers={"elsewhere": Answer(text=AIM)})
    give(client, replace(draft, private=private))

    assert AIM not in client.visit(PLACE + "/controle/").text


def test_an_answer_with_nothing_of_here_makes_no_row(client):
    give(client, alone(wishes=Answer(picks=("a_dog",)), paid_work_when=Answer()))

    assert "Wat wil je graag?" not in client.visit(PLACE + "/controle/").text


def test_a_new_plan_says_under_which_content_it_was_made(client):
    client.start()
    draft = draft_in(client)

    assert (draft.shared.content, draft.private.content) == (1, 1)

"""The papers as people get them: with a keyboard alone, and in a browser without JavaScript."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewPerson
from tests.browser.focus import Focus
from tests.browser.live import Live
from tests.browser.paper import text_of_pdf
from tests.browser.ready import Ready, full_draft
from tests.browser.test_keyboard import Typist
from tests.browser.walk import Person

STRIP = "Download je plan met een strook om af te knippen (PDF)"
DEVICE = "Dit is mijn eigen telefoon of computer. Mijn plan mag hier blijven."


@pytest.fixture
def typist(person: Person, live: Live) -> Typist:
    """Somebody at a question of a plan of which much is told."""
    person.go(Ready(live, person.page.context, full_draft()).step("question:hope"))
    return Typist(person.page)


@pytest.fixture
def plain(new_person: NewPerson, live: Live) -> Person:
    """The same in a browser without JavaScript."""
    person = new_person(java_script_enabled=False)
    person.go(Ready(live, person.page.context, full_draft()).step("question:hope"))
    return person


def choose(person: Person, name: str, content: bytes) -> None:
    """Choose a file and open it."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    person.page.locator("#file").set_input_files(file)  # type: ignore[arg-type]  # a file as it is
    person.press("Open mijn bestand")


def code_on(page: Page) -> str:
    return " ".join(page.locator(".code-card .code").inner_text().split())


def go_to_the_papers(typist: Typist) -> None:
    typist.tab_to("Meer")
    typist.key("Enter")
    typist.follow("Op papier")
    typist.sees("Kies je papier")


def fetch(typist: Typist, name: str) -> Path:
    """Press a link that gives a file, and return where the file is."""
    assert typist.tab_to(name).is_ringed()
    with typist.page.expect_download() as coming:
        typist.key("Enter")
    assert Focus(typist.page).name == name
    return Path(coming.value.path())


@pytest.mark.matrix  # the links and buttons are those of the walk in test_keyboard.py
def test_papers_and_the_code_come_with_a_keyboard_alone(typist: Typist):
    go_to_the_papers(typist)
    typist.follow("Maak eerst een code")
    typist.follow("Maak een code")
    typist.sees("Je code")
    code = code_on(typist.page)
    assert code in text_of_pdf(fetch(typist, "Download het kaartje (PDF)"))
    go_to_the_papers(typist)
    assert code in text_of_pdf(fetch(typist, STRIP))
    assert typist.hidden == []


def test_a_file_opens_with_a_keyboard_alone(typist: Typist, live: Live):
    go_to_the_papers(typist)
    typist.follow("Mijn gegevens als bestand")
    own = fetch(typist, "Ja, ik ben alleen. Download alles")
    # Chromium must know that a test chooses the file before the page is there to be pressed on.
    with typist.page.expect_file_chooser() as asked:
        typist.page.goto(live.at("/verder/"))
        assert typist.tab_to("Je bestand").is_ringed()
        typist.key("Space")
    asked.value.set_files(own)
    typist.tick(DEVICE)
    typist.follow("Open mijn bestand")
    typist.sees("Welkom terug")
    assert [cookie["name"] for cookie in typist.page.context.cookies()] == ["apparaat"]
    assert typist.hidden == []


def test_papers_and_the_code_come_without_javascript(plain: Person):
    plain.press_in_menu("Op papier")
    plain.sees("Kies je papier")
    plain.press("Maak eerst een code")
    plain.press("Maak een code")
    code = code_on(plain.page)
    plain.press_in_menu("Op papier")
    assert code not in text_of_pdf(plain.download("Download gewoon plan (PDF)"))
    assert code in text_of_pdf(plain.download(STRIP))
    for paper in ("gewoon plan", "grote letters", "met plaatjes", "mijn plan tot nu toe"):
        plain.press(f"Bekijk {paper}")
        assert "Ik wil meer mensen ontmoeten." in plain.text
        plain.back()


def test_a_file_opens_without_javascript_after_wrong_ones(plain: Person, live: Live):
    plain.go(live.at("/mijn-gegevens"))
    own = plain.download("Ja, ik ben alleen. Download alles").read_bytes()
    plain.go(live.at("/verder/"))
    plain.press("Open mijn bestand")
    assert "Kies eerst je bestand." in plain.text
    for name, content in (("empty.json", b""), ("photo.jpg", b"\xff\xd8\xff\xe0" * 1000)):
        choose(plain, name, content)
        plain.sees("Verder met je code")
        assert plain.page.locator("#file[aria-invalid=true]").count() == 1
    choose(plain, "mijn-gegevens.json", own)
    plain.sees("Welkom terug")
    assert "Alles uit je bestand is er weer." in plain.text

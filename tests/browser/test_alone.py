"""Alone: the whole of it, from Start to the paper and the next step."""

import subprocess
from pathlib import Path

from tests.browser.live import Live
from tests.browser.lives import BEGINNING, PARTS, PRIVATE, PRIVATE_MORE, Told, own_words
from tests.browser.walk import Person

OPENED_UP = [told for short, more in PARTS for told in (*short, *more)]


def tell_all(person: Person, told: tuple[Told, ...]) -> None:
    for one in told:
        person.tell(one)
        person.press("Verder")


def tell_part(person: Person, short: tuple[Told, ...], more: tuple[Told, ...]) -> None:
    tell_all(person, short)
    if more:
        person.press("Ik wil meer vertellen")
        tell_all(person, more)


def tell_everything(person: Person) -> None:
    tell_all(person, BEGINNING)
    for short, more in PARTS:
        tell_part(person, short, more)
    person.sees("De laatste vragen zijn alleen voor jou")
    person.press("Verder")
    tell_part(person, PRIVATE, PRIVATE_MORE)


def text_of_pdf(path: Path) -> str:
    command = ["pdftotext", "-layout", path, "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return " ".join(text.split())


def test_whoever_tells_everything_gets_it_on_paper_in_their_own_words(person: Person, live: Live):
    person.go(live.start)
    person.press("Start")
    tell_everything(person)
    person.sees("Klopt dit?")
    shared, private = own_words(tuple(OPENED_UP)), own_words(PRIVATE, PRIVATE_MORE)
    assert [words for words in shared + private if words not in person.text] == []
    person.press("Ja, dit klopt. Verder")
    person.sees("Wat mag op je papier?")
    person.press("Verder")
    person.sees("Waar wil je over praten?")
    person.tick("Dit wil ik graag")
    person.press("Naar mijn plan")
    person.sees("Mijn plan")
    paper = text_of_pdf(person.download("Download mijn plan (PDF)"))
    assert [words for words in shared if words not in person.text] == []
    assert [words for words in shared if words not in paper] == []
    assert [words for words in private if words in person.text + paper] == []
    person.press("Mijn volgende stap")
    person.sees("Dit kun je nu doen")
    assert "Waarom zie ik dit? Je wilt eerst hulp bij iets anders." in person.text

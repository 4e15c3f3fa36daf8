"""Together: a job coach helps, and what is private stays the resident's own."""

from tests.browser.live import Live
from tests.browser.lives import PEOPLE, PRIVATE, WANT
from tests.browser.paper import text_of_pdf
from tests.browser.walk import Person

HELPER_FIELD = "Wil jij er iets bij zeggen?"
ON_PAPER = "Ja, dit mag op mijn papier"
LABEL = "Dit wil mijn jobcoach erbij zeggen:"
ALLOWED, KEPT_OFF = "Ze bloeit op in de buitenlucht.", "Ze komt soms te laat."
OWN_REASON = "Je wilt eerst hulp bij iets anders."
SECRET = "geld of post"
STOPPED, HOW_IT_WENT = PRIVATE[2:4]


def say_as_helper(person: Person, words: str, allowed: str) -> None:
    person.sees(HELPER_FIELD)
    assert "Dit vak is voor wie helpt: mijn jobcoach" in person.text
    person.write(words)
    person.tick(allowed)
    person.press("Verder")


def begin_with_a_job_coach(person: Person, live: Live) -> None:
    person.go(live.start)
    person.press("Start")
    person.answer("Doe je dit alleen of samen?", "Wij doen het samen")
    person.sees("Wie ben jij?")
    assert "De laatste vragen zijn niet voor jou." in person.text
    person.answer("Wie ben jij?", "Jobcoach")
    person.answer("Is dit je eigen telefoon of computer?", "Nee, of: weet ik niet")


def walk_to_the_private_part(person: Person) -> None:
    person.tell_all(WANT)
    person.press("Verder")
    say_as_helper(person, ALLOWED, "Ja")
    person.skip_until("Dit deel is klaar: Ik kan")
    person.press("Verder")
    say_as_helper(person, KEPT_OFF, "Nee")
    person.skip_until("Wie helpt je of is belangrijk voor jou?")
    person.tell_all(PEOPLE)
    person.skip_until("De laatste vragen zijn alleen voor jou")


def answer_alone_and_put_some_on_paper(person: Person) -> None:
    assert "Geef de telefoon of computer nu aan de persoon zelf." in person.text
    person.press("Ja, ik ben alleen. Verder")
    person.tell_all(PRIVATE)
    person.press("Verder")
    person.sees("Dit is alleen voor jou")
    assert SECRET in person.text.lower()
    assert OWN_REASON in person.text
    for told in (STOPPED, HOW_IT_WENT):
        person.tick(f"{ON_PAPER}: {told.question}")
    assert "Geef de telefoon of computer terug." in person.text
    person.press("Klaar. Wij gaan samen verder")


def look_again_alone(person: Person) -> None:
    person.press("Bekijk ze alleen")
    person.sees("De laatste vragen zijn alleen voor jou")
    person.press("Sla deze vragen over")


def see_what_follows_together(person: Person) -> dict[str, str]:
    seen = {}
    for heading, onwards in (
        ("Klopt dit?", "Ja, dit klopt. Verder"),
        ("Wat mag op je papier?", "Verder"),
        ("Waar wil je over praten?", "Naar mijn plan"),
        ("Mijn plan", "Mijn volgende stap"),
        ("Dit kun je nu doen", "Terug"),
    ):
        person.sees(heading)
        seen[heading] = person.text
        person.press(onwards)
    return seen


def test_a_helper_never_sees_the_private_answers_and_speaks_apart(person: Person, live: Live):
    begin_with_a_job_coach(person, live)
    walk_to_the_private_part(person)
    answer_alone_and_put_some_on_paper(person)
    look_again_alone(person)
    seen = see_what_follows_together(person)
    paper = text_of_pdf(person.download("Download mijn plan (PDF)"))
    assert SECRET not in " ".join([*seen.values(), paper]).lower()
    assert HOW_IT_WENT.words in seen["Klopt dit?"]
    assert HOW_IT_WENT.words in seen["Mijn plan"]
    assert HOW_IT_WENT.words in paper
    assert LABEL in seen["Mijn plan"]
    assert f"Dit wil mijn jobcoach erbij zeggen: {ALLOWED}" in paper
    assert KEPT_OFF in seen["Wat mag op je papier?"]
    assert KEPT_OFF not in seen["Mijn plan"] + paper
    assert OWN_REASON not in seen["Dit kun je nu doen"]

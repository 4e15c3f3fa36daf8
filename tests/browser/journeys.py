"""Long ways through the site that several tests take."""

from tests.browser.lives import BEGINNING, PARTS, PRIVATE, PRIVATE_MORE
from tests.browser.walk import Person, Told


def _tell_part(person: Person, short: tuple[Told, ...], more: tuple[Told, ...]) -> None:
    person.tell_all(short)
    if more:
        person.press("Ik wil meer vertellen")
        person.tell_all(more)


def tell_everything(person: Person) -> None:
    """Answer every question, from the first page to the check page."""
    person.tell_all(BEGINNING)
    for short, more in PARTS:
        _tell_part(person, short, more)
    person.sees("De laatste vragen zijn alleen voor jou")
    person.press("Verder")
    _tell_part(person, PRIVATE, PRIVATE_MORE)


def walk_to_the_plan(person: Person, *talk_points: str) -> None:
    """Go from the check page to the plan, with these points to talk about."""
    person.press("Ja, dit klopt. Verder")
    person.sees("Wat mag op je papier?")
    person.press("Verder")
    person.sees("Waar wil je over praten?")
    for point in talk_points:
        person.tick(point)
    person.press("Naar mijn plan")
    person.sees("Mijn plan")

"""The two sides of sending in a browser: a resident with a plan, and a colleague at the desk."""

from playwright.sync_api import Locator

from tests.browser.journeys import walk_to_the_plan
from tests.browser.live import Live
from tests.browser.lives import WISHES
from tests.browser.walk import Person
from tests.web.deskroom import PASSWORD, Hired

CALL_ME, NUMBER = "Sam de Vries", "06 1234 5678"
CODE_BOX = "Je code van 16 cijfers"


def make_a_plan(resident: Person, live: Live) -> str:
    """Go from Start to the plan, and return the code that opens it again."""
    resident.go(live.start)
    resident.press("Start")
    resident.answer("Doe je dit alleen of samen?", "Ik doe het alleen")
    resident.answer("Is dit je eigen telefoon of computer?", "Nee, of: weet ik niet")
    resident.tell_all([WISHES])
    resident.press_in_menu("Later verder")
    resident.press("Maak een code")
    code = resident.page.locator(".code").inner_text()
    resident.go(live.at("/controle/"))
    walk_to_the_plan(resident)
    return code


def send(resident: Person) -> str:
    """Go from the plan to the page that says it is sent, and return the reference."""
    resident.press("Mijn volgende stap")
    resident.press("Stuur mijn plan naar het CAW")
    resident.press("Verder")
    resident.write(CALL_ME, "Hoe mogen ze je noemen?")
    resident.tick("Bel mij")
    resident.write(NUMBER, "Je telefoonnummer")
    resident.press("Verder")
    resident.press("Ja, stuur dit naar het CAW")
    resident.sees("Je plan is gestuurd")
    return resident.page.locator(".code").inner_text()


def open_again(resident: Person, live: Live, code: str) -> None:
    """Type the code, and look at the plan."""
    resident.go(live.at("/verder/"))
    resident.write(code, CODE_BOX)
    resident.press("Open mijn plan")
    resident.go(live.at("/plan/"))


def sign_in(colleague: Person, live: Live, hired: Hired) -> None:
    """Sign in at the desk with everything that takes."""
    colleague.go(live.origin + "/balie/")
    colleague.write(hired.name, "Naam")
    colleague.write(PASSWORD, "Wachtwoord")
    colleague.write(hired.code(), "Code uit je app")
    colleague.press("Log in")


def row_of(colleague: Person, reference: str) -> Locator:
    """Return what stands in the list about a case."""
    return colleague.page.locator("tr", has_text=reference)

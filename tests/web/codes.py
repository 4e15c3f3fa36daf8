"""Making codes as a person does, and coming in with one."""

import re

from tests.web.browser import PLACE, Browser

CODE = r"(?:\d{4} ){3}\d{4}"


def make_code(browser: Browser) -> str:
    """Make a resume code and return it as it stands on the page."""
    browser.visit(PLACE + "/bewaren/")
    return code_on(browser.press("Maak een code").text)


def make_helper_code(browser: Browser, role: str = "Jobcoach") -> str:
    """Make a code for somebody who helps."""
    browser.visit(PLACE + "/hulpcode/")
    browser.tick(role)
    new = "Maak een nieuwe hulpcode"
    return code_on(
        browser.press(new if new in browser.page.buttons() else "Maak een hulpcode").text
    )


def come_in(browser: Browser, code: str) -> None:
    """Open a plan with a code."""
    browser.visit(PLACE + "/verder/")
    browser.write(code, "Je code van 16 cijfers")
    browser.press("Open mijn plan")


def code_on(text: str) -> str:
    found = re.search(CODE, text)
    assert found
    return found[0]

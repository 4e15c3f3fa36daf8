"""What a shared computer still holds when someone has stopped: nothing they wrote."""

from collections.abc import Callable
from pathlib import Path

from tests.browser.live import Live
from tests.browser.stage import Stage
from tests.browser.told import NOTHING
from tests.browser.walk import Person

WORDS = ("Zilvergrijze karper", "Knalgele tuinbank")
FORGET = """document.addEventListener('DOMContentLoaded', () => {
  for (const tag of document.querySelectorAll('[autocomplete]')) tag.autocomplete = 'on';
})"""
"""Takes away what asks the browser to remember nothing."""


def tell_words(person: Person, live: Live) -> str:
    """Type in a big box and in a line, key by key as browsers want it; return the code."""
    stage = Stage(person.page, live)
    stage.give(NOTHING)
    stage.open("question:hope")
    person.page.locator("textarea").press_sequentially(WORDS[0])
    person.press("Verder")
    stage.open("question:talk_with_me")
    person.tick("Met een tolk")
    person.page.get_by_label("Welke taal spreek je?").press_sequentially(WORDS[1])
    person.press("Verder")
    person.press_in_menu("Later verder")
    person.press("Maak een code")
    code = person.page.locator(".code").inner_text()
    person.press("Ik heb de code. Verder")
    return code


def found_in(folder: Path, *texts: str) -> set[str]:
    """Return those of these texts that any file in the folder holds, however encoded."""
    found = set()
    for path in folder.rglob("*"):
        if path.is_file():
            held = path.read_bytes()
            for text in texts:
                if text.encode() in held or text.encode("utf-16-le") in held:
                    found.add(text)
    return found


def test_a_stopped_session_leaves_no_words_on_a_shared_computer(
    at_profile: Callable[..., Person], live: Live, tmp_path: Path
):
    person = at_profile()
    code = tell_words(person, live)
    person.press_in_menu("Stoppen")
    person.press("Ja, stop")
    for _ in range(6):
        person.back()
        assert not [words for words in WORDS if words in person.page.content()]
    person.page.context.close()
    digits = "".join(code.split())
    assert found_in(tmp_path / "profile", *WORDS, code, digits) == set()


def test_without_our_care_the_words_would_be_found(
    at_profile: Callable[..., Person], live: Live, tmp_path: Path
):
    person = at_profile()
    person.page.add_init_script(FORGET)
    tell_words(person, live)
    person.page.context.close()
    assert found_in(tmp_path / "profile", *WORDS)

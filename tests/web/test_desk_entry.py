"""Signing in at the desk, and what keeps everybody else out."""

from collections.abc import Iterator

import pytest

from tests.web.browser import Browser
from tests.web.conftest import make_app
from tests.web.deskroom import PASSWORD, DeskRoom
from wizard.core.roles import Role
from wizard.settings import Settings
from wizard.web.site import EXTENSION


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskRoom]:
    folder = tmp_path_factory.mktemp("desk")
    app = make_app(
        Settings(database_url=f"sqlite:///{folder}/drafts/drafts.db", key_dir=folder / "keys")
    )
    yield DeskRoom(app)
    app.extensions[EXTENSION].store.close()


@pytest.fixture
def stranger(room: DeskRoom) -> Browser:
    browser = room.app.test_client()
    assert isinstance(browser, Browser)
    return browser


def sign_in(browser: Browser, name: str, password: str, code: str, status: int = 200) -> None:
    browser.visit("/balie/inloggen")
    for text, label in ((name, "Naam"), (password, "Wachtwoord"), (code, "Code uit je app")):
        browser.page.write(text, label)
    browser.press("Log in", status)


def test_a_colleague_signs_in_and_out(room, stranger):
    hired = room.hire(Role.PLANNER)
    sign_in(stranger, hired.name, PASSWORD, hired.code())
    assert hired.name in stranger.visit("/balie/collegas/").text
    stranger.press("Uitloggen")
    assert "Je bent uitgelogd." in stranger.page.text
    assert stranger.cookie("balie") == ""
    stranger.visit("/balie/collegas/", 401)

"""What the desk sees of mail that waits: what is wrong, never whom it is for or what it says."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from tests.web.conftest import make_app
from tests.web.deskroom import CAW, DISTRICT_TEAM, DeskRoom
from tests.web.waiting import LETTER, put
from wizard.core.roles import Role
from wizard.delivery.trouble import Trouble
from wizard.settings import Settings
from wizard.vault import KeyDirectory
from wizard.web.site import EXTENSION

PAGE, CASES = "/balie/post/", "/balie/zaken/"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskRoom]:
    folder = tmp_path_factory.mktemp("desk")
    settings = Settings(
        database_url=f"sqlite:///{folder}/drafts/drafts.db",
        key_dir=folder / "keys",
        smtp_url="smtp://localhost",
        mail_from="startplan@arnhem.example",
    )
    app = make_app(settings)
    yield DeskRoom(app)
    app.extensions[EXTENSION].store.close()


@pytest.fixture
def lead(room):
    return room.sit(room.lead)


@pytest.fixture
def wait(room):
    """Return a function that puts a mail in the outbox; afterwards the outbox is empty."""
    cases = room.site.store.cases

    def wait(trouble="", *, letter=LETTER, ago=timedelta(), keys=room.site.keys, desk_id=CAW):
        now = datetime.now(UTC) - ago
        mail = put(room.site.store, keys, desk_id, now, letter)
        if trouble:
            cases.retry_mail(mail.id, now + timedelta(minutes=1), trouble)
        return mail

    yield wait
    for desk_id in (CAW, DISTRICT_TEAM):
        for mail in cases.waiting_mails(desk_id):
            cases.sent_mail(mail.id)


def test_an_empty_outbox_is_told(lead):
    page = lead.visit(PAGE)
    assert page.heading == "Mail die wacht"
    assert "Er wacht geen mail." in page.text
    assert "Probeer nu" not in page.text


SAID = {
    "": "Gaat zo weg.",
    Trouble.UNREACHABLE: "De mailserver antwoordt niet.",
    Trouble.REFUSED: "De mailserver weigert deze mail. Misschien klopt het adres niet.",
    Trouble.UNSAFE: "De verbinding met de mailserver is niet veilig.",
    Trouble.DAMAGED: "Deze mail is niet te openen.",
}


@pytest.mark.parametrize("trouble", SAID)
def test_what_is_wrong_is_told_with_the_reference_and_nothing_of_the_mail(lead, wait, trouble):
    wait(trouble)
    page = lead.visit(PAGE)
    assert SAID[trouble] in page.text
    assert "ABCD 3467" in page.text
    assert "De inwoner" in page.text
    for written in (LETTER.to, LETTER.subject, "Kanarie"):
        assert written not in page.html


def test_every_trouble_has_its_words():
    assert set(SAID) == {"", *Trouble}


def test_what_is_given_up_is_told(lead, wait):
    wait(Trouble.UNREACHABLE, ago=timedelta(days=6))
    assert "Opgegeven" in lead.visit(PAGE).text


def test_a_mail_that_does_not_open_is_listed_all_the_same(lead, wait, tmp_path):
    wait(keys=KeyDirectory(tmp_path / "others", create=True))
    assert "Onbekend" in lead.visit(PAGE).text


def test_mail_of_another_desk_is_not_listed(lead, wait):
    wait(Trouble.REFUSED, desk_id=DISTRICT_TEAM)
    assert "Er wacht geen mail." in lead.visit(PAGE).text
    assert "versturen lukt niet" not in lead.visit(CASES).text


def test_the_list_of_cases_says_when_a_mail_cannot_be_delivered(lead, wait):
    wait()
    assert "versturen lukt niet" not in lead.visit(CASES).text
    wait(Trouble.REFUSED)
    assert "1 mail wacht, want versturen lukt niet." in lead.visit(CASES).text
    wait(Trouble.REFUSED)
    page = lead.visit(CASES)
    assert "2 mails wachten, want versturen lukt niet." in page.text
    assert page.links()["2 mails wachten"] == PAGE


def test_a_reader_is_not_told_of_mail(room, wait):
    wait(Trouble.REFUSED)
    reader = room.browser_of(Role.READER)
    assert "mail" not in reader.visit(CASES).text
    reader.visit(PAGE, 403)


def test_trying_now_makes_everything_due(room, lead, wait):
    failed, given_up = wait(Trouble.REFUSED), wait(Trouble.REFUSED, ago=timedelta(days=6))
    lead.visit(PAGE)
    lead.press("Probeer nu")
    assert "Alles wat wacht, wordt nu geprobeerd." in lead.page.text
    now = datetime.now(UTC)
    due = [room.site.store.cases.claim_mail(now, now + timedelta(hours=1)) for _ in range(2)]
    assert {mail.id for mail in due} == {failed.id, given_up.id}


def test_a_planner_sees_what_waits_and_has_no_button(room, wait):
    wait()
    page = room.browser_of(Role.PLANNER).visit(PAGE)
    assert "Gaat zo weg." in page.text
    assert "Probeer nu" not in page.text


def test_without_a_mail_server_the_page_says_so(room, lead, wait, monkeypatch):
    wait()
    without = msgspec.structs.replace(room.site.settings, smtp_url="")
    site = msgspec.structs.replace(room.site, settings=without)
    monkeypatch.setitem(room.app.extensions, EXTENSION, site)
    page = lead.visit(PAGE)
    assert "Er is geen mailserver ingesteld." in page.text
    assert "Probeer nu" not in page.text


def test_a_mail_to_the_desk_itself_is_told_as_such(room, lead, wait, monkeypatch):
    mail = msgspec.structs.replace(LETTER, to="balie@caw.example")
    desk = msgspec.structs.replace(
        room.site.default_edition().municipality.find_desk("caw"), mail=mail.to
    )
    monkeypatch.setattr("wizard.web.desk.post.desk_of", lambda _signed_in: desk)
    wait(Trouble.REFUSED, letter=mail)
    page = lead.visit(PAGE)
    assert "De balie" in page.text
    assert "Misschien klopt het adres niet." not in page.text

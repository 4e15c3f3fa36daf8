"""Who comes to a desk, who may read, who is away and who goes."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.web.deskroom import DeskRoom, desk_app, new_name
from wizard.core.roles import Role
from wizard.web.desk.words import ROLES

COLLEAGUES = "/balie/collegas/"


@pytest.fixture
def lead(room):
    return room.sit(room.hire(Role.LEAD))


def row_of(browser, name: str) -> str:
    """What the list says of a colleague."""
    rows = browser.visit(COLLEAGUES).soup.select("tbody tr")
    return next(" ".join(row.text.split()) for row in rows if name in row.th.text)


def page_of(hired) -> str:
    return f"{COLLEAGUES}{hired.id.hex()}/"


def test_a_lead_invites_and_sees_the_code_this_once(room, lead):
    name = new_name(Role.READER)
    lead.visit(COLLEAGUES)
    lead.press("Nodig een collega uit")
    lead.write(name, "Naam van je collega")
    lead.tick("Lezer")
    code = lead.press("Maak een uitnodiging").soup.select_one(".desk-secret").text
    assert room.accept(code).name == name
    lead.visit(COLLEAGUES)
    assert name not in invited(lead)
    assert code not in str(lead.page.soup)


def invited(browser) -> str:
    return " ".join(item.text for item in browser.page.soup.select("main > div > ul > li"))


def test_a_second_invitation_for_a_name_takes_the_place_of_the_first(room, lead):
    name, codes = new_name(Role.READER), []
    for _ in range(2):
        sent = {**hidden(lead), "name": name, "role": "reader"}
        lead.post(COLLEAGUES + "uitnodigen", data=sent)
        codes.append(lead.page.soup.select_one(".desk-secret").text)
    lead.visit(COLLEAGUES)
    assert invited(lead).count(name) == 1
    stranger = room.app.test_client()
    assert stranger.post("/balie/uitnodiging/", data={"invitation": codes[0]}).status_code == 422
    assert stranger.post("/balie/uitnodiging/", data={"invitation": codes[1]}).status_code == 200


def hidden(browser) -> dict[str, str]:
    return browser.visit(COLLEAGUES).hidden()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"name": " ", "role": "reader"}, "Vul een naam in."),
        ({"name": "Bo", "role": "keizer"}, "Kies een rol."),
    ],
)
def test_an_invitation_without_name_or_role_is_asked_for_again(lead, sent, told):
    response = lead.post(COLLEAGUES + "uitnodigen", data={**hidden(lead), **sent})
    assert response.status_code == 422
    assert told in lead.page.text


def test_a_name_that_a_colleague_has_is_told_plainly(room, lead):
    sent = {**hidden(lead), "name": room.lead.name.upper(), "role": "reader"}
    assert lead.post(COLLEAGUES + "uitnodigen", data=sent).status_code == 422
    assert "Er is al een collega met deze naam." in lead.page.text


def test_a_new_colleague_reads_nothing_before_a_lead_gives_access(room, lead):
    hired = room.hire(Role.PLANNER, access=False)
    assert not room.again(hired).signed_in.can_read
    assert "Geef toegang" in row_of(lead, hired.name)
    lead.press(f"Geef toegang aan {hired.name}")
    assert "Toegang gegeven" in lead.page.text
    assert "Zaken lezen" in lead.visit(page_of(hired)).text
    assert room.again(hired).signed_in.can_read


def test_a_lead_without_the_key_can_give_no_access(room):
    newcomer = room.sit(room.hire(Role.LEAD, access=False))
    hired = room.hire(Role.PLANNER, access=False)
    assert "Nog niet" in row_of(newcomer, hired.name)
    sent = newcomer.page.hidden()
    assert newcomer.post(page_of(hired) + "toegang", data=sent).status_code == 403


def test_an_administrator_looks_after_accounts_and_never_gets_a_key(room, lead):
    hired = room.hire(Role.ADMINISTRATOR)
    assert "Nee, hoort bij de rol" in row_of(lead, hired.name)
    sent = lead.page.hidden()
    assert lead.post(page_of(hired) + "toegang", data=sent).status_code == 403
    assert not room.again(hired).signed_in.can_read
    administrator = room.sit(hired)
    assert "Nodig een collega uit" in administrator.visit(COLLEAGUES).links()


def test_who_is_removed_is_out_at_once_and_the_desk_gets_a_new_key(room, lead):
    hired = room.hire(Role.PLANNER)
    browser, before = room.sit(hired), room.site.desks.find_key(room.desk_id)
    lead.visit(page_of(hired))
    lead.press("Verwijderen")
    assert "De balie krijgt een nieuwe sleutel" in lead.page.text
    lead.press("Ja, verwijder")
    assert hired.name not in lead.page.text
    browser.visit(COLLEAGUES, 401)
    assert room.site.desks.find_key(room.desk_id).version == before.version + 1


def test_an_administrator_removes_only_who_has_no_key(room):
    browser = room.sit(room.hire(Role.ADMINISTRATOR))
    reader, newcomer = room.hire(Role.READER), room.hire(Role.READER, access=False)
    assert (
        "Dat kan alleen een leidinggevende" in browser.visit(page_of(reader) + "verwijderen").text
    )
    sent = browser.page.hidden()
    assert browser.post(page_of(reader) + "verwijderen", data=sent).status_code == 403
    assert browser.post(page_of(newcomer) + "verwijderen", data=sent).status_code == 303


def test_the_last_lead_with_the_key_stays(tmp_path):
    with desk_app(tmp_path) as app:
        room = DeskRoom(app)
        browser = room.sit(room.lead)
        browser.visit(page_of(room.lead) + "verwijderen")
        browser.press("Ja, verwijder", 422)
        assert "Dan is er geen leidinggevende meer" in browser.page.text
        assert room.lead.name in browser.visit(COLLEAGUES).text


def test_everybody_says_themselves_that_they_are_away(room):
    cover = room.hire(Role.READER)
    browser = room.sit(room.hire(Role.PLANNER))
    (own,) = browser.visit(COLLEAGUES).soup.select("tbody th a")
    until = datetime.now(UTC).date() + timedelta(days=9)
    sent = {**browser.page.hidden(), "until": until.isoformat(), "cover": cover.id.hex()}
    browser.visit(browser.post(own["href"] + "afwezig", data=sent).location)
    assert f"{cover.name} neemt het over." in browser.page.text
    browser.visit(own["href"])
    browser.press("Weer aanwezig")
    assert f"{cover.name} neemt het over." not in browser.page.text


@pytest.mark.parametrize("until", ["", "gisteren", "2020-01-01", "2999-01-01"])
def test_a_day_that_cannot_be_is_asked_for_again(room, until):
    hired, cover = room.hire(Role.PLANNER), room.hire(Role.READER)
    browser = room.sit(hired)
    sent = {**hidden(browser), "until": until, "cover": cover.id.hex()}
    assert browser.post(page_of(hired) + "afwezig", data=sent).status_code == 422
    assert "Vul een dag in" in browser.page.text


def test_nobody_covers_for_themselves_or_without_a_key(room):
    hired, newcomer = room.hire(Role.PLANNER), room.hire(Role.READER, access=False)
    browser, tomorrow = room.sit(hired), datetime.now(UTC).date() + timedelta(days=1)
    for cover in (hired.id.hex(), newcomer.id.hex(), "", "x"):
        sent = {**hidden(browser), "until": tomorrow.isoformat(), "cover": cover}
        assert browser.post(page_of(hired) + "afwezig", data=sent).status_code == 422


def test_a_planner_sees_no_page_of_somebody_else(room, lead):
    planner = room.hire(Role.PLANNER)
    browser = room.sit(planner)
    browser.visit(page_of(room.lead), 403)
    assert ROLES[Role.PLANNER] in lead.visit(page_of(planner)).text

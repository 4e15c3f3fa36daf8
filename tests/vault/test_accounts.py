"""Colleagues sign in, are invited, given access, removed and covered for."""

from datetime import timedelta

import pytest

from tests.vault.colleagues import CAW, PASSWORD, Person, enter, invited, join
from wizard.core.roles import Role
from wizard.errors import (
    InvitationGone,
    NameTaken,
    PasswordUnusable,
    RoleForbids,
    SignInRefused,
    StaffNotFound,
    Unreadable,
)
from wizard.store import Store
from wizard.vault import Desks
from wizard.vault.totp import new_second_factor

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def planner(accounts, lead, now) -> Person:
    person = invited(accounts, lead, "Jan de Vries", now)
    accounts.grant(lead.signed_in, person.id, now)
    return person


def test_a_first_lead_can_read_at_once(desks, lead):
    assert lead.signed_in.can_read
    assert lead.signed_in.role is Role.LEAD
    assert lead.signed_in.keys[1].public == desks.find_key(CAW).public


def test_everyone_else_reads_nothing_until_a_lead_gives_access(accounts, lead, now):
    person = invited(accounts, lead, "Jan", now)
    assert not person.signed_in.can_read
    assert not enter(accounts, person, now + MINUTE).can_read
    accounts.grant(lead.signed_in, person.id, now)
    found = accounts.find(person.token, now)
    assert found.keys[1].raw == lead.signed_in.keys[1].raw


def test_signing_in_gives_a_new_token_and_the_same_keys(accounts, lead, now):
    later = now + MINUTE
    entry = accounts.sign_in(" fatima ", PASSWORD, lead.code(later), "", later)
    assert entry.token != lead.token
    assert entry.signed_in.keys[1].raw == lead.signed_in.keys[1].raw
    assert accounts.find(entry.token, later).staff.id == lead.id


def test_a_password_may_be_typed_on_another_keyboard(accounts, lead, now):
    composed, apart = "caf\u00e9 aan de Rijnkade", "cafe\u0301 aan de Rijnkade"
    code = accounts.invite(lead.signed_in, "Jan", Role.READER, now)
    factor = new_second_factor("Jan")
    person = Person("Jan", factor.secret, "", lead.signed_in)
    accounts.accept(code, composed, factor.secret, person.code(now), now)
    assert enter(accounts, person, now + MINUTE, password=apart)


def test_a_session_ends_after_thirty_idle_minutes(accounts, lead, now):
    assert accounts.find(lead.token, now + 30 * MINUTE)
    assert accounts.find(lead.token, now + 61 * MINUTE + MINUTE) is None


def test_looking_without_using_does_not_extend_a_session(accounts, lead, now):
    assert accounts.find(lead.token, now + 30 * MINUTE, used=False)
    assert accounts.find(lead.token, now + 32 * MINUTE) is None


def test_a_session_ends_after_twelve_hours_however_busy(accounts, lead, now):
    moment = now
    while moment < now + 12 * HOUR - 20 * MINUTE:
        moment += 20 * MINUTE
        assert accounts.find(lead.token, moment)
    assert accounts.find(lead.token, now + 12 * HOUR + MINUTE) is None


def test_signing_out_ends_this_session_only(accounts, lead, now):
    later = now + MINUTE
    entry = accounts.sign_in(lead.name, PASSWORD, lead.code(later), "", later)
    accounts.sign_out(entry.token)
    assert accounts.find(entry.token, later) is None
    assert accounts.find(lead.token, later)


@pytest.mark.parametrize("token", ["", "x" * 43, "\ud800", "é"])
def test_a_made_up_token_finds_nobody(accounts, lead, token, now):
    assert accounts.find(token, now) is None


def test_an_invitation_is_used_once_and_ends_after_a_day(accounts, lead, now):
    code = accounts.invite(lead.signed_in, "Jan", Role.READER, now)
    with pytest.raises(InvitationGone):
        accounts.find_invitation(code, now + DAY)
    join(accounts, code.lower().replace(" ", "-"), now)
    with pytest.raises(InvitationGone):
        join(accounts, code, now)


def test_an_invitation_stays_good_after_a_wrong_try(accounts, lead, now):
    code = accounts.invite(lead.signed_in, "Jan", Role.READER, now)
    secret = new_second_factor("Jan").secret
    with pytest.raises(SignInRefused):
        accounts.accept(code, PASSWORD, secret, "000000", now)
    with pytest.raises(PasswordUnusable):
        accounts.accept(code, "kort", secret, "000000", now)
    assert join(accounts, code, now).name == "Jan"


@pytest.mark.parametrize(
    "password",
    ["", "elf tekens!", "jan de vries", "Jan de VriesJan de Vries", "Jan de Vries12345", "ab" * 9],
)
def test_a_password_that_is_short_plain_or_the_name_is_refused(accounts, lead, now, password):
    code = accounts.invite(lead.signed_in, "Jan de Vries", Role.READER, now)
    factor = new_second_factor("Jan")
    person = Person("Jan", factor.secret, "", lead.signed_in)
    with pytest.raises(PasswordUnusable):
        accounts.accept(code, password, factor.secret, person.code(now), now)


def test_a_name_is_of_one_colleague(accounts, lead, planner, now):
    with pytest.raises(NameTaken):
        accounts.invite(lead.signed_in, " jan  de VRIES", Role.READER, now)


def test_an_open_invitation_is_listed_until_it_is_used(accounts, lead, now):
    code = accounts.invite(lead.signed_in, "Jan", Role.READER, now)
    assert [one.name for one in accounts.invitations(CAW, now)] == ["Jan"]
    join(accounts, code, now)
    assert accounts.invitations(CAW, now) == []


@pytest.mark.parametrize("role", [Role.READER, Role.PLANNER, Role.ADMINISTRATOR])
def test_only_a_lead_gives_access(accounts, lead, now, role):
    person = invited(accounts, lead, "Jan", now, role)
    other = invited(accounts, lead, "Piet", now)
    with pytest.raises(RoleForbids):
        accounts.grant(person.signed_in, other.id, now)


def test_an_administrator_never_gets_a_key(accounts, lead, now):
    person = invited(accounts, lead, "Jan", now, Role.ADMINISTRATOR)
    with pytest.raises(RoleForbids):
        accounts.grant(lead.signed_in, person.id, now)
    assert not accounts.find(person.token, now).can_read


def test_an_administrator_invites_and_removes_but_nobody_with_a_key(accounts, lead, planner, now):
    boss = invited(accounts, lead, "Beheer", now, Role.ADMINISTRATOR)
    person = invited(accounts, boss, "Piet", now)
    accounts.remove(boss.signed_in, person.id, now)
    with pytest.raises(RoleForbids):
        accounts.remove(boss.signed_in, planner.id, now)
    names = [colleague.staff.name for colleague in accounts.colleagues(CAW)]
    assert names == ["Beheer", "Fatima", "Jan de Vries"]


def test_a_lead_without_access_cannot_give_it(accounts, lead, planner, now):
    second = invited(accounts, lead, "Piet", now, Role.LEAD)
    with pytest.raises(RoleForbids):
        accounts.grant(second.signed_in, planner.id, now)


def test_colleagues_are_listed_with_who_can_read(accounts, lead, planner, now):
    invited(accounts, lead, "Wim", now)
    listed = [(each.staff.name, each.can_read) for each in accounts.colleagues(CAW)]
    assert listed == [("Fatima", True), ("Jan de Vries", True), ("Wim", False)]


def test_another_desk_cannot_be_reached(desks, accounts, lead, now):
    new = desks.create("arnhem/district_team", "Noor", now, practice=False)
    noor = join(accounts, new.invitation, now)
    for act in (accounts.grant, accounts.remove):
        with pytest.raises(StaffNotFound):
            act(noor.signed_in, lead.id, now)
    with pytest.raises(StaffNotFound):
        accounts.set_cover(noor.signed_in, noor.id, lead.id, now.date(), now)
    assert accounts.find(lead.token, now).can_read


def test_everyone_sets_their_own_absence_and_a_lead_that_of_all(accounts, lead, planner, now):
    accounts.set_cover(planner.signed_in, planner.id, lead.id, now.date(), now)
    away = accounts.find(planner.token, now).staff
    assert (away.cover, away.away_until) == (lead.id, now.date())
    accounts.set_cover(lead.signed_in, planner.id, lead.id, None, now)
    assert accounts.find(planner.token, now).staff.cover == b""
    with pytest.raises(RoleForbids):
        accounts.set_cover(planner.signed_in, lead.id, planner.id, now.date(), now)


def change(store: Store, sql: str) -> None:
    with store._connections.writing() as database:
        database.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE staff SET role = 'lead' WHERE name = 'Jan'",
        "UPDATE staff SET desk_id = 'arnhem/district_team' WHERE name = 'Jan'",
    ],
)
def test_a_role_or_desk_changed_in_the_database_lets_nobody_in(store, accounts, lead, now, sql):
    Desks(store, accounts._keys).create("arnhem/district_team", "Noor", now, practice=False)
    person = invited(accounts, lead, "Jan", now, Role.READER)
    assert accounts.find(person.token, now)
    change(store, sql)
    assert accounts.find(person.token, now) is None
    with pytest.raises(SignInRefused):
        enter(accounts, person, now + MINUTE)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE invitation SET role = 'lead'",
        "UPDATE invitation SET desk_id = 'arnhem/elsewhere'",
        "UPDATE invitation SET name = 'Piet'",
        "UPDATE invitation SET expires_at = expires_at + 86400",
    ],
)
def test_an_invitation_changed_in_the_database_is_gone(store, accounts, lead, now, sql):
    Desks(store, accounts._keys).create("arnhem/elsewhere", "Noor", now, practice=False)
    change(store, "DELETE FROM invitation")
    code = accounts.invite(lead.signed_in, "Jan", Role.READER, now)
    accounts.find_invitation(code, now)
    change(store, sql)
    with pytest.raises(InvitationGone):
        accounts.find_invitation(code, now)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE staff SET public = (SELECT public FROM staff WHERE name = 'Fatima')",
        "UPDATE staff SET name = 'Piet' WHERE name = 'Jan'",
    ],
)
def test_a_key_or_name_changed_in_the_database_is_given_no_access(store, accounts, lead, now, sql):
    person = invited(accounts, lead, "Jan", now)
    change(store, sql)
    with pytest.raises(Unreadable):
        accounts.grant(lead.signed_in, person.id, now)


def test_a_grant_moved_to_another_colleague_opens_nothing(store, accounts, lead, now):
    person = invited(accounts, lead, "Jan", now)
    change(
        store,
        "INSERT INTO desk_grant SELECT (SELECT id FROM staff WHERE name = 'Jan'), desk_id, version,"
        " sealed FROM desk_grant",
    )
    with pytest.raises(Unreadable):
        accounts.find(person.token, now).keys[1]


def test_nothing_secret_of_a_colleague_lies_on_the_disk(accounts, lead, planner, tmp_path):
    disk = b"".join(path.read_bytes() for path in tmp_path.glob("drafts.db*"))
    assert planner.name.encode() in disk
    secrets = (PASSWORD, planner.secret, planner.token)
    assert not any(secret.encode() in disk for secret in secrets)
    assert lead.signed_in.keys[1].raw not in disk


def test_what_a_removed_colleague_had_is_gone_from_the_disk(accounts, lead, planner, now, tmp_path):
    sealed = planner.signed_in.staff.sealed
    held = [path for path in tmp_path.glob("drafts.db*") if sealed in path.read_bytes()]
    accounts.remove(lead.signed_in, planner.id, now)
    assert held
    assert not any(sealed in path.read_bytes() for path in tmp_path.glob("drafts.db*"))

"""Desks: their keys, the drill of a lost key, and what a leaver can still open."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.vault.colleagues import CAW, enter, invited, join
from wizard.core.case import CaseHeader, ContactWishes, Origin, SentPlan
from wizard.core.roles import Role
from wizard.errors import (
    CaseUnreadable,
    DeskExists,
    DeskMissing,
    InvitationGone,
    LastLead,
    NameTaken,
    RoleForbids,
    SharesWrong,
    Unreadable,
)
from wizard.store import Store
from wizard.store.cases import AuditLine
from wizard.vault import Accounts, Desks
from wizard.vault.audit import audited, verify
from wizard.vault.cases import new_case, open_case
from wizard.vault.recovery import identity_of, open_escrow

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
WISHES = ContactWishes(call_me="Sam", reached_at="06 12345678")


@dataclass(frozen=True)
class Office:
    """A desk with everything around it."""

    store: Store
    desks: Desks
    accounts: Accounts

    def told(self, case_id, keys):
        return open_case(self.store.cases.find(case_id), keys).plan.told

    def version(self, case_id):
        return self.store.cases.find(case_id).key_version


@pytest.fixture
def office(store, desks, accounts):
    return Office(store, desks, accounts)


@pytest.fixture
def send(store, desks, keys, now):
    """Return a function that sends a case to the desk as it is now."""

    def run():
        case = new_case(
            desks.find_key(CAW),
            CaseHeader(wishes=WISHES),
            SentPlan(told="Ik wil met hout werken"),
            reference="ABCD3467",
            origin=Origin.SENT,
            now=now,
            keep=180 * DAY,
        )
        line = audited(keys, AuditLine(now, CAW, b"", "send", case.id))
        store.cases.add(case, tallies=[], audited=line)
        return case.id

    return run


@pytest.fixture
def planner(accounts, lead, now):
    person = invited(accounts, lead, "Jan", now)
    accounts.grant(lead.signed_in, person.id, now)
    return person


def test_a_desk_without_a_key_has_none(desks, now):
    assert desks.find_key(CAW) is None
    with pytest.raises(DeskMissing):
        desks.escrow(CAW)


@pytest.mark.parametrize("practice", [True, False])
def test_a_desk_is_made_with_its_first_key(desks, now, practice):
    desks.create(CAW, "Fatima", now, practice=practice)
    key = desks.find_key(CAW)
    assert (key.desk_id, key.version, key.practice) == (CAW, 1, practice)
    assert len(key.public) == 1216


def test_a_desk_is_never_made_twice(desks, lead, now):
    before = desks.find_key(CAW)
    with pytest.raises(DeskExists):
        desks.create(CAW, "Noor", now, practice=False)
    assert desks.find_key(CAW) == before


def test_a_new_desk_shows_no_secret_by_itself(desks, now):
    new = desks.create(CAW, "Fatima", now, practice=False)
    assert repr(new) == "NewDesk()"


def test_a_first_lead_has_a_week(desks, accounts, now):
    new = desks.create(CAW, "Fatima", now, practice=False)
    accounts.find_invitation(new.invitation, now + 7 * DAY - MINUTE)
    with pytest.raises(InvitationGone):
        accounts.find_invitation(new.invitation, now + 7 * DAY)


def test_an_invitation_changed_in_the_database_gives_no_key(store, desks, accounts, now):
    new = desks.create(CAW, "Fatima", now, practice=False)
    with store._connections.writing() as database:
        database.execute("UPDATE invitation SET role = 'reader'")
    with pytest.raises(InvitationGone):
        join(accounts, new.invitation, now)


def test_a_practice_desk_shows_the_same_invitation_until_it_is_used(desks, accounts, now):
    first = desks.practise(CAW, "Leiding", now)
    assert desks.find_key(CAW).practice
    assert desks.practise(CAW, "Leiding", now + 30 * DAY) == first
    assert desks.practise("arnhem/district_team", "Leiding wijkteam", now) != first
    lead = join(accounts, first, now + 30 * DAY)
    assert lead.signed_in.can_read
    assert desks.practise(CAW, "Leiding", now) is None


def test_a_desk_that_was_made_by_hand_gets_no_practice_invitation(desks, lead, now):
    assert desks.practise(CAW, "Leiding", now) is None


def test_a_new_key_is_for_all_who_could_read(office, lead, planner, now, send):
    case_id = send()
    office.desks.rotate(lead.signed_in, now)
    assert office.desks.find_key(CAW).version == office.version(case_id) == 2
    for person in (lead, planner):
        found = office.accounts.find(person.token, now)
        assert found.keys[2].public == office.desks.find_key(CAW).public
        assert office.told(case_id, found.keys) == "Ik wil met hout werken"


def test_who_could_not_read_gets_no_new_key_either(desks, accounts, lead, now):
    person = invited(accounts, lead, "Jan", now)
    desks.rotate(lead.signed_in, now)
    assert not accounts.find(person.token, now).can_read


def test_no_new_key_is_sealed_to_a_colleagues_key_that_was_changed(office, lead, planner, now):
    with office.store._connections.writing() as database:
        database.execute("UPDATE staff SET public = zeroblob(1216) WHERE name = 'Jan'")
    with pytest.raises(Unreadable):
        office.desks.rotate(lead.signed_in, now)
    assert office.desks.find_key(CAW).version == 1
    office.accounts.remove(lead.signed_in, planner.id, now)
    assert office.desks.find_key(CAW).version == 2


@pytest.mark.parametrize("role", [Role.READER, Role.PLANNER, Role.ADMINISTRATOR])
def test_only_a_lead_renews_the_key(desks, accounts, lead, now, role):
    person = invited(accounts, lead, "Jan", now, role)
    with pytest.raises(RoleForbids):
        desks.rotate(person.signed_in, now)


def test_a_lead_with_an_older_key_only_does_not_renew_it(desks, accounts, lead, now):
    second = invited(accounts, lead, "Noor", now, Role.LEAD)
    desks.rotate(lead.signed_in, now)
    with pytest.raises(RoleForbids):
        desks.rotate(second.signed_in, now)
    with pytest.raises(RoleForbids):
        desks.rotate(lead.signed_in, now)


def test_a_leavers_key_opens_nothing_any_more(office, lead, planner, now, send):
    before = send()
    taken = dict(office.accounts.find(planner.token, now).keys)
    assert office.told(before, taken)
    office.accounts.remove(lead.signed_in, planner.id, now)
    assert office.accounts.find(planner.token, now) is None
    assert office.store.staff.grants(planner.id) == []
    for case_id in (before, send()):
        with pytest.raises(CaseUnreadable):
            office.told(case_id, taken)
        assert office.told(case_id, office.accounts.find(lead.token, now).keys)


def test_the_last_lead_stays(desks, accounts, lead, planner, now):
    with pytest.raises(LastLead):
        accounts.remove(lead.signed_in, lead.id, now)
    assert desks.find_key(CAW).version == 1
    second = invited(accounts, lead, "Noor", now, Role.LEAD)
    with pytest.raises(LastLead):
        accounts.remove(lead.signed_in, lead.id, now)
    accounts.grant(lead.signed_in, second.id, now)
    accounts.remove(lead.signed_in, lead.id, now)
    assert accounts.find(second.token, now).keys[2].public == desks.find_key(CAW).public


def test_a_renewal_that_stopped_half_way_is_finished_at_a_sign_in(office, lead, send, now):
    case_id = send()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("wizard.vault.desks.rewrap_all", lambda *_: 0)
        office.desks.rotate(lead.signed_in, now)
    assert office.version(case_id) == 1
    enter(office.accounts, lead, now + MINUTE)
    assert office.version(case_id) == 2


def test_a_case_that_does_not_open_is_told_and_stops_nothing(office, lead, now, send, caplog):
    broken, whole = send(), send()
    with office.store._connections.writing() as database:
        sql = "UPDATE desk_case SET sealed_key = x'00' WHERE id = ?"
        database.execute(sql, (broken,))
    office.desks.rotate(lead.signed_in, now)
    assert caplog.messages == ["1 cases do not open with the key of their desk"]
    assert (office.version(broken), office.version(whole)) == (1, 2)


def test_lost_keys_come_back_with_two_shares(office, now, send):
    new = office.desks.create(CAW, "Fatima", now, practice=False)
    lead = join(office.accounts, new.invitation, now)
    old = send()
    office.desks.rotate(lead.signed_in, now)
    cases = [old, send()]
    with office.store._connections.writing() as database:
        database.execute("DELETE FROM staff")
    assert office.accounts.colleagues(CAW) == []
    noor = join(office.accounts, office.desks.recover(CAW, new.shares[:2], "Noor", now), now)
    assert sorted(noor.signed_in.keys) == [1, 2]
    assert all(office.told(case_id, noor.signed_in.keys) for case_id in cases)


def test_wrong_shares_give_no_invitation(desks, accounts, now):
    new = desks.create(CAW, "Fatima", now, practice=False)
    other = desks.create("arnhem/district_team", "Noor", now, practice=False)
    first, second, _ = new.shares
    for shares in ([first], [first, first], [first, other.shares[1]], other.shares[:2]):
        with pytest.raises(SharesWrong):
            desks.recover(CAW, shares, "Piet", now)
    assert [one.name for one in accounts.invitations(CAW, now)] == ["Fatima"]
    assert desks.recover(CAW, [second, first], "Piet", now)


def test_recovery_asks_for_a_name_that_is_free(desks, accounts, now):
    new = desks.create(CAW, "Fatima", now, practice=False)
    join(accounts, new.invitation, now)
    with pytest.raises(NameTaken):
        desks.recover(CAW, new.shares[:2], "fatima", now)


def test_the_escrow_follows_every_new_key(desks, accounts, now):
    new = desks.create(CAW, "Fatima", now, practice=False)
    lead = join(accounts, new.invitation, now)
    desks.rotate(lead.signed_in, now)
    held = open_escrow(desks.escrow(CAW), identity_of(new.shares[:2]), CAW)
    assert held[1].raw == lead.signed_in.keys[1].raw
    assert held[2].public == desks.find_key(CAW).public


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE desk_key SET public = zeroblob(1216)",
        "UPDATE desk SET practice = 1",
        "UPDATE desk SET recipient = 'age1other'",
        "UPDATE desk_key SET version = 7",
    ],
)
def test_a_desk_changed_in_the_database_gets_nothing(store, desks, now, sql):
    desks.create(CAW, "Fatima", now, practice=False)
    with store._connections.writing() as database:
        database.execute(sql)
    with pytest.raises(Unreadable):
        desks.find_key(CAW)


def test_every_act_stands_in_a_whole_audit(office, keys, lead, planner, now):
    enter(office.accounts, lead, now + MINUTE)
    office.accounts.set_cover(lead.signed_in, planner.id, lead.id, now.date(), now)
    office.accounts.remove(lead.signed_in, planner.id, now)
    lines = office.store.cases.audit_lines(CAW, now - DAY)
    assert [(line.action, line.object_id) for line, _ in lines] == [
        ("create desk", b""),
        ("make account", lead.id),
        ("invite", b""),
        ("make account", planner.id),
        ("give access", planner.id),
        ("sign in", b""),
        ("set absence", planner.id),
        ("remove colleague", planner.id),
    ]
    assert verify(keys, office.store.cases.audit_lines(None, now - DAY)).is_whole

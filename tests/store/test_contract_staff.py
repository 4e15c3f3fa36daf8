"""What every back end does with desks and colleagues: the contract of `StaffStore`."""

import threading
from dataclasses import replace

import pytest

from tests.store.rows_of_staff import (
    CAW,
    DAY,
    MINUTE,
    TEAM,
    a_colleague,
    a_desk,
    a_grant,
    a_key,
    a_session,
    actions,
    an_invitation,
    join,
    noted,
)
from wizard.errors import (
    DeskExists,
    InvitationGone,
    LastLead,
    NameTaken,
    RevisionConflict,
    StaffNotFound,
)


def test_a_desk_is_found_with_its_newest_key(desk, now):
    assert desk.find_desk(CAW) == (a_desk(), a_key())
    assert desk.find_desk(TEAM) is None


def test_a_desk_is_made_once(desk, now):
    with pytest.raises(DeskExists):
        desk.add_desk(a_desk(recipient="age2"), a_key(), an_invitation(now, "X"), noted(now))
    assert desk.find_desk(CAW)[0].recipient == "age1"


def test_a_desk_for_a_taken_name_is_not_made_at_all(desk, lead, now):
    invitation = an_invitation(now, "FATIMA", TEAM)
    with pytest.raises(NameTaken):
        desk.add_desk(a_desk(TEAM), a_key(desk=TEAM), invitation, noted(now))
    assert desk.find_desk(TEAM) is None


def test_an_invitation_is_found_until_it_ends(desk, now):
    invitation = an_invitation(now, sealed=b"keys")
    assert desk.find_invitation(invitation.id, now) == invitation
    assert desk.find_invitation(invitation.id, now + DAY) is None
    assert desk.invitations(CAW, now) == [invitation]
    assert desk.invitations(CAW, now + DAY) == desk.invitations(TEAM, now) == []


def test_a_new_invitation_takes_the_place_of_the_older_one_for_that_name(desk, now):
    newer = an_invitation(now, "FATIMA", id=b"newer")
    desk.invite(newer, noted(now))
    assert desk.invitations(CAW, now) == [newer]


def test_nobody_is_invited_under_a_taken_name(desk, lead, now):
    with pytest.raises(NameTaken):
        desk.invite(an_invitation(now, "fatima"), noted(now))


def test_accepting_makes_a_colleague_with_grants_and_a_session(desk, lead, now):
    assert desk.of_desk(CAW) == [lead]
    assert desk.grants(lead.id) == [a_grant(lead)]
    assert desk.find_session(b"1Fatima", now) == (a_session(lead, now), lead)


def test_an_invitation_is_used_once(desk, now):
    invitation = an_invitation(now)
    desk.accept(invitation.id, a_colleague(), [], a_session(a_colleague(), now), noted(now))
    other = a_colleague("Other")
    with pytest.raises(InvitationGone):
        desk.accept(invitation.id, other, [], a_session(other, now), noted(now))
    assert desk.find_name("Other") is None


def test_accepting_under_a_name_that_was_taken_meanwhile_changes_nothing(store, desk, now):
    team = an_invitation(now, "Fatima", TEAM)
    desk.add_desk(a_desk(TEAM), a_key(desk=TEAM), team, noted(now))
    join(desk, a_colleague(), now)
    late = replace(a_colleague(desk=TEAM), id=b"late")
    with pytest.raises(NameTaken):
        desk.accept(team.id, late, [], a_session(late, now), noted(now))
    assert desk.invitations(TEAM, now) == [team]


@pytest.mark.parametrize("typed", ["Fatima", "fatima", "FATIMA"])
def test_names_compare_without_case(desk, lead, typed):
    assert desk.find_name(typed) == lead


def test_an_unknown_name_finds_nobody(desk, lead):
    assert desk.find_name("Fat") is None


def test_a_step_of_the_second_factor_is_used_once(desk, lead, now):
    assert desk.enter(a_session(lead, now, b"2"), 7, noted(now, "in"))
    for step in (5, 6, 7):
        assert not desk.enter(a_session(lead, now, b"3"), step, noted(now, "again"))
    assert desk.find_session(b"3Fatima", now) is None
    assert desk.find_name("Fatima").used_step == 7
    assert desk.find_session(b"2Fatima", now) is not None


def test_of_two_threads_with_one_code_one_gets_in(desk, lead, now):
    outcomes, ready = [], threading.Barrier(2)

    def one(number):
        ready.wait()
        outcomes.append(desk.enter(a_session(lead, now, number), 9, noted(now)))

    threads = [threading.Thread(target=one, args=(number,)) for number in (b"a", b"b")]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(outcomes) == [False, True]


def test_a_session_ends_and_is_extended_and_dropped(desk, lead, now):
    session = a_session(lead, now)
    assert desk.find_session(session.id, session.expires_at) is None
    desk.extend_session(session.id, now + 60 * MINUTE)
    assert desk.find_session(session.id, session.expires_at) is not None
    desk.drop_session(session.id)
    desk.drop_session(session.id)
    assert desk.find_session(session.id, now) is None


def test_access_is_given_again_with_the_newest_seal(desk, lead, now):
    again = replace(a_grant(lead), sealed=b"again")
    desk.grant([again], noted(now))
    assert desk.grants(lead.id) == [again]


@pytest.mark.parametrize("changes", [{"staff_id": b"gone"}, {"desk_id": TEAM}])
def test_access_is_given_at_the_own_desk_only(desk, lead, now, changes):
    with pytest.raises(StaffNotFound):
        desk.grant([replace(a_grant(lead), **changes)], noted(now, "refused"))
    assert desk.grants(lead.id) == [a_grant(lead)]


def test_rotating_gives_the_new_version_to_who_stays(desk, lead, planner, now):
    grants = [a_grant(lead, 2), replace(a_grant(lead, 2), staff_id=b"gone meanwhile")]
    desk.rotate(a_key(2), grants, b"", noted(now))
    assert desk.find_desk(CAW)[1] == a_key(2)
    assert desk.grants(lead.id) == [a_grant(lead), a_grant(lead, 2)]
    assert desk.granted(CAW) == {lead.id}
    assert desk.grants(planner.id) == [a_grant(planner)]


def test_a_leaver_goes_with_grants_and_sessions(desk, lead, planner, now):
    desk.rotate(a_key(2), [a_grant(lead, 2)], planner.id, noted(now))
    assert desk.of_desk(CAW) == [lead]
    assert desk.grants(planner.id) == []
    assert desk.find_session(b"1Jan", now) is None


def test_rotating_ends_invitations_that_carry_keys(desk, lead, now):
    plain = an_invitation(now, "Jan")
    desk.invite(plain, noted(now))
    desk.invite(an_invitation(now, "Piet", sealed=b"keys"), noted(now))
    desk.rotate(a_key(2), [a_grant(lead, 2)], b"", noted(now))
    assert desk.invitations(CAW, now) == [plain]


def test_the_last_lead_with_the_key_stays(desk, lead, planner, now):
    join(desk, a_colleague("Lead without key"), now, granted=False)
    with pytest.raises(LastLead):
        desk.rotate(a_key(2), [a_grant(planner, 2)], lead.id, noted(now, "refused"))
    assert desk.find_name("Fatima") == lead
    assert desk.find_desk(CAW)[1] == a_key()


def test_of_two_who_rotate_at_once_the_second_is_told(desk, lead, planner, now):
    desk.rotate(a_key(2), [a_grant(lead, 2)], b"", noted(now))
    with pytest.raises(RevisionConflict):
        desk.rotate(a_key(2), [a_grant(lead, 2)], planner.id, noted(now))
    assert desk.find_name("Jan") == planner


def test_removing_takes_a_colleague_and_their_cover_of_others(desk, lead, planner, now):
    desk.set_cover(lead.id, planner.id, now.date(), noted(now))
    desk.remove(planner.id, noted(now))
    desk.remove(planner.id, noted(now))
    assert desk.of_desk(CAW) == [lead]
    assert desk.find_session(b"1Jan", now) is None


def test_absence_is_set_and_ended(desk, lead, planner, now):
    desk.set_cover(lead.id, planner.id, now.date(), noted(now))
    away = replace(lead, cover=planner.id, away_until=now.date())
    assert desk.of_desk(CAW) == [away, planner]
    desk.set_cover(lead.id, b"", None, noted(now))
    assert desk.find_name("Fatima") == lead
    with pytest.raises(StaffNotFound):
        desk.set_cover(b"gone", b"", None, noted(now))


def test_every_change_stands_in_the_audit_and_no_refused_one(store, desk, lead, planner, now):
    desk.enter(a_session(lead, now, b"2"), 7, noted(now, "in"))
    assert not desk.enter(a_session(lead, now, b"3"), 7, noted(now, "refused"))
    desk.grant([a_grant(planner)], noted(now, "grant"))
    with pytest.raises(LastLead):
        desk.rotate(a_key(2), [], lead.id, noted(now, "refused"))
    desk.rotate(a_key(2), [a_grant(lead, 2)], b"", noted(now, "rotate"))
    desk.set_cover(lead.id, planner.id, now.date(), noted(now, "cover"))
    desk.remove(planner.id, noted(now, "remove"))
    joined = ["create", "invite", "accept", "invite", "accept"]
    assert actions(store, now) == [*joined, "in", "grant", "rotate", "cover", "remove"]


def test_purging_takes_sessions_and_invitations_that_are_over(store, desk, lead, now):
    desk.invite(an_invitation(now, "Jan"), noted(now))
    store.purge(now + 29 * MINUTE)
    assert desk.find_session(b"1Fatima", now) is not None
    store.purge(now + DAY)
    assert desk.find_session(b"1Fatima", now) is None
    assert desk.invitations(CAW, now) == []
    assert desk.of_desk(CAW) == [lead]

"""What every back end does when a colleague changes the own account: a part of `StaffStore`."""

from dataclasses import replace

import pytest

from tests.store.rows_of_staff import MINUTE, a_session, actions, noted


def renewed(staff, step=9):
    return replace(staff, salt=b"new salt", sealed=b"sealed anew", used_step=step)


def test_renewing_replaces_what_the_password_protects_and_ends_other_sessions(desk, lead, now):
    here, elsewhere = a_session(lead, now, b"2"), a_session(lead, now, b"1")
    assert desk.enter(here, 8, noted(now))
    assert desk.count_sessions(lead.id, now) == 2
    assert desk.renew(renewed(lead), session_id=here.id, audited=noted(now, "renew"))
    assert desk.find_name("fatima") == renewed(lead)
    assert desk.find_session(elsewhere.id, now) is None
    assert desk.find_session(here.id, now) == (here, renewed(lead))


@pytest.mark.parametrize("step", [4, 5])
def test_a_used_step_renews_nothing(store, desk, lead, now, step):
    session = a_session(lead, now)
    assert not desk.renew(renewed(lead, step), session_id=b"other", audited=noted(now, "renew"))
    assert desk.find_session(session.id, now) == (session, lead)
    assert "renew" not in actions(store, now)


def test_who_is_gone_is_not_renewed(store, desk, lead, planner, now):
    desk.remove(planner.id, noted(now))
    assert not desk.renew(renewed(planner), session_id=b"", audited=noted(now, "renew"))


def test_other_places_are_left_and_this_one_and_colleagues_stay(desk, lead, planner, now):
    here = a_session(lead, now, b"2")
    desk.enter(here, 8, noted(now))
    desk.drop_other_sessions(lead.id, here.id, noted(now))
    assert (desk.count_sessions(lead.id, now), desk.count_sessions(planner.id, now)) == (1, 1)
    assert desk.find_session(here.id, now)


def test_a_session_that_is_over_is_no_place(desk, lead, now):
    assert desk.count_sessions(lead.id, now + 31 * MINUTE) == 0

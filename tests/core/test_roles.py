"""What each role at a desk may do."""

import pytest

from wizard.core.roles import KEYLESS, Right, Role, may


def rights(role: Role) -> set[Right]:
    return {right for right in Right if may(role, right)}


def test_a_lead_may_do_everything():
    assert rights(Role.LEAD) == set(Right)


def test_a_reader_reads_and_changes_nothing():
    assert rights(Role.READER) == {Right.READ_CASES, Right.SEE_RESULTS}


def test_a_planner_may_do_what_a_reader_may_and_change_cases():
    assert rights(Role.PLANNER) >= rights(Role.READER) | {Right.CHANGE_CASES}


def test_an_administrator_looks_after_accounts_and_reads_no_plan():
    assert {Right.INVITE, Right.REMOVE} <= rights(Role.ADMINISTRATOR)
    forbidden = {Right.READ_CASES, Right.CHANGE_CASES, Right.GIVE_ACCESS}
    assert not rights(Role.ADMINISTRATOR) & forbidden
    assert Role.ADMINISTRATOR in KEYLESS


@pytest.mark.parametrize("role", [Role.READER, Role.PLANNER, Role.ADMINISTRATOR])
def test_only_a_lead_gives_access_to_plans(role):
    assert not may(role, Right.GIVE_ACCESS)


def test_who_runs_the_desk_has_waiting_mail_tried_again():
    assert {role for role in Role if may(role, Right.HURRY_MAIL)} == {
        Role.LEAD,
        Role.ADMINISTRATOR,
    }

"""Colleagues of a desk at two nodes: one sign-in, one audit, one key."""

from datetime import UTC, datetime

import pytest

from tests.nodes.twonodes import at_once, site_at
from tests.web.deskroom import CAW, DISTRICT_TEAM, PASSWORD, DeskRoom
from wizard.core.roles import Role
from wizard.errors import RevisionConflict
from wizard.store.cases import AuditLine
from wizard.vault.audit import audited, verify

LABELS = {"name": "Naam", "password": "Wachtwoord", "code": "Code uit je app"}


@pytest.fixture(scope="session")
def room(nodes):
    return DeskRoom(nodes[0])


def sign_in(browser, hired, status=200):
    browser.visit("/balie/inloggen")
    typed = {"name": hired.name, "password": PASSWORD, "code": hired.code()}
    for name, text in typed.items():
        browser.page.write(text, LABELS[name])
    browser.press("Log in", status)


def test_who_signs_in_at_one_node_reads_at_both_and_leaves_both(room, people, nodes):
    colleague, hired = people(), room.hire(Role.PLANNER)
    room.receive("Buurvrouw Anja")
    sign_in(colleague, hired)
    for _ in nodes:
        assert "Buurvrouw Anja" in colleague.visit("/balie/zaken/").text
    thieves = [node.test_client() for node in nodes]
    for thief in thieves:
        thief.set_cookie("balie", colleague.cookie("balie"))
    colleague.press("Uitloggen")
    for thief in thieves:
        thief.visit("/balie/zaken/", 401)


def test_a_code_of_the_second_factor_works_once_over_both_nodes(room, nodes):
    hired = room.hire(Role.PLANNER)
    for node, status in zip(nodes, (200, 422), strict=True):
        sign_in(node.test_client(), hired, status)


def test_of_two_nodes_that_renew_a_desks_key_at_once_one_does(nodes):
    lead, outcomes = DeskRoom(nodes[0], DISTRICT_TEAM).lead.signed_in, []

    def renew(site):
        try:
            site.desks.rotate(lead, datetime.now(UTC))
            outcomes.append("renewed")
        except RevisionConflict:
            outcomes.append("told")

    at_once(renew, [site_at(node) for node in nodes])
    assert sorted(outcomes) == ["renewed", "told"]
    assert site_at(nodes[1]).desks.find_key(DISTRICT_TEAM).version == 2


def test_the_lines_of_all_nodes_stand_in_one_audit_without_gaps(room, nodes):
    case, sites = room.receive(), [site_at(node) for node in nodes]

    def read(site):
        for _ in range(5):
            line = AuditLine(datetime.now(UTC), CAW, room.lead.id, "read", case.id)
            site.store.cases.read(case.id, CAW, audited(site.keys, line))

    at_once(read, sites * 2)
    lines = sites[1].store.cases.audit_lines(None, datetime.fromtimestamp(0, UTC))
    assert [line.object_id for line, _ in lines].count(case.id) == 21
    assert verify(sites[1].keys, lines).is_whole

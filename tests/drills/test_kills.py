"""A short part of the fault drills: the server is killed while people answer."""

import pytest

from drills._people import Plan
from drills._site import site
from drills.kills import killed


def lost_after(folder, kills):
    with site(folder) as harmed:
        row = killed(harmed, kills, "SQLite, one node")
    assert row.acknowledged > kills
    return row.lost


@pytest.mark.matrix  # some ten seconds of a processor; test_killed and the nodes' tests kill too
def test_a_killed_server_loses_no_answer_that_it_acknowledged(tmp_path):
    assert lost_after(tmp_path, 1) == 0


@pytest.mark.matrix
def test_a_server_killed_again_and_again_loses_none_either(tmp_path):
    assert lost_after(tmp_path, 15) == 0


class Forgetful:
    """A browser to which the site shows an empty question."""

    def ask(self, _address):
        return 200, "", '<form id="question" action="/x"><textarea name="text"></textarea></form>'

    def close(self):
        """Have nothing to close."""


def test_the_drill_sees_an_answer_that_was_lost():
    answer = frozenset([("text", "Woorden")])
    assert Plan(Forgetful(), {"/x": answer}).lost() == ["/x"]
    assert Plan(Forgetful(), {"/x": answer}, {"/x": [frozenset()]}).lost() == []

"""A process that dies while it sends leaves the link and the case, or neither of them."""

import subprocess
import sys
from collections import Counter
from itertools import islice

import pytest

from tests.vault.desks import CAW
from tests.vault.killed import BEFORE, NOW, Residents
from wizard.store import Store


def command(folder, mode):
    return [sys.executable, "-m", "tests.vault.killed", str(folder), mode]


def is_linked(residents, token, case_id):
    opened = residents.drafts.find(token, NOW)
    assert opened.private in (b"", case_id)
    return opened.private == case_id


def is_at_the_desk(residents, case_id):
    case = residents.store.cases.find(case_id)
    return case is not None and not case.is_empty


def halves(store: Store) -> list[str]:
    """Name what is not as often in the store as cases are."""
    everything = store.cases.of_desk(CAW.desk_id) + store.cases.of_desk(CAW.desk_id, closed=True)
    ever = NOW.replace(year=2000)
    counts = Counter(line.action for line, _ in store.cases.audit_lines(None, ever))
    counts |= {f"count {one.value}": one.by for one in store.cases.tallies(CAW.desk_id)}
    counts["mails"] = len(store.cases.waiting_mails(CAW.desk_id))
    gone = sum(case.is_empty for case in everything)
    expected = dict.fromkeys(("send", "count "), len(everything))
    expected |= dict.fromkeys(("withdraw", "count withdrawn"), gone)
    expected["mails"] = len(everything) - gone
    return [name for name in expected if counts[name] != expected[name]]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Return the folder in which processes died, and what they tried."""
    folder = tmp_path_factory.mktemp("killed")
    done = subprocess.run(command(folder, "points"), check=True, capture_output=True, text=True)
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert len(lines) == 2 * (len(BEFORE) + 1)
    return folder, lines


@pytest.fixture
def residents(told):
    residents = Residents(told[0])
    yield residents
    residents.store.close()


def test_a_death_on_the_way_leaves_nothing_half_done(told, residents):
    seen = {}
    for action, token, case_id, point in told[1]:
        linked = is_linked(residents, token, bytes.fromhex(case_id))
        assert linked == is_at_the_desk(residents, bytes.fromhex(case_id)), (action, point)
        seen[action, point] = linked
    done = {("send", "all is done"): True, ("withdraw", "all is done"): False}
    # A point that the other action alone passes: the process then died when all was done.
    done[("send", "the draft is written without the link")] = True
    done[("withdraw", "the draft is written")] = False
    assert seen == {place: done.get(place, place[0] == "withdraw") for place in seen}


def test_a_death_on_the_way_loses_no_count_no_line_and_no_mail(told, residents):
    assert halves(residents.store) == []
    with residents.store._connections.writing() as db:
        db.execute("DELETE FROM mail WHERE rowid = (SELECT min(rowid) FROM mail)")
    assert halves(residents.store) == ["mails"]


@pytest.mark.matrix
@pytest.mark.parametrize("lines", range(1, 61, 2))
def test_a_death_at_any_moment_leaves_nothing_half_done(tmp_path, lines):
    with subprocess.Popen(command(tmp_path, "on"), stdout=subprocess.PIPE, text=True) as sending:
        told = [line.split("\t") for line in islice(sending.stdout, lines)]
        sending.kill()
        told += [line.split("\t") for line in sending.stdout if line.endswith("\n")]
    residents = Residents(tmp_path)
    assert halves(residents.store) == []
    for word, token, case_id in told:
        linked = is_linked(residents, token, bytes.fromhex(case_id))
        assert linked == is_at_the_desk(residents, bytes.fromhex(case_id))
        assert linked or word == "about"
    residents.store.close()

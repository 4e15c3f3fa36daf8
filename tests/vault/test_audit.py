"""The audit shows every line that was changed, dropped, added or moved afterwards."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from wizard.store.cases import AuditLine
from wizard.vault import KeyDirectory
from wizard.vault.audit import audited, verify

EVER = datetime.min.replace(tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def lines(store, keys, now):
    """Return seven lines of two desks as they are stored."""
    for number in range(7):
        desk = "arnhem/caw" if number % 2 else "arnhem/wijkteam"
        line = AuditLine(now + number * SECOND, desk, b"staff", "read", bytes([number]), "x")
        store.cases.append_audit(audited(keys, line))
    return store.cases.audit_lines(None, EVER)


def head_of(lines, number):
    return f"{number}:{lines[number - 1][1].hex()}"


def test_an_untouched_audit_is_whole(keys, lines):
    verdict = verify(keys, lines)
    assert verdict.is_whole
    assert verdict.head == head_of(lines, 7)


def test_an_empty_audit_is_whole(keys):
    assert verify(keys, []).is_whole
    assert verify(keys, []).head == ""


@pytest.mark.parametrize(
    "change",
    [
        {"at": datetime(2026, 3, 2, 9, 30, 24, tzinfo=UTC)},
        {"desk_id": "arnhem/caw2"},
        {"staff_id": b"other"},
        {"action": "export"},
        {"object_id": b""},
        {"detail": ""},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_edited_line_shows(keys, lines, change):
    line, mark = lines[3]
    lines[3] = (replace(line, **change), mark)
    verdict = verify(keys, lines)
    assert (verdict.broken_at, verdict.is_whole) == (4, False)


def test_words_that_move_between_columns_show(keys, lines, store, now):
    line = AuditLine(now, "arnhem/caw", b"staff", "read", detail="plan")
    store.cases.append_audit(audited(keys, line))
    ((_, mark),) = store.cases.audit_lines(None, EVER)[7:]
    moved = replace(line, action="readplan", detail="")
    assert verify(keys, [*lines, (moved, mark)]).broken_at == 8


def test_a_dropped_line_shows(keys, lines):
    for place in range(6):
        assert verify(keys, lines[:place] + lines[place + 1 :]).broken_at == place + 1


def test_lines_that_changed_places_show(keys, lines):
    lines[2], lines[4] = lines[4], lines[2]
    assert verify(keys, lines).broken_at == 3


@pytest.mark.parametrize("mark", [bytes(32), b""])
def test_an_added_line_shows(keys, lines, mark):
    added = AuditLine(lines[0][0].at, "arnhem/caw", b"staff", "read")
    assert verify(keys, [*lines[:5], (added, mark), *lines[5:]]).broken_at == 6


def test_a_repeated_line_shows(keys, lines):
    assert verify(keys, [*lines, lines[6]]).broken_at == 8


def test_marks_of_another_key_directory_show(lines, tmp_path):
    assert verify(KeyDirectory(tmp_path / "other", create=True), lines).broken_at == 1


def test_a_cut_end_shows_against_an_earlier_head(keys, lines):
    head = verify(keys, lines).head
    assert verify(keys, lines[:5]).is_whole
    cut = verify(keys, lines[:5], head)
    assert (cut.is_whole, cut.is_cut, cut.head) == (False, True, head_of(lines, 5))


@pytest.mark.parametrize("number", [1, 4, 7])
def test_an_earlier_head_stays_in_a_longer_audit(keys, lines, number):
    assert verify(keys, lines, head_of(lines, number)).is_whole


def test_a_head_of_another_audit_is_not_in_this_one(keys, lines):
    assert verify(keys, lines, f"4:{bytes(32).hex()}").is_cut
    assert verify(keys, [], head_of(lines, 1)).is_cut


def test_what_is_edited_in_the_database_shows(keys, lines, store):
    with store._connections.writing() as db:
        db.execute("UPDATE audit SET staff_id = x'00' WHERE number = 3")
    assert verify(keys, store.cases.audit_lines(None, EVER)).broken_at == 3
    with store._connections.writing() as db:
        db.execute("DELETE FROM audit WHERE number = 2")
    assert verify(keys, store.cases.audit_lines(None, EVER)).broken_at == 2

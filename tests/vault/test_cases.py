"""Cases open for their desk, as they stand in its list, and for nobody else."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.vault.desks import CAW, HEADER, KEEP, PLAN, REPLY_KEY, WIJKTEAM, noted, sealed_case
from wizard.core.case import CaseHeader, CaseState, CaseWork, Note, Reply, SentPlan, Talk
from wizard.errors import CaseUnreadable, RevisionConflict
from wizard.store.cases import CaseKey
from wizard.vault.cases import (
    changed,
    emptied,
    new_reply_key,
    open_case,
    open_head,
    read_reply,
    resealed,
    rewrap_all,
)
from wizard.vault.hpke import new_private_key

DAY = timedelta(days=1)
SEALED = ("sealed_key", "header", "plan", "work")
TALK = Reply(talk=Talk(at=datetime.fromisoformat("2026-03-09T14:00"), place="Buurthuis"))


@pytest.fixture
def case(now):
    return sealed_case(now)


@pytest.fixture
def opened(case):
    return open_case(case, CAW.keys)


@pytest.fixture
def stored(store, keys, now):
    """Return a function that stores cases."""

    def add(*cases):
        for case in cases:
            store.cases.add(case, tallies=[], audited=noted(keys, now))
        return cases

    return add


def test_the_desk_reads_what_was_sent(case, opened, now):
    assert (opened.header, opened.plan) == (HEADER, PLAN)
    assert [note.by for note in opened.work.notes] == ["Joris"]
    assert (case.state, case.revision, case.received_on) == ("received", 1, now.date())
    assert case.expires_at == datetime(2027, 3, 3, tzinfo=now.tzinfo)


def test_a_list_opens_without_plans(case, opened):
    assert open_head(replace(case, plan=b""), CAW.keys) == replace(
        opened, plan=None, case=replace(case, plan=b"")
    )


def test_a_case_of_a_night_is_of_the_new_day_here(now):
    assert sealed_case(datetime(2026, 12, 31, 23, 30, tzinfo=now.tzinfo)).received_on == date(
        2027, 1, 1
    )


def test_neither_the_row_nor_what_is_opened_shows_a_word(case, opened):
    assert "KANARIE" not in repr(case) + repr(opened)
    assert opened.key.hex() not in repr(opened)
    assert REPLY_KEY not in repr(opened)


def test_the_length_tells_nothing(now):
    small, large = (sealed_case(now, plan=SentPlan(told="x" * size)) for size in (1, 3500))
    assert [len(getattr(small, name)) for name in SEALED[1:]] == [3840] * 3
    assert len(large.plan) == 3840


@pytest.mark.parametrize("keys", [{}, {1: new_private_key()}, WIJKTEAM.keys, {2: CAW.keys[1]}])
def test_another_key_opens_nothing(case, keys):
    for open_it in (open_head, open_case):
        with pytest.raises(CaseUnreadable):
            open_it(case, keys)


@pytest.mark.parametrize(
    "moved",
    [{"desk_id": "arnhem/wijkteam"}, {"id": b"?" * 16}, {"key_version": 2}, {"revision": 2}],
    ids=["desk", "id", "key version", "revision"],
)
def test_a_moved_row_opens_for_nobody(case, moved):
    keys = {**CAW.keys, 2: CAW.keys[1]}
    with pytest.raises(CaseUnreadable):
        open_case(replace(case, **moved), keys)


def test_a_row_moved_to_another_desk_opens_for_neither(store, case, stored, keys, now):
    """Whoever can write in the database moves a case to the list of a desk that they can read."""
    stored(case)
    with store._connections.writing() as db:
        db.execute("UPDATE desk_case SET desk_id = ?", (WIJKTEAM.desk_id,))
    (listed,) = store.cases.of_desk(WIJKTEAM.desk_id)
    whole = store.cases.read(case.id, WIJKTEAM.desk_id, noted(keys, now))
    for desk in (CAW, WIJKTEAM):
        with pytest.raises(CaseUnreadable):
            open_head(listed, desk.keys)
        with pytest.raises(CaseUnreadable):
            open_case(whole, desk.keys)


@pytest.mark.parametrize("name", SEALED)
def test_a_flipped_bit_opens_nothing(case, name):
    sealed = getattr(case, name)
    for at in range(0, len(sealed), 97):
        broken = sealed[:at] + bytes([sealed[at] ^ 1 << at % 8]) + sealed[at + 1 :]
        with pytest.raises(CaseUnreadable):
            open_case(replace(case, **{name: broken}), CAW.keys)


@pytest.mark.parametrize("name", SEALED)
@pytest.mark.parametrize("text", [b"", b"\x01", b"\x01" * 44, b"\x01" * 1200])
def test_what_is_no_seal_opens_nothing(case, name, text):
    with pytest.raises(CaseUnreadable):
        open_case(replace(case, **{name: text}), CAW.keys)


@pytest.mark.parametrize("name", SEALED)
def test_a_field_of_another_case_opens_nothing(case, now, name):
    with pytest.raises(CaseUnreadable):
        open_case(replace(case, **{name: getattr(sealed_case(now), name)}), CAW.keys)


@pytest.mark.parametrize(("one", "other"), [("header", "plan"), ("plan", "work")])
def test_fields_that_changed_places_open_nothing(case, one, other):
    swapped = {one: getattr(case, other), other: getattr(case, one)}
    with pytest.raises(CaseUnreadable):
        open_case(replace(case, **swapped), CAW.keys)


def test_a_change_is_read_back(case, opened, now):
    work = CaseWork(notes=(Note(at=now, by="Anna", text="gebeld"),), outcome="own")
    header = CaseHeader(marked="ster boom", reply_key=REPLY_KEY)
    later, day = now + 30 * DAY, now.date()
    what = {"state": CaseState.TALKED, "assigned_to": b"anna", "first_contact_on": day}
    new = changed(opened, now=later, keep=KEEP, work=work, header=header, reply=TALK, **what)
    again = open_case(new, CAW.keys)
    assert (again.work, again.header, again.plan) == (work, header, PLAN)
    assert (new.state, new.assigned_to, new.first_contact_on) == ("talked", b"anna", day)
    assert new.revision == case.revision + 1
    assert new.expires_at == case.expires_at + 30 * DAY
    assert read_reply(new, REPLY_KEY) == TALK


def test_a_change_of_nothing_keeps_everything(case, opened, now):
    first = changed(opened, now=now, keep=DAY, assigned_to=b"anna", reply=TALK)
    second = changed(open_case(first, CAW.keys), now=now, keep=DAY)
    assert replace(second, revision=2, work=first.work) == first
    assert open_case(second, CAW.keys).work == opened.work


def test_earlier_work_does_not_open_as_the_work_of_now(case, opened, now):
    new = changed(opened, now=now, keep=KEEP, work=CaseWork(outcome="own"))
    with pytest.raises(CaseUnreadable):
        open_head(replace(new, work=case.work), CAW.keys)


def test_the_reply_opens_for_its_resident_only(opened, case, now):
    new = changed(opened, now=now, keep=KEEP, reply=TALK)
    assert read_reply(case, REPLY_KEY) is None
    assert read_reply(new, REPLY_KEY) == TALK
    with pytest.raises(CaseUnreadable):
        read_reply(new, new_reply_key())
    with pytest.raises(CaseUnreadable):
        read_reply(replace(new, id=b"?" * 16), REPLY_KEY)


def test_there_is_no_reply_where_nobody_can_read_it(now):
    opened = open_case(sealed_case(now, header=CaseHeader()), CAW.keys)
    assert changed(opened, now=now, keep=KEEP, reply=TALK).reply == b""


def test_a_handed_over_case_opens_for_the_other_desk_only(opened, now):
    replied = changed(opened, now=now, keep=KEEP, reply=TALK, assigned_to=b"anna")
    work = CaseWork(notes=(Note(at=now, by="Anna", text="voor jullie"),))
    new = resealed(open_case(replied, CAW.keys), WIJKTEAM, now=now, keep=KEEP, work=work)
    there = open_case(new, WIJKTEAM.keys)
    assert (there.header, there.plan, there.work) == (HEADER, PLAN, work)
    assert there.key != opened.key
    assert (new.id, new.reference, new.revision) == (replied.id, replied.reference, 3)
    assert (new.state, new.assigned_to, new.opened_on) == ("received", b"", None)
    assert read_reply(new, REPLY_KEY) is None, "the old desk's talk is off"
    with pytest.raises(CaseUnreadable):
        open_case(new, CAW.keys)


def test_a_case_from_a_list_is_not_handed_over(case, now):
    with pytest.raises(ValueError, match="with its plan"):
        resealed(open_head(case, CAW.keys), WIJKTEAM, now=now, keep=KEEP)


def test_nothing_of_a_withdrawn_case_is_left_but_that_it_was(case, opened, now):
    gone = emptied(changed(opened, now=now, keep=KEEP, reply=TALK, assigned_to=b"anna"), now)
    assert [getattr(gone, name) for name in (*SEALED, "reply")] == [b""] * 5
    assert (gone.state, gone.revision, gone.assigned_to) == ("withdrawn", 3, b"")
    assert gone.expires_at == datetime(2026, 4, 2, tzinfo=now.tzinfo)
    with pytest.raises(CaseUnreadable):
        open_head(gone, CAW.keys)


def test_withdrawing_shortens_a_life_and_never_lengthens_it(now):
    case = sealed_case(now, keep=DAY)
    assert emptied(case, now).expires_at == case.expires_at


def test_after_a_rotation_the_older_key_opens_nothing(store, stored, now):
    cases = stored(*(sealed_case(now) for _ in range(3)))
    new = CAW.rotated()
    assert rewrap_all(store.cases, CAW.keys, new) == 0
    for case in cases:
        found = store.cases.find(case.id)
        assert open_case(found, {2: new.keys[2]}).plan == PLAN
        for keys in (CAW.keys, {2: CAW.keys[1]}):
            with pytest.raises(CaseUnreadable):
                open_case(found, keys)


def test_a_rotation_goes_on_past_cases_that_nobody_can_open(store, stored, now, monkeypatch):
    monkeypatch.setattr("wizard.vault.cases._BATCH", 2)
    broken = [replace(sealed_case(now), sealed_key=b"broken") for _ in range(2)]
    whole = [sealed_case(now) for _ in range(3)]
    stored(*broken, *whole, emptied(sealed_case(now), now), sealed_case(now, WIJKTEAM))
    new = CAW.rotated()
    assert rewrap_all(store.cases, CAW.keys, new) == 2
    assert rewrap_all(store.cases, CAW.keys, new) == 2
    found = [store.cases.find(case.id) for case in whole]
    assert [open_case(case, new.keys).plan for case in found] == [PLAN] * 3
    (elsewhere,) = store.cases.of_desk(WIJKTEAM.desk_id)
    assert elsewhere.key_version == 1


def test_who_changes_a_case_during_a_rotation_is_told(store, stored, keys, now):
    (case,) = stored(sealed_case(now))
    opened = open_case(case, CAW.keys)
    rewrap_all(store.cases, CAW.keys, new := CAW.rotated())
    stale = changed(opened, now=now, keep=KEEP)
    with pytest.raises(RevisionConflict):
        store.cases.change(stale, from_desk=CAW.desk_id, audited=noted(keys, now))
    again = changed(open_case(store.cases.find(case.id), new.keys), now=now, keep=KEEP)
    store.cases.change(again, from_desk=CAW.desk_id, audited=noted(keys, now))
    assert open_case(store.cases.find(case.id), new.keys).plan == PLAN


def test_keys_show_nothing(case):
    key = CaseKey(case.id, case.desk_id, 1, case.sealed_key)
    assert repr(case.sealed_key) not in repr(key)

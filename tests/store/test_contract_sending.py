"""What every back end does when a resident sends and withdraws: all of it or nothing."""

import threading
from functools import partial

import pytest

from tests.store.conftest import NOW
from tests.store.rows_of_cases import (
    CAW,
    DAY,
    WIJKTEAM,
    case_row,
    emptied,
    linking,
    mail_row,
    next_of,
    noted,
    unnoted,
)
from wizard.core.case import CaseState
from wizard.core.tallies import asked
from wizard.errors import CaseNotFound, DraftNotFound, RevisionConflict

WORDS_OF_FAILURE = {"draft": "has changed", "case": r"(?i)unique", "line": "no mark"}


@pytest.fixture
def case(store):
    """Return a case that is stored."""
    case = case_row()
    store.cases.add(case, tallies=[], audited=noted("add"))
    return case


def send(cases, sent, draft, line=None):
    tallies = [asked(case.desk_id, case.received_on) for case in sent]
    lines = [line or noted("send", object_id=case.id) for case in sent]
    cases.send(sent, draft, mails=[mail_row()], tallies=tallies, audited=lines)


def kept(store, session, now):
    """Return all that sending could have changed."""
    mails, tallies = store.cases.waiting_mails(CAW), store.cases.tallies(CAW)
    lines = store.cases.audit_lines(None, now)
    return store.find(session.id, now), store.cases.of_desk(CAW), mails, tallies, lines


def test_a_case_is_sent_with_its_link_its_mail_its_count_and_its_line(store, session, now):
    sent = [case_row(), case_row(desk_id=WIJKTEAM)]
    send(store.cases, sent, linking(session))
    wrap, draft = store.find(session.id, now)
    assert (draft.private.sealed, draft.expires_at) == (b"linked", now + 365 * DAY)
    assert wrap.expires_at == now + DAY
    assert [store.cases.find(case.id) for case in sent] == sent
    assert len(store.cases.waiting_mails(CAW)) == 1
    assert [store.cases.tallies(desk)[0].by for desk in (CAW, WIJKTEAM)] == [1, 1]
    lines = [line.object_id for line, _ in store.cases.audit_lines(None, now)]
    assert lines == [case.id for case in sent]


@pytest.mark.parametrize("wrong", ["draft", "case", "line"])
def test_sending_is_all_or_nothing(store, session, case, now, wrong):
    before = kept(store, session, now)
    draft = linking(session, revision=1 if wrong == "draft" else 2)
    sent = case_row(id=case.id) if wrong == "case" else case_row()
    line = unnoted() if wrong == "line" else None
    with pytest.raises(Exception, match=WORDS_OF_FAILURE[wrong]):
        send(store.cases, [sent], draft, line)
    assert kept(store, session, now) == before


def test_nothing_is_sent_from_a_wiped_draft(store, session):
    case = case_row()
    store.wipe(session.draft_id)
    with pytest.raises(DraftNotFound):
        send(store.cases, [case], linking(session))
    assert store.cases.find(case.id) is None


def test_of_two_tabs_that_send_at_once_one_does(store, session, now):
    ready, refused = threading.Barrier(2), []

    def one(case):
        ready.wait()
        try:
            send(store.cases, [case], linking(session, case.id))
        except RevisionConflict:
            refused.append(case)

    sent = [case_row(), case_row()]
    threads = [threading.Thread(target=one, args=(case,)) for case in sent]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    (found,) = store.cases.of_desk(CAW)
    assert found.id == store.find(session.id, now)[1].private.sealed
    assert [case.id for case in refused] == [case.id for case in sent if case.id != found.id]


def test_withdrawing_leaves_an_empty_case_and_no_link(store, session, case, now):
    gone = emptied(case)
    draft, line = linking(session, b"no link"), noted("withdraw")
    store.cases.withdraw([gone], draft, tallies=[asked(CAW, now.date())], audited=[line])
    assert store.cases.find(case.id) == gone
    assert gone.is_empty
    assert not case.is_empty
    assert store.find(session.id, now)[1].private.sealed == b"no link"
    assert store.cases.of_desk(CAW) == []
    assert store.cases.of_desk(CAW, closed=True) == [gone]


def change(store, session, case, **changes):
    store.cases.change(next_of(case, **changes), from_desk=CAW, audited=noted())


def save(store, session, case):
    draft = linking(session)
    lives = {"draft_until": draft.draft_until, "wrap_until": None}
    store.save(session.draft_id, draft.boxes, wrap_id=session.id, **lives)


def purge(store, session, case):
    change(store, session, case, expires_at=NOW)
    store.purge(NOW)


@pytest.mark.parametrize(
    ("meanwhile", "error"),
    [
        (change, RevisionConflict),
        (partial(change, desk_id=WIJKTEAM), CaseNotFound),
        (save, RevisionConflict),
        (purge, CaseNotFound),
    ],
    ids=["changed", "handed over", "saved", "purged"],
)
def test_withdrawing_is_all_or_nothing(store, session, case, meanwhile, error):
    meanwhile(store, session, case)
    before, held = kept(store, session, NOW), store.cases.find(case.id)
    tallies = [asked(CAW, case.received_on)]
    with pytest.raises(error):
        store.cases.withdraw([emptied(case)], linking(session), tallies=tallies, audited=[noted()])
    assert (kept(store, session, NOW), store.cases.find(case.id)) == (before, held)


def test_nothing_is_withdrawn_without_its_line(store, session, case, now):
    before = kept(store, session, now)
    with pytest.raises(ZeroDivisionError):
        store.cases.withdraw([emptied(case)], linking(session), tallies=[], audited=[unnoted()])
    assert kept(store, session, now) == before


def test_the_desk_of_a_withdrawn_case_is_told_of_a_conflict(store, session, case):
    opened = store.cases.read(case.id, CAW, noted())
    store.cases.withdraw([emptied(case)], linking(session), tallies=[], audited=[])
    with pytest.raises(RevisionConflict):
        store.cases.change(next_of(opened), from_desk=CAW, audited=noted())
    assert store.cases.read(case.id, CAW, noted()).state is CaseState.WITHDRAWN

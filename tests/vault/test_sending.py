"""A plan is sent together with its link, and withdrawn together with it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from tests.vault.desks import CAW, KEEP, PLAN, WIJKTEAM, noted, sealed_case
from tests.vault.test_at_rest import hits
from wizard.core.case import CaseState
from wizard.errors import DraftNotFound, ResidentOnly, RevisionConflict, StorageFull
from wizard.store import Box, Store
from wizard.vault import Dispatch, Drafts, Entry, KeyDirectory
from wizard.vault.audit import verify
from wizard.vault.cases import changed, open_case
from wizard.vault.mails import Letter, seal_mail

DAY = timedelta(days=1)
LINKED, UNLINKED = {Box.PRIVATE: b'{"sent": 1}'}, {Box.PRIVATE: b"{}"}
LETTER = Letter(to="KANARIE@desk.example", subject="KANARIE", text="KANARIE", lang="nl")


@dataclass
class Ends:
    """A resident with a draft at one end, the desk at the other."""

    store: Store
    keys: KeyDirectory
    drafts: Drafts
    entry: Entry
    now: datetime

    @property
    def dispatch(self):
        return Dispatch(self.store, self.keys, self.drafts)

    def draft(self):
        return self.drafts.find(self.entry.token, self.now)

    def send(self, *cases, **more):
        return self.dispatch.send(self.draft(), LINKED, cases, self.now, **more)

    def withdraw(self, *cases):
        ids = [case.id for case in cases]
        return self.dispatch.withdraw(self.draft(), UNLINKED, ids, self.now)

    def read(self, case):
        return self.store.cases.read(case.id, CAW.desk_id, noted(self.keys, self.now))

    def change(self, opened, **changes):
        new = changed(opened, now=self.now, keep=KEEP, **changes)
        line = noted(self.keys, self.now, "change")
        self.store.cases.change(new, from_desk=CAW.desk_id, audited=line)

    def counts(self, desk=CAW):
        found = self.store.cases.tallies(desk.desk_id)
        return {(one.kind.value, one.value): one.by for one in found}

    def lines(self):
        return self.store.cases.audit_lines(None, datetime.min.replace(tzinfo=UTC))


@pytest.fixture
def ends(store, keys, drafts, entry, now):
    return Ends(store, keys, drafts, entry, now)


@pytest.fixture
def sent(ends, now):
    """Return a case that was sent."""
    case = sealed_case(now)
    ends.send(case)
    return case


def test_what_was_sent_is_at_its_desks_and_linked(ends, store, now):
    cases = [sealed_case(now), sealed_case(now, WIJKTEAM)]
    after, found = ends.send(*cases), ends.draft()
    assert found.private == LINKED[Box.PRIVATE]
    assert (found.texts, found.revisions, found.wrap) == (after.texts, after.revisions, after.wrap)
    for case, desk in zip(cases, (CAW, WIJKTEAM), strict=True):
        assert open_case(store.cases.find(case.id), desk.keys).plan == PLAN
        assert ends.counts(desk) == {("asked", ""): 1}
    lines = [(line.action, line.desk_id, line.object_id) for line, _ in ends.lines()]
    assert lines == [("send", case.desk_id, case.id) for case in cases]


def test_a_draft_lives_as_long_as_its_case(ends, now):
    case = sealed_case(now)
    assert ends.send(case).expires_at == case.expires_at == ends.draft().expires_at


@pytest.mark.parametrize(("days", "until"), [(10, KEEP), (400, 400 * DAY)])
def test_a_longer_term_of_the_resident_counts(ends, now, days, until):
    after = ends.send(sealed_case(now), term=days * DAY)
    assert timedelta(0) <= after.expires_at - now - until < DAY


def test_a_draft_that_lives_longer_lives_on(ends, drafts, now):
    longer = drafts.save(ends.draft(), {}, now, 500 * DAY)
    assert ends.send(sealed_case(now)).expires_at == longer.expires_at


def test_a_helper_sends_nothing_and_withdraws_nothing(ends, drafts, sent, now):
    code, _ = drafts.make_helper_code(ends.draft(), now)
    helper = drafts.open_with_code(code, "192.0.2.1", now).draft
    with pytest.raises(ResidentOnly):
        ends.dispatch.send(helper, {}, [sealed_case(now)], now)
    with pytest.raises(ResidentOnly):
        ends.dispatch.withdraw(helper, {}, [sent.id], now)
    assert [case.id for case in ends.store.cases.of_desk(CAW.desk_id)] == [sent.id]


def test_of_two_tabs_that_send_at_once_one_does(ends, now):
    ready = Barrier(2)

    def send(case):
        opened = ends.draft()
        ready.wait()
        try:
            return ends.dispatch.send(opened, {Box.PRIVATE: case.id}, [case], now)
        except RevisionConflict:
            return None

    with ThreadPoolExecutor(2) as tabs:
        done = list(tabs.map(send, [sealed_case(now), sealed_case(now)]))
    assert done.count(None) == 1
    (case,) = ends.store.cases.of_desk(CAW.desk_id)
    assert ends.draft().private == case.id
    assert ends.counts() == {("asked", ""): 1}


def test_a_full_store_leaves_the_draft_as_it_was(ends, store, entry, now):
    with store._connections.reading() as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages}")
    large = {Box.PRIVATE: b"x" * 200_000}
    with pytest.raises(StorageFull):
        ends.dispatch.send(entry.draft, large, [sealed_case(now)], now)
    assert ends.draft() == entry.draft
    assert store.cases.of_desk(CAW.desk_id) == []


def test_no_file_of_the_store_shows_a_word(ends, keys, now, tmp_path):
    about = {"desk_id": CAW.desk_id, "reference": "ABCDEFGH", "now": now}
    mail, private = seal_mail(keys, LETTER, **about), {Box.PRIVATE: b"KANARIE"}
    ends.dispatch.send(ends.draft(), private, [sealed_case(now)], now, mails=[mail])
    assert hits(tmp_path, b"KANARIE") == []
    assert hits(tmp_path, b"ABCDEFGH") != []


def test_what_is_withdrawn_is_empty_and_no_longer_linked(ends, sent):
    after = ends.withdraw(sent)
    assert ends.draft().private == after.private == b"{}"
    (gone,) = ends.store.cases.of_desk(CAW.desk_id, closed=True)
    assert (gone.state, gone.is_empty, gone.id) == (CaseState.WITHDRAWN, True, sent.id)
    assert ends.counts() == {("asked", ""): 1, ("outcome", "withdrawn"): 1}
    assert [line.action for line, _ in ends.lines()] == ["send", "withdraw"]
    assert verify(ends.keys, ends.lines()).is_whole


@pytest.mark.parametrize(
    ("state", "counted"),
    [
        (CaseState.RECEIVED, 1),
        (CaseState.CALLING, 1),
        (CaseState.PLANNED, 1),
        (CaseState.TALKED, 0),
        (CaseState.CLOSED, 0),
    ],
)
def test_only_a_case_without_a_talk_counts_as_withdrawn(ends, sent, state, counted):
    ends.change(open_case(sent, CAW.keys), state=state)
    ends.withdraw(sent)
    assert ends.counts().get(("outcome", "withdrawn"), 0) == counted


def test_what_is_gone_already_is_left_alone(ends, sent, now):
    ends.withdraw(sent)
    after = ends.withdraw(sent, sealed_case(now))
    assert ends.draft().revisions == after.revisions
    assert ends.counts() == {("asked", ""): 1, ("outcome", "withdrawn"): 1}


def test_a_case_is_withdrawn_while_the_desk_has_it_open(ends, sent):
    at_the_desk = open_case(ends.read(sent), CAW.keys)
    ends.withdraw(sent)
    with pytest.raises(RevisionConflict):
        ends.change(at_the_desk, state=CaseState.CALLING)
    assert ends.read(sent).state is CaseState.WITHDRAWN


def test_a_desk_that_changes_a_case_at_that_moment_does_not_stop_withdrawing(
    ends, sent, monkeypatch
):
    cases, states = ends.store.cases, [CaseState.CALLING, CaseState.TALKED]
    withdraw = cases.withdraw

    def after_the_desk(*what, **more):
        if states:
            ends.change(open_case(ends.read(sent), CAW.keys), state=states.pop(0))
        withdraw(*what, **more)

    monkeypatch.setattr(cases, "withdraw", after_the_desk)
    ends.withdraw(sent)
    assert states == []
    assert cases.find(sent.id).is_empty
    assert ends.counts() == {("asked", ""): 1}


def test_a_draft_that_was_saved_or_wiped_meanwhile_stops_withdrawing(ends, drafts, sent, now):
    old = ends.draft()
    saved = drafts.save(old, LINKED, now)
    with pytest.raises(RevisionConflict):
        ends.dispatch.withdraw(old, UNLINKED, [sent.id], now)
    drafts.wipe(saved)
    with pytest.raises(DraftNotFound):
        ends.dispatch.withdraw(saved, UNLINKED, [sent.id], now)
    assert ends.store.cases.find(sent.id) == sent

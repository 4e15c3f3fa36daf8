"""What SQLite promises about cases: no remains, a full disk that hurts nobody, no long walks."""

import pytest

from tests.store.rows_of_cases import (
    CAW,
    DAY,
    SEALED,
    WIJKTEAM,
    case_row,
    emptied,
    linking,
    mail_row,
    next_of,
    noted,
)
from tests.store.test_sqlite import remains
from wizard.errors import StorageFull
from wizard.store.cases import CaseKey
from wizard.store.sqlite import case_statements
from wizard.store.sqlite.store import SqliteStore


@pytest.fixture
def file(tmp_path):
    return tmp_path / "drafts.db"


@pytest.fixture
def store(file):
    store = SqliteStore(str(file))
    yield store
    store.close()


@pytest.fixture
def case(store, session):
    """Return a case that was sent, and that stands in the database and not only in its log."""
    case = case_row()
    store.cases.send([case], linking(session), mails=[], tallies=[], audited=[noted()])
    store._wiping.scrub()
    return case


def sealed(case):
    return [getattr(case, name) for name in SEALED]


def test_what_a_case_holds_is_found_in_the_file(file, case):
    """The positive control of the tests below."""
    assert remains(file, *sealed(case)) == ["drafts.db"]


@pytest.mark.parametrize("how", ["withdraw", "change", "hand over", "purge"])
def test_what_a_case_held_leaves_no_byte_behind(store, file, session, case, how):
    changed = next_of(case, state=case.state)
    store.cases.change(changed, from_desk=CAW, audited=noted())
    match how:
        case "withdraw":
            gone, draft = emptied(changed), linking(session, revision=3)
            store.cases.withdraw([gone], draft, tallies=[], audited=[noted()])
        case "change":
            store.cases.change(emptied(changed), from_desk=CAW, audited=noted())
        case "hand over":
            new = case_row(id=case.id, desk_id=WIJKTEAM, revision=3)
            store.cases.change(new, from_desk=CAW, audited=noted())
        case _:
            store.purge(case.expires_at)
    assert remains(file, *sealed(case)) == []


def test_a_mail_about_a_withdrawn_case_leaves_no_byte_behind(store, file, session, case):
    mail, next_case = mail_row(reference=case.reference), next_of(case)
    store.cases.change(next_case, from_desk=CAW, mails=[mail], audited=noted())
    draft = linking(session, revision=3)
    assert remains(file, mail.sealed) != []
    store.cases.withdraw([emptied(next_case)], draft, tallies=[], audited=[noted()])
    assert remains(file, mail.sealed) == []


def test_a_mail_that_was_sent_leaves_no_byte_behind(store, file, case):
    mail = mail_row()
    store.cases.change(next_of(case), from_desk=CAW, mails=[mail], audited=noted())
    assert remains(file, mail.sealed) != []
    store.cases.sent_mail(mail.id)
    assert remains(file, mail.sealed) == []


def test_an_older_key_leaves_no_byte_behind(store, file, case):
    old = CaseKey(case.id, CAW, 1, case.sealed_key)
    assert store.cases.swap_keys([(old, CaseKey(case.id, CAW, 2, b"new"))]) == 1
    assert remains(file, case.sealed_key) == []


def fill_up(store):
    with store._connections.reading() as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages}")


def test_sending_to_a_full_disk_leaves_draft_and_desk_as_they_were(store, session, now):
    before, case = store.find(session.id, now), case_row(plan=bytes(200_000))
    fill_up(store)
    with pytest.raises(StorageFull):
        store.cases.send([case], linking(session), mails=[], tallies=[], audited=[noted()])
    assert store.find(session.id, now) == before
    assert store.cases.of_desk(CAW) == store.cases.audit_lines(None, now) == []


def test_withdrawing_works_on_a_full_disk(store, file, session, case):
    fill_up(store)
    draft = linking(session, b"no link", revision=3)
    store.cases.withdraw([emptied(case)], draft, tallies=[], audited=[noted()])
    assert remains(file, *sealed(case)) == []


@pytest.mark.parametrize("disk", ["roomy", "full"])
def test_withdrawing_uses_the_ballast(store, session, case, monkeypatch, disk):
    ballast, write = store._wiping._ballast._path, store._wiping._write
    assert store.tidy()

    def full_while_the_ballast_stands(run):
        if ballast.exists() and disk == "full":
            raise StorageFull("the store is full")
        return write(run)

    monkeypatch.setattr(store._wiping, "_write", full_while_the_ballast_stands)
    draft = linking(session, revision=3)
    store.cases.withdraw([emptied(case)], draft, tallies=[], audited=[noted()])
    assert store.cases.find(case.id).is_empty
    assert ballast.exists() == (disk == "roomy")


STATEMENTS = {
    "open cases": case_statements.OPEN_CASES,
    "closed cases": case_statements.CLOSED_CASES,
    "change": case_statements._CHANGE_CASE,
    "rotation": case_statements.KEYS_BEFORE,
    "mail": case_statements.CLAIM_MAIL,
    "purge": "SELECT id FROM desk_case WHERE expires_at <= :now LIMIT 20",
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_no_statement_walks_through_a_table_or_sorts_it(store, case, name):
    row = case_statements._case_row(case)
    row |= {"from_desk": CAW, "after": b"", "version": 2, "limit": 9, "now": 0, "until": 0}
    with store._connections.reading() as db:
        steps = db.execute("EXPLAIN QUERY PLAN " + STATEMENTS[name], row).fetchall()
    assert steps
    assert not [step[3] for step in steps if step[3].startswith(("SCAN", "USE TEMP B-TREE"))]


def test_a_purge_of_mails_and_cases_waits_for_nobody_long(store, case, now):
    """Its batches are small: those who save come in between."""
    seen, write = [], store._wiping._write
    for _ in range(45):
        store.cases.add(case_row(expires_at=now), tallies=[], audited=noted())
    store._wiping._write = lambda run: seen.append(len(store.cases.of_desk(CAW))) or write(run)
    store.purge(now + DAY)
    left = sorted(set(seen), reverse=True)
    assert left == [46, 36, 26, 16, 6, 1]

"""What PostgreSQL promises between nodes: rows that another one holds are waited for or passed."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest

from tests.store.rows_of_cases import CAW, case_row, mail_row, next_of, noted, unnoted
from tests.store.rows_of_staff import a_colleague, a_desk, a_grant, a_key, an_invitation, join
from wizard.errors import StaffNotFound
from wizard.store import open_store

HOUR = timedelta(hours=1)
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


@pytest.fixture
def url(postgres_url):
    return postgres_url


@pytest.fixture
def store(url):
    store = open_store(url)
    yield store
    store.close()


@pytest.fixture
def node(url, store):
    """Return a connection with a transaction, as another node has one."""
    with psycopg.connect(url) as node:
        yield node


def until_somebody_waits(url):
    give_up_at, pause = time.monotonic() + 10, threading.Event()
    with psycopg.connect(url, autocommit=True) as watch:
        while watch.execute(WAITING).fetchone() == (0,):
            assert time.monotonic() < give_up_at
            pause.wait(0.01)


def test_a_mail_that_another_node_is_taking_is_passed_over(store, node, now):
    case, mails = case_row(), [mail_row(), mail_row()]
    store.cases.add(case, tallies=[], audited=noted())
    store.cases.change(next_of(case), from_desk=CAW, mails=mails, audited=noted())
    node.execute("SELECT 1 FROM mail WHERE id = %s FOR UPDATE", (mails[0].id,))
    assert store.cases.claim_mail(now, now + HOUR).id == mails[1].id
    assert store.cases.claim_mail(now, now + HOUR) is None
    node.rollback()
    assert store.cases.claim_mail(now, now + HOUR).id == mails[0].id


def test_the_audit_has_no_gap_where_a_transaction_was_undone(store, node):
    store.cases.append_audit(noted())
    with pytest.raises(ZeroDivisionError):
        store.cases.append_audit(unnoted())
    store.cases.append_audit(noted())
    numbers = node.execute("SELECT number FROM audit ORDER BY number").fetchall()
    assert numbers == [(1,), (2,)]


def test_who_gives_a_key_while_the_colleague_is_removed_is_told(store, node, url, now):
    store.staff.add_desk(a_desk(), a_key(), an_invitation(now), noted())
    lead = join(store.staff, a_colleague(), now)
    node.execute("DELETE FROM staff WHERE id = %s", (lead.id,))
    with ThreadPoolExecutor(1) as elsewhere:
        giving = elsewhere.submit(store.staff.grant, [a_grant(lead)], noted())
        until_somebody_waits(url)
        node.commit()
        with pytest.raises(StaffNotFound):
            giving.result()

"""What PostgreSQL alone promises: nodes side by side, and nothing said to be kept that is not."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from threading import Barrier

import psycopg
import pytest

from tests.store.cut_line import CutLine
from wizard.errors import DraftNotFound, StorageFailed
from wizard.store import Box, SealedBox, WrapKind, open_store
from wizard.store.cases import DraftSave
from wizard.store.postgres import connections as connecting
from wizard.store.postgres import draft_statements as statements
from wizard.store.postgres import wiping

DAY = timedelta(days=1)
ROUNDS = 10


@pytest.fixture(params=["postgres_url", "serializable_url"])
def url(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def alone(postgres_url):
    """Return a store at the usual isolation, where what is tested has no races in it."""
    with closing(open_store(postgres_url)) as store:
        yield store


def change(store, wrap, revision, now):
    boxes = {Box.SHARED: SealedBox(revision, b"new")}
    store.save(wrap.draft_id, boxes, draft_until=now + DAY, wrap_id=wrap.id, wrap_until=None)


@pytest.mark.parametrize("cut_at", ["question", "answer"])
def test_a_commit_without_an_answer_is_never_acknowledged(postgres, tmp_path, cut_at):
    line = CutLine(tmp_path, postgres.folder)
    with closing(line), closing(connecting.Connections(line.url)) as connections:
        connections.writing(lambda db: db.execute("DROP TABLE IF EXISTS told"))
        connections.writing(lambda db: db.execute("CREATE TABLE told (number integer)"))
        line.cut_at = cut_at
        with pytest.raises(StorageFailed, match="not known"):
            connections.writing(lambda db: db.execute("INSERT INTO told SELECT 1"))
        connections.writing(lambda db: db.execute("INSERT INTO told SELECT 2"))
        kept = connections.reading(lambda db: db.execute("SELECT number FROM told").fetchall())
    assert sorted(kept) == ([(2,)] if cut_at == "question" else [(1,), (2,)])


def test_a_database_that_only_reads_fails_by_name_and_recovers_by_itself(
    alone, postgres, draft, new_wrap, monkeypatch
):
    monkeypatch.setattr(connecting, "_SHORTEST_REST_SECONDS", 0)
    with psycopg.connect(postgres.url(), autocommit=True) as person:
        person.execute("ALTER DATABASE drafts SET default_transaction_read_only = on")
        with closing(open_store(postgres.url("drafts"))) as store, pytest.raises(StorageFailed):
            store.create(draft, [new_wrap(draft)])
        person.execute("ALTER DATABASE drafts RESET default_transaction_read_only")
    alone.create(draft, [new_wrap(draft, WrapKind.CODE)])


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_two_nodes_that_hit_one_counter_count_exactly(store, now):
    nodes = [in_a_child(lambda: [store.hit(b"key", now, DAY) for _ in range(50)]) for _ in "ab"]
    assert [os.waitpid(node, 0)[1] for node in nodes] == [0, 0]
    assert store.hit(b"key", now, DAY) == 101


def in_a_child(run):
    """Run something in a process of its own, which ends well if it did."""
    child = os.fork()
    if child == 0:
        try:
            run()
            os._exit(0)
        finally:
            os._exit(1)
    return child


def test_a_draft_goes_when_its_last_two_wraps_go_at_one_moment(store, new_draft, new_wrap, now):
    with ThreadPoolExecutor(2) as people:
        for _ in range(ROUNDS):
            draft = new_draft()
            wraps = [new_wrap(draft), new_wrap(draft, WrapKind.CODE)]
            store.create(draft, wraps)
            both = Barrier(2)

            def drop(wrap, both=both):
                both.wait()
                store.drop_wrap(wrap.id)

            list(people.map(drop, wraps))
            with pytest.raises(DraftNotFound):
                store.add_wrap(new_wrap(draft))


def test_two_new_codes_at_one_moment_leave_one(store, draft, session, new_wrap, now):
    with ThreadPoolExecutor(2) as people:
        for _ in range(ROUNDS):
            codes = [new_wrap(draft, WrapKind.CODE) for _ in range(2)]
            list(people.map(lambda code: store.add_wrap(code, replaces=WrapKind.CODE), codes))
            assert [store.find(code.id, now) is None for code in codes].count(False) == 1


def test_a_purge_passes_over_what_another_node_holds(alone, postgres_url, new_draft, new_wrap, now):
    drafts = [new_draft(expires_at=now) for _ in range(120)]
    for draft in drafts:
        alone.create(draft, [new_wrap(draft, WrapKind.CODE)])
    with psycopg.connect(postgres_url) as other:
        other.execute("SELECT 1 FROM draft WHERE id = %s FOR UPDATE", (drafts[0].id,))
        assert alone.purge(now) == 119
    assert alone.purge(now) == 1


def test_a_save_touches_no_index(alone, new_draft, new_wrap, now):
    draft = new_draft()
    wrap = new_wrap(draft)
    alone.create(draft, [wrap])
    boxes = {Box.SHARED: SealedBox(2, b"n" * 3840)}
    saved = DraftSave(draft.id, boxes, draft.expires_at, wrap.id, wrap.expires_at)
    hot = """
        SELECT pg_stat_get_xact_tuples_updated(oid), pg_stat_get_xact_tuples_hot_updated(oid)
        FROM pg_class WHERE relname = ANY ('{draft,wrap}') ORDER BY relname
    """

    def run(db):
        statements.save(db, saved)
        return db.execute(hot).fetchall()

    assert alone._connections.writing(run) == [(1, 1), (0, 0)]


def test_what_was_deleted_is_vacuumed_but_not_all_the_time(alone, monkeypatch):
    alone.wipe(b"?" * 16)
    assert alone.tidy()
    alone.wipe(b"?" * 16)
    assert not alone.tidy()
    monkeypatch.setattr(alone._wiping, "_may_vacuum_at", 0)
    monkeypatch.setattr(wiping, "_VACUUM", "VACUUM (SKIP_LOCKED) draft")
    assert alone.tidy()

"""What lies on the disk: no word, no code, no token, no key; and a shared wrap opens one box."""

import base64
from dataclasses import replace
from datetime import timedelta

import pytest

from wizard.errors import BoxUnreadable, ResidentOnly, WrapUnreadable
from wizard.store import Box, WrapKind
from wizard.vault.boxes import open_box
from wizard.vault.lifetimes import Lifetimes
from wizard.vault.locks import Locks
from wizard.vault.secret import new_token, token_secret
from wizard.vault.wraps import Contents

WORDS = b"KANARIE ik wil weer met hout werken"
SECRET_WORDS = b"KANARIE ik heb schulden"


def disk(folder) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file() and ".ballast" not in path.name]
    return {path.name: path.read_bytes() for path in files}


def encodings(text: bytes) -> list[bytes]:
    wide = text.decode().encode("utf-16-le")
    return [text, wide, text.hex().encode(), base64.b64encode(text)[:-4]]


def hits(folder, *texts: bytes) -> list[str]:
    probes = [form for text in texts for form in encodings(text)]
    return [name for name, held in disk(folder).items() if any(probe in held for probe in probes)]


@pytest.fixture
def lived_in(drafts, now):
    """Return what must not be on disk after a session with everything in it."""
    entry = drafts.start(WORDS, SECRET_WORDS, now)
    opened = drafts.save(entry.draft, {Box.SHARED: WORDS + b"!", Box.PRIVATE: SECRET_WORDS}, now)
    code, opened = drafts.make_code(opened, now)
    device = drafts.keep_on_device(opened, now)
    back = drafts.open_with_code(code, "203.0.113.77", now)
    texts = [WORDS, SECRET_WORDS, b"KANARIE", code.encode(), code[:8].encode()]
    tokens = [entry.token.encode(), device.encode(), back.token.encode(), b"203.0.113.77"]
    return [*texts, *tokens, *opened.contents.keys.values(), opened.secret.key]


def test_nothing_readable_lies_on_the_disk(lived_in, tmp_path):
    printable = [text for text in lived_in if text.isascii()]
    assert hits(tmp_path, *printable) == []
    held = disk(tmp_path)
    assert "drafts.db-wal" in held
    assert not [name for name, file in held.items() if any(text in file for text in lived_in)]


def test_the_search_finds_what_is_there(lived_in, tmp_path):
    """The positive control: each encoding of a canary in a file is seen."""
    for form in encodings(WORDS):
        (tmp_path / "leak").write_bytes(b"before " + form + b" after")
        assert hits(tmp_path, WORDS) == ["leak"]


def test_short_and_long_drafts_look_alike(drafts, store, now):
    drafts.start(b"{}", b"{}", now)
    drafts.start(b"x" * 3000, b"y" * 3000, now)
    with store._connections.reading() as db:
        sizes = db.execute("SELECT length(shared), length(private) FROM draft").fetchall()
    assert sizes == [(3840, 3840), (3840, 3840)]


@pytest.fixture
def shared_only(store, keys, drafts, now):
    """Return a draft opened by a wrap that holds the key of the shared box alone."""
    owner = drafts.start(WORDS, SECRET_WORDS, now).draft
    token = new_token()
    contents = Contents({Box.SHARED: owner.contents.keys[Box.SHARED]})
    locks = Locks(keys, Lifetimes(timedelta(days=30)))
    store.add_wrap(locks.wrap(token_secret(token), owner.id, WrapKind.SESSION, contents, now))
    return owner, drafts.find(token, now)


def test_a_shared_wrap_does_not_open_the_private_box(shared_only, store, now):
    owner, opened = shared_only
    assert (opened.shared, opened.private) == (WORDS, None)
    assert set(opened.contents.keys) == {Box.SHARED}
    _, row = store.find(opened.wrap.id, now)
    with pytest.raises(BoxUnreadable):
        open_box(opened.contents.keys[Box.SHARED], row.id, Box.PRIVATE, 1, row.private.sealed)
    assert owner.derive("urls") == opened.derive("urls")


def test_a_shared_wrap_saves_the_shared_box_alone_and_passes_nothing_on(shared_only, drafts, now):
    _, opened = shared_only
    saved = drafts.save(opened, {Box.SHARED: b"helped"}, now)
    with pytest.raises(KeyError):
        drafts.save(saved, {Box.PRIVATE: b"forged"}, now)
    with pytest.raises(ResidentOnly):
        drafts.keep_on_device(saved, now)


@pytest.mark.parametrize("box", list(Box))
def test_a_box_put_back_or_moved_is_noticed(drafts, store, now, box):
    """Whoever writes in the database can destroy a draft, not change or age it unseen."""
    owner = drafts.start(b"one", b"a", now)
    _, old = store.find(owner.draft.wrap.id, now)
    drafts.save(owner.draft, {box: b"two"}, now)
    aged = {box: replace(getattr(old, box), revision=3)}
    until = old.expires_at
    store.save(old.id, aged, draft_until=until, wrap_id=owner.draft.wrap.id, wrap_until=None)
    with pytest.raises(BoxUnreadable):
        drafts.find(owner.token, now)


def test_a_wrap_moved_to_another_draft_opens_nothing(drafts, store, now):
    first, second = drafts.start(b"one", b"a", now), drafts.start(b"two", b"b", now)
    with store._connections.writing() as db:
        sql = "UPDATE wrap SET draft_id = ? WHERE draft_id = ?"
        db.execute(sql, (second.draft.id, first.draft.id))
    with pytest.raises(WrapUnreadable):
        drafts.find(first.token, now)

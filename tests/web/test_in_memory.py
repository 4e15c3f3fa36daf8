"""What is in a person's file lies on no disk and in no log, but for the encrypted draft."""

import io
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, Request

from tests.web.canaries import contents, find, words
from tests.web.conftest import make_app
from tests.web.files import NAME, come_in_with, download, send_file, told
from tests.web.plans import draft_in
from wizard.core.strict_json import FILE_MOST_BYTES
from wizard.settings import Settings
from wizard.web.inmemory import InMemoryRequest
from wizard.web.site import EXTENSION

CANARIES = words(8)
OPENED: list[str] | None = None
"""The files that this process writes while somebody listens; None while nobody does."""

WRITING = {"w", "a", "x", "+"}


def listen(event: str, given: tuple) -> None:
    """Note each file that is opened to write in; an audit hook stays for good."""
    if OPENED is not None and event == "open" and isinstance(given[0], str):
        mode, flags = given[1] or "", given[2] or 0
        if WRITING & set(mode) or flags & 0b11:
            OPENED.append(given[0])


sys.addaudithook(listen)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are written during this test."""
    noted: list[str] = []
    monkeypatch.setattr(sys.modules[__name__], "OPENED", noted)
    return noted


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("in-memory")


@pytest.fixture(scope="module")
def app(folder: Path, log: io.StringIO) -> Iterator[Flask]:
    (folder / "tmp").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(folder / "tmp"))
        url = f"sqlite:///{folder}/drafts/drafts.db"
        app = make_app(Settings(database_url=url, key_dir=folder / "keys"))
        yield app
        app.extensions[EXTENSION].pdf.close()
        app.extensions[EXTENSION].store.close()


def file_with(canary: str, *, size: int = 0) -> bytes:
    """A file of ours with a canary in it, and as large as asked."""
    answers = {"hope": {"text": canary}, "moon": {"text": canary}, canary: {}}
    draft = {"shared": {"answers": answers}, "more": "x" * size}
    return json.dumps({"startplan": 1, "draft": draft}, ensure_ascii=False).encode()


def in_tmp(written: list[str], folder: Path) -> list[str]:
    return [path for path in written if path.startswith(str(folder / "tmp"))]


def test_a_large_file_is_never_written_to_the_disk(client, folder, written):
    come_in_with(client, file_with(CANARIES[0], size=FILE_MOST_BYTES - 9_000))
    assert draft_in(client).answers["hope"].text == CANARIES[0]
    assert in_tmp(written, folder) == []


def test_without_our_kind_of_request_it_would_have_been(app, client, folder, written, monkeypatch):
    monkeypatch.delattr(InMemoryRequest, "_get_file_stream")
    assert InMemoryRequest._get_file_stream is Request._get_file_stream
    send_file(client, b"x" * 600_000)
    assert in_tmp(written, folder)


def test_words_of_a_file_are_in_no_log_and_only_encrypted_in_the_database(client, folder, log):
    come_in_with(client, file_with(CANARIES[1], size=600_000))
    for raw in (CANARIES[2].encode(), b'{"' + CANARIES[3].encode() + b'": 1, "'):
        assert send_file(client, raw).status_code == 422
    assert CANARIES[1] in json.dumps(told(download(client)), ensure_ascii=False)
    secrets = [*CANARIES[1:4], NAME]
    assert [*find(secrets, log.getvalue().encode())] == []
    found = {path for path, content in contents(folder) if [*find(secrets, content)]}
    assert found == set()
    assert any(path.endswith("drafts.db-wal") for path, _ in contents(folder))


def test_a_fault_while_reading_logs_its_place_and_nothing_else(client, log, monkeypatch):
    def fail(raw: bytes, *_: object) -> None:
        raise ValueError(raw)

    monkeypatch.setattr("wizard.web.openfile.open_file", fail)
    start = len(log.getvalue())
    assert send_file(client, file_with(CANARIES[4])).status_code == 500
    said = log.getvalue()[start:]
    assert "ValueError at" in said
    assert [*find([CANARIES[4], NAME], said.encode())] == []

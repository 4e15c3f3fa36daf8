"""What a load balancer may ask: it gets a word, whatever name it asks under, and no page."""

import shutil
from http import HTTPStatus

import pytest

from tests.web.conftest import make_app
from wizard.errors import StorageFailed
from wizard.settings import Settings
from wizard.vault import KeyDirectory
from wizard.web.probes import LIVES, WORKS
from wizard.web.site import EXTENSION

BALANCER = "http://10.0.0.7:8001"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("node")


@pytest.fixture(scope="module")
def node(folder):
    """A node with names of its own, and a desk's name."""
    app = make_app(
        Settings(
            database_url=f"sqlite:///{folder}/d/drafts.db",
            key_dir=folder / "keys",
            trusted_hosts=("plan.example",),
            desk_host="balie.example",
        )
    )
    yield app
    app.extensions[EXTENSION].store.close()


def ask(node, path, method="GET"):
    return node.test_client().open(path, method=method, base_url=BALANCER)


@pytest.mark.parametrize("path", [LIVES, WORKS])
def test_a_node_answers_by_its_number_and_tells_nothing_else(node, path):
    answer = ask(node, path)
    assert (answer.status_code, answer.data, answer.mimetype) == (200, b"OK\n", "text/plain")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert ask(node, path, "HEAD").data == b""
    assert ask(node, "/arnhem/nl/").status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("path", [LIVES, WORKS])
def test_nothing_can_be_sent_to_a_probe(node, path):
    sent = node.test_client().post(path, base_url="https://plan.example")
    assert sent.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}


def test_without_its_database_a_node_lives_and_does_not_work(node, monkeypatch):
    def gone(_self):
        raise StorageFailed("gone")

    monkeypatch.setattr(type(node.extensions[EXTENSION].store), "ping", gone)
    assert (ask(node, LIVES).status_code, ask(node, WORKS).status_code) == (200, 503)
    assert ask(node, WORKS).data == b"Service Unavailable\n"


def test_without_its_keys_a_node_lives_and_does_not_work(node, folder):
    keys, away = folder / "keys", folder / "away"
    keys.rename(away)
    assert (ask(node, LIVES).status_code, ask(node, WORKS).status_code) == (200, 503)
    KeyDirectory(keys, create=True)
    assert ask(node, WORKS).status_code == HTTPStatus.SERVICE_UNAVAILABLE  # not those keys
    shutil.rmtree(keys)
    away.rename(keys)
    assert ask(node, WORKS).status_code == HTTPStatus.OK

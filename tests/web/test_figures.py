"""Figures tell how a node does, and nothing of what one person does."""

import logging
import re
import urllib.request
from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from tests.web.browser import PLACE
from tests.web.canaries import find, words
from tests.web.codes import come_in, make_code
from tests.web.conftest import make_app
from tests.web.plans import alone, give
from tests.web.waiting import put
from wizard import figures
from wizard.core.answers import Answer
from wizard.errors import Busy, StorageFailed
from wizard.handout.workers import PdfWorkers
from wizard.housekeeping import Housekeeping
from wizard.settings import Settings
from wizard.vault.gate import Gate
from wizard.web.site import EXTENSION

TOLD = words(2)
LABELS = re.compile(r'(\w+)="([^"]*)"')
MAY_SAY = {
    "group": {"open", "plan", "code", "paper", "desk", "nothing"},
    "status": {"2xx", "3xx", "4xx", "5xx"},
    "what": {"code", "sign-in", "pdf"},
    "result": {"made", "failed"},
    "job": {"sweep", "tidy"},
    "state": {"waiting", "given up"},
    "which": {"oldest", "newest"},
    "le": {"+Inf", *(f"{float(bound)}" for bound in figures.SECONDS)},
    "kind": {"Busy", "StorageFailed", "PdfFailed", "TooManyTries", "Fault"},
}


class Node:
    """A site with its figures."""

    def __init__(self, app):
        self.app, self.site = app, app.extensions[EXTENSION]
        self.registry = CollectorRegistry()
        self.housekeeping = Housekeeping(self.site.store, self.site.keys)
        self.registry.register(figures.NodeFigures(self.site, self.housekeeping))
        figures.count_answers(app, self.registry)
        figures.count_alarms(self.registry)

    def text(self):
        return generate_latest(self.registry).decode()

    def value(self, name, **labels):
        return self.registry.get_sample_value(f"startplan_{name}", labels)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures")
    app = make_app(
        Settings(database_url=f"sqlite:///{folder}/d/drafts.db", key_dir=folder / "keys")
    )
    yield app
    app.extensions[EXTENSION].store.close()


@pytest.fixture
def node(app):
    app._got_first_request = False  # each test begins to count anew
    yield Node(app)
    logging.getLogger("wizard.alarm").handlers.clear()


def test_no_figure_holds_what_somebody_told_or_which_page_they_saw(node, monkeypatch):
    monkeypatch.setattr(PdfWorkers, "render", lambda _self, _paper: b"%PDF-1.7")
    client = node.app.test_client()
    give(client, alone(hope=Answer(text=TOLD[0], lang="nl", revision=1)))
    come_in(node.app.test_client(), make_code(client))
    for path in ("/plan/", "/controle/", "/privacy", f"/{TOLD[1]}", "/verder/?x=1"):
        client.get(PLACE + path, headers={"User-Agent": TOLD[1]})
    text = node.text()
    assert [*find(TOLD, text.encode())] == []
    for name, value in LABELS.findall(text):
        assert value in MAY_SAY[name], (name, value)
    assert node.value("answer_seconds_count", group="plan", status="2xx") >= 2
    assert node.value("answer_seconds_count", group="code", status="3xx") >= 1


def test_the_check_of_labels_would_see_an_address():
    registry = CollectorRegistry()
    figures.Counter("asked", "asked", ("group",), registry=registry).labels("/plan").inc()
    [(name, value)] = LABELS.findall(generate_latest(registry).decode())[:1]
    assert value not in MAY_SAY[name]


def test_failures_are_counted_by_their_kind_and_ours_apart_from_faults(node, monkeypatch):
    client = node.app.test_client()
    for failure in (StorageFailed("away"), Busy(3), ValueError(TOLD[0])):

        def fail(*_, failure=failure):
            raise failure

        monkeypatch.setitem(node.app.view_functions, "information.privacy", fail)
        client.get(PLACE + "/privacy")
    kinds = ("StorageFailed", "Busy", "Fault")
    assert [node.value("failures_total", kind=kind) for kind in kinds] == [1, 1, 1]
    assert node.value("answer_seconds_count", group="open", status="5xx") == 3
    assert [*find(TOLD, node.text().encode())] == []


def test_who_is_refused_in_a_rush_is_counted(node, monkeypatch):
    for place, name in ((node.site.drafts, "_opening"), (node.site.accounts, "_gate")):
        gate = Gate(running=1, waiting=0)
        monkeypatch.setattr(place, name, gate)
        with gate, pytest.raises(Busy):
            gate.__enter__()
    refused = [node.value("refused_total", what=what) for what in ("code", "sign-in", "pdf")]
    assert refused == [1, 1, 0]


def test_transactions_that_were_begun_anew_are_counted(node, monkeypatch):
    assert node.value("transactions_run_again_total") == 0
    monkeypatch.setattr(type(node.site.store), "run_again", 3)
    assert node.value("transactions_run_again_total") == 3


def test_mails_that_wait_are_counted_with_how_long(node):
    now = datetime.now(UTC)
    assert node.value("mail_oldest_seconds") == 0
    for hours in (1, 3, 24 * 6):
        put(node.site.store, node.site.keys, "arnhem/caw", now - timedelta(hours=hours))
    assert node.value("mails", state="waiting") == 2
    assert node.value("mails", state="given up") == 1
    assert node.value("mail_oldest_seconds") == pytest.approx(3 * 3600, abs=60)


def test_the_work_of_each_hour_and_the_weekly_keys_show(node):
    assert node.value("housekeeping_time_seconds", job="sweep") == 0
    node.housekeeping._work(sweeping=True)
    at = datetime.now(UTC).timestamp()
    for job in ("sweep", "tidy"):
        assert node.value("housekeeping_time_seconds", job=job) == pytest.approx(at, abs=60)
    newest, oldest = (node.value("pepper_age_seconds", which=one) for one in ("newest", "oldest"))
    assert newest == pytest.approx(oldest, abs=1)
    assert 0 <= newest < timedelta(weeks=1).total_seconds()


def test_an_alarm_in_the_log_is_counted_without_its_words(node):
    logging.getLogger("wizard.alarm").critical(TOLD[0])
    assert node.value("alarms_total") == 1
    assert [*find(TOLD, node.text().encode())] == []


def test_without_a_database_the_figures_say_so(node, monkeypatch):
    assert node.value("ready") == 1

    def away(*_):
        raise StorageFailed("away")

    monkeypatch.setattr(type(node.site.store), "ping", away)
    monkeypatch.setattr(type(node.site.store.cases), "mail_queue", away)
    assert (node.value("ready"), node.value("mails", state="waiting")) == (0, None)
    assert node.value("pdfs_total", result="made") == 0


def test_figures_are_shown_on_their_own_port_only(node, monkeypatch):
    doors = []
    start = figures.start_http_server
    monkeypatch.setattr(figures, "start_http_server", lambda *how: doors.append(start(0, *how[1:])))
    settings = Settings(metrics_port=9464)
    figures.show_figures(node.app, settings, node.housekeeping)
    [(server, thread)] = doors
    with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/metrics") as answer:
        assert b"startplan_ready 1.0" in answer.read()
    assert node.app.test_client().get("/metrics").status_code == 404
    server.shutdown()
    thread.join()
    server.server_close()

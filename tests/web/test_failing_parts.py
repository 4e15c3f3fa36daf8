"""When a part of the machine fails: plain words, the right status, nothing lost or half done."""

import shutil
import sqlite3
import threading
from contextlib import closing
from unittest.mock import Mock

import pytest

from tests.web.browser import PLACE
from tests.web.conftest import make_app
from tests.web.plans import alone, ask, draft_in, give
from wizard.errors import Busy, KeysMissing, PdfFailed, StorageFailed
from wizard.handout.workers import PdfWorkers
from wizard.settings import Settings
from wizard.web.site import EXTENSION

TYPED = "Dit typte ik net nog"


@pytest.fixture
def own_app(tmp_path):
    """A site that a test may break."""
    url = f"sqlite:///{tmp_path}/drafts/drafts.db"
    app = make_app(Settings(database_url=url, key_dir=tmp_path / "keys"))
    yield app
    app.extensions[EXTENSION].store.close()


@pytest.fixture
def typing(own_app):
    """A browser in which somebody has just typed an answer."""
    browser = own_app.test_client()
    give(browser, alone())
    ask(browser, "hope")
    browser.write(TYPED)
    return browser


def connection_of(browser):
    return browser.application.extensions[EXTENSION].store._connections._database()


def test_a_full_disk_keeps_what_was_typed_and_the_old_answer(typing):
    database = connection_of(typing)
    (pages,) = database.execute("PRAGMA page_count").fetchone()
    database.execute(f"PRAGMA max_page_count={pages}").fetchone()
    long = "\U0001f415" * 2000
    typing.write(long)
    page = typing.press("Verder", 507)
    assert page.heading == "Wij kunnen nu niets bewaren of openen"
    assert page.hidden()["text"] == long
    assert draft_in(typing) == alone()
    database.execute("PRAGMA max_page_count=1073741823").fetchone()
    typing.press("Probeer opnieuw")
    assert draft_in(typing).answers["hope"].text == long


def test_a_locked_database_offers_another_try(typing, tmp_path):
    connection_of(typing).execute("PRAGMA busy_timeout=1")
    with closing(sqlite3.connect(tmp_path / "drafts/drafts.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        page = typing.press("Verder", 503)
        assert page.heading == "Het is nu druk"
        assert page.hidden()["text"] == TYPED
        assert draft_in(typing) == alone()
        other.execute("ROLLBACK")
    typing.press("Probeer opnieuw")
    assert draft_in(typing).answers["hope"].text == TYPED


def test_a_database_that_is_gone_is_told_and_keeps_what_was_typed(own_app, typing, tmp_path):
    store = own_app.extensions[EXTENSION].store
    store.close()
    store._connections._local = threading.local()
    shutil.rmtree(tmp_path / "drafts")
    page = typing.press("Verder", 503)
    assert page.heading == "Wij kunnen nu niets bewaren of openen"
    assert page.hidden()["text"] == TYPED


def test_a_busy_gate_makes_no_code_and_keeps_no_one_from_answering(own_app, typing):
    drafts = own_app.extensions[EXTENSION].drafts
    places = drafts._making._places
    while places.acquire(blocking=False):
        pass
    typing.press("Verder")
    assert draft_in(typing).answers["hope"].text == TYPED
    typing.visit(PLACE + "/bewaren/")
    page = typing.press("Maak een code", 503)
    assert page.heading == "Het is nu druk"
    assert int(page.response.headers["Retry-After"]) > 0
    places.release(3)
    assert typing.press("Probeer opnieuw").heading == "Je code"


def test_a_busy_gate_costs_no_try_with_a_code(own_app):
    browser = own_app.test_client()
    drafts = own_app.extensions[EXTENSION].drafts
    while drafts._opening._places.acquire(blocking=False):
        pass
    for _ in range(12):
        browser.visit(PLACE + "/verder/")
        browser.write("1234567890123450", "Je code van 16 cijfers")
        assert browser.press("Open mijn plan", 503).heading == "Het is nu druk"
        assert "1234567890123450" not in browser.page.html
    drafts._opening._places.release(3)
    browser.visit(PLACE + "/verder/")
    browser.write("1234567890123450", "Je code van 16 cijfers")
    browser.press("Open mijn plan", 422)


def test_without_its_key_directory_a_live_site_does_not_start(tmp_path):
    url = f"sqlite:///{tmp_path}/drafts/drafts.db"
    with pytest.raises(KeysMissing):
        make_app(Settings(database_url=url, key_dir=tmp_path / "keys", mode="live"))
    assert not (tmp_path / "keys").exists()


def test_a_key_directory_that_goes_away_meanwhile_stops_new_plans_only(typing, tmp_path, pass_time):
    shutil.rmtree(tmp_path / "keys")
    typing.press("Verder")
    assert draft_in(typing).answers["hope"].text == TYPED
    pass_time(weeks=1)
    newcomer = typing.application.test_client()
    newcomer.visit(PLACE + "/")
    page = newcomer.press("Start", 503)
    assert page.heading == "Wij kunnen nu niets bewaren of openen"
    assert newcomer.cookie("plan") == ""
    assert not (tmp_path / "keys").exists()


def test_a_draft_that_is_damaged_says_so_and_wipes_nothing(own_app, typing):
    database = connection_of(typing)
    damaged = database.execute("SELECT shared FROM draft").fetchone()[0]
    flipped = bytes([damaged[100] ^ 1])
    database.execute("UPDATE draft SET shared = ?", [damaged[:100] + flipped + damaged[101:]])
    page = typing.press("Verder", 500)
    assert page.heading == "Wij kunnen je plan niet openen"
    assert page.hidden()["text"] == TYPED
    assert database["draft"].count == 1


def test_a_pdf_that_fails_leaves_the_plan_and_other_ways_to_show_it(typing, monkeypatch):
    def fail(_self, _html):
        raise PdfFailed("took too long")

    monkeypatch.setattr(PdfWorkers, "render", fail)
    page = typing.visit(PLACE + "/plan/pdf", 503)
    assert page.heading == "Het bestand maken lukt nu niet"
    assert typing.press("Print deze pagina").heading == "Mijn plan"
    assert draft_in(typing) == alone()


PRINTED_INSTEAD = {
    "/plan/pdf": "/plan/",
    "/plan/groot/pdf": "/plan/groot",
    "/plan/makkelijk/pdf": "/plan/makkelijk",
    "/plan/tot-nu-toe/pdf": "/plan/tot-nu-toe",
    "/vragen-op-papier/kort.pdf": "/vragen-op-papier",
    "/vragen-op-papier/lang.pdf": "/vragen-op-papier/lang",
    "/voor-begeleiders/pdf": "/voor-begeleiders",
    "/voor-mantelzorgers/pdf": "/voor-mantelzorgers",
}


@pytest.mark.parametrize("path", PRINTED_INSTEAD)
@pytest.mark.parametrize("error", [PdfFailed("took too long"), Busy(3)])
def test_whichever_pdf_fails_its_page_can_be_printed(typing, monkeypatch, path, error):
    monkeypatch.setattr(PdfWorkers, "render", Mock(side_effect=error))
    page = typing.visit(PLACE + path + "?x=1", 503)
    assert page.response.headers.get("Retry-After") == ("3" if isinstance(error, Busy) else None)
    assert page.links()["Probeer opnieuw"] == PLACE + path + "?x=1"
    assert page.links()["Print deze pagina"] == PLACE + PRINTED_INSTEAD[path]


def test_the_same_press_works_once_a_pdf_can_be_made_again(typing, monkeypatch):
    makes = Mock(side_effect=[PdfFailed("the worker ended"), b"%PDF-1.7"])
    monkeypatch.setattr(PdfWorkers, "render", makes)
    page = typing.visit(PLACE + "/plan/pdf", 503)
    answer = typing.get(page.links()["Probeer opnieuw"])
    assert (answer.status_code, answer.data) == (200, b"%PDF-1.7")


def test_pages_answer_while_every_worker_hangs_and_as_many_wait(typing):
    pool = typing.application.extensions[EXTENSION].pdf
    hanging, done = threading.Semaphore(0), threading.Event()
    for place in pool._places:
        place.print = lambda _paper: (hanging.release(), done.wait(), b"%PDF-1.7")[-1]
    asking = [threading.Thread(target=pool.render, args=[None]) for _ in pool._places]
    for thread in asking:
        thread.start()
    for _ in asking:
        hanging.acquire()
    assert typing.press("Verder").status == 200
    assert draft_in(typing).answers["hope"].text == TYPED
    done.set()
    for thread in asking:
        thread.join()


def test_where_a_page_alone_is_busy_there_is_nothing_else_to_print(typing, monkeypatch):
    monkeypatch.setattr("wizard.web.information._page", Mock(side_effect=Busy(3)))
    assert "Print deze pagina" not in typing.visit(PLACE + "/woorden", 503).links()


def test_a_fault_of_ours_keeps_what_was_typed(typing, monkeypatch):
    def fail(*_args):
        raise ValueError(TYPED)

    monkeypatch.setattr("wizard.web.stepforms.QuestionForm.change", fail)
    page = typing.press("Verder", 500)
    assert page.heading == "Er ging iets mis"
    assert page.hidden()["text"] == TYPED
    monkeypatch.undo()
    typing.press("Probeer opnieuw")
    assert draft_in(typing).answers["hope"].text == TYPED


@pytest.fixture
def failing(own_app, typing, monkeypatch):
    """A browser with a plan, on a site whose store has just gone."""

    def fail(*_args):
        raise StorageFailed("the store failed")

    store = own_app.extensions[EXTENSION].store
    for method in ("find", "save", "drop_wrap"):
        monkeypatch.setattr(store, method, fail)
    return typing


@pytest.mark.parametrize("path", ["/", "/nu-hulp", "/privacy", "/papier", "/verder/"])
def test_what_is_for_everyone_stays_open_while_the_store_fails(failing, path):
    assert failing.visit(PLACE + path).status == 200


def test_the_quick_way_out_stays_open_while_the_store_fails(failing):
    token = failing.cookie("plan")
    response = failing.send(PLACE + "/weg", [])
    assert response.status_code == 200
    assert "buienradar" in response.text
    assert (bool(token), failing.cookie("plan")) == (True, "")


def test_stopping_is_not_said_to_be_done_when_it_is_not(failing):
    fields = [("csrf_token", failing.page.hidden()["csrf_token"])]
    assert failing.send(PLACE + "/stoppen", fields).status_code == 503
    assert failing.cookie("plan")


def test_a_damaged_draft_keeps_nobody_from_the_start_page(own_app, typing):
    connection_of(typing).execute("UPDATE wrap SET body = zeroblob(length(body))")
    assert typing.visit(PLACE + "/").buttons().count("Start") == 1
    assert typing.visit(PLACE + "/controle/", 500).heading == "Wij kunnen je plan niet openen"

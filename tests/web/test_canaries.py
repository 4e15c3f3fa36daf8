"""Nothing that a person told, and no code, token or PIN, lies in any file or log line."""

import base64
import functools
import logging
import re
import tempfile
from pathlib import Path

import pytest

from tests.web.browser import PLACE
from tests.web.canaries import contents, disguises, find, words
from tests.web.conftest import make_app
from tests.web.plans import ask, draft_in
from tests.web.walks import walk
from wizard.settings import Settings
from wizard.web.site import EXTENSION
from wizard.web.visit import encode_new

PIN = "739164825073"
CANARIES = words(24)
HELPER = "Wil jij er iets bij zeggen?"
OTHER = "Iets anders? Schrijf het hier op."


def story(told):
    """Open every part, and write own words wherever there is room."""
    return {
        "Doe je dit alleen of samen?": ["Wij doen het samen"],
        "Wie ben jij?": ["Jobcoach"],
        "Wat wil je graag?": ["Betaald werk", (OTHER, next(told))],
        "Wat lijkt je leuk om te doen?": ["Groen", (OTHER, next(told))],
        "Waar hoop je op?": [("", next(told))],
        "Dit deel is klaar: Ik wil": ["Ik wil meer vertellen"],
        "Wat doe je nu in een gewone week?": ["Iets anders", ("Wat doe je dan?", next(told))],
        "Wat past niet bij jou?": [("", next(told))],
        "Is er iets dat je spannend vindt?": ["Iets anders", ("Wat vind je spannend?", next(told))],
        "Waar ben je goed in?": [(OTHER, next(told))],
        "Dit deel is klaar: Ik kan": ["Ik wil meer vertellen"],
        "Wat vinden andere mensen goed aan jou?": [("", next(told))],
        "Wat heb je al gedaan of geleerd?": [("Wil je er iets over vertellen?", next(told))],
        "Wat helpt jou op een werkplek?": [(OTHER, next(told))],
        "Hoe praten mensen het beste met jou?": [
            "Met een tolk",
            ("Welke taal spreek je?", next(told)),
        ],
        "Dit deel is klaar: Ik heb nodig": ["Ik wil meer vertellen"],
        "Welke hulp wil je graag van de gemeente?": [("", next(told))],
        "Wie helpt je of is belangrijk voor jou?": [
            "Ouder",
            ("Ouder: Waarmee?", next(told)),
            "Partner",
            ("Partner: Waarmee?", next(told)),
        ],
        "Wat wil jij vragen in het gesprek?": [("Nog een vraag? Schrijf die hier op.", next(told))],
        "Hoe oud ben je?": ["16 of 17"],
        "Zit je op school? Of ben je net van school?": ["Mbo"],
        "Wie op school helpt je met stage of werk?": [("", next(told))],
        "Is je werk of plek het laatste jaar gestopt?": ["Ja, het is gestopt"],
        "Wat ging daar goed? En wat niet?": [("", next(told))],
        "Is het te veel voor je helper?": ["Ja", ("Wat heeft je helper nodig?", next(told))],
        "Dit deel is klaar: Alleen voor jou": ["Ik wil meer vertellen"],
        "Waar moeten mensen rekening mee houden?": [("", next(told))],
        HELPER: ["Ja", ("", next(told))],
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("canaries")


@pytest.fixture(scope="module")
def site(folder, log):
    """A site whose database, log, temporary files and PDF scratch all lie in one folder."""
    with pytest.MonkeyPatch.context() as patch:
        (folder / "tmp").mkdir()
        patch.setattr(tempfile, "tempdir", str(folder / "tmp"))
        url = f"sqlite:///{folder}/drafts/drafts.db"
        app = make_app(Settings(database_url=url, key_dir=folder / "keys"))
        yield app
        app.extensions[EXTENSION].pdf.close()
        app.extensions[EXTENSION].store.close()


@pytest.fixture(scope="module")
def lived(site):
    """A plan from start to paper, kept, wiped in part and come back to; returns all secrets."""
    browser, secrets = site.test_client(), [PIN]
    browser.start()
    walk(browser, story(iter(CANARIES)))
    secrets += kept_and_opened_again(browser)
    assert browser.get(PLACE + "/plan/pdf").data.startswith(b"%PDF")
    wrong_turns(browser)
    return browser, secrets


def kept_and_opened_again(browser) -> list[str]:
    tokens = [browser.cookie("plan")]
    browser.visit(PLACE + "/bewaren/")
    page = browser.press("Maak een code")
    code = re.search(r"\d{4} \d{4} \d{4} \d{4}", page.text)[0]
    browser.visit(PLACE + "/bewaren/")
    browser.write(PIN, "Pincode (mag je leeg laten)")
    browser.press("Bewaar op dit apparaat")
    tokens.append(browser.cookie("apparaat"))
    browser.delete_cookie("plan")
    browser.visit(PLACE + "/verder/pin")
    browser.write(PIN, "Pincode")
    browser.press("Open mijn plan")
    tokens.append(browser.cookie("plan"))
    browser.visit(PLACE + "/verder/")
    browser.write(code, "Je code van 16 cijfers")
    browser.press("Open mijn plan")
    return [*tokens, browser.cookie("plan"), code, code.replace(" ", "")]


def wrong_turns(browser) -> None:
    """Send canaries where they do not belong: in the address, as a choice, as a code."""
    canary = CANARIES[0]
    ask(browser, "hope")
    token, url = browser.page.hidden()["csrf_token"], browser.page.url
    browser.typed.clear()  # now the address itself is the person's own
    for path in ("/" + canary, PLACE + "/stap/" + canary, PLACE + "/?q=" + canary):
        browser.get(path)
    for fields in ([("picks", canary)], [("text", canary * 90)], [(canary, canary)]):
        browser.send(url, [("csrf_token", token), *fields])
    browser.send(PLACE + "/verder/", [("code", canary)])
    browser.send(PLACE + "/verder/pin", [("pin", canary)])
    browser.send(url, [("text", canary)], **{"Sec-Fetch-Site": "cross-site"})


def test_the_run_told_what_it_should(lived):
    browser, secrets = lived
    stored = str(draft_in(browser))
    assert [canary for canary in CANARIES[:20] if canary not in stored] == []
    assert len(set(secrets)) == 7


def test_no_file_holds_a_canary(lived, folder):
    _, secrets = lived
    found = {
        path: hits
        for path, content in contents(folder)
        if (hits := [*find([*CANARIES, *secrets], content)])
    }
    assert found == {}
    assert any(path.endswith("drafts.db-wal") for path, _ in contents(folder))


def test_no_log_line_holds_a_canary(lived, log):
    _, secrets = lived
    assert [*find([*CANARIES, *secrets], log.getvalue().encode())] == []


def broken(view, canary):
    """A stand-in that fails with what it was given; guards see the name of the real view."""

    @functools.wraps(view)
    def fail(**address):
        raise ValueError(canary, address)

    return fail


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_fault_in_any_view_logs_its_place_and_no_canary(lived, log, site, method, monkeypatch):
    browser, _ = lived
    token = browser.visit(PLACE + "/bewaren/").hidden()["csrf_token"]
    fields = {"csrf_token": token, "text": CANARIES[1]} if method == "POST" else None
    rules = [r for r in site.url_map.iter_rules() if "<lang>" in r.rule and method in r.methods]
    start = len(log.getvalue())
    for rule in rules:
        view = broken(site.view_functions[rule.endpoint], CANARIES[1])
        monkeypatch.setitem(site.view_functions, rule.endpoint, view)
        path = rule.rule.replace("/<municipality>/<lang>", PLACE).replace("<address>", "abcdefgh")
        path = re.sub(r"<any\((\w+).*?>", r"\1", path)
        assert browser.open(path, method=method, data=fields).status_code == 500
    said = log.getvalue()[start:]
    assert said.count("ValueError at") == len(rules) > 8
    assert [*find([CANARIES[1]], said.encode())] == []


def say_too_much(logger: logging.Logger) -> None:
    """Log as a careless library does: in arguments, in an error, in the error before it."""
    try:
        try:
            int(CANARIES[2])
        except ValueError as error:
            raise KeyError(CANARIES[3]) from error
    except KeyError as error:
        logger.exception("bad value %s", CANARIES[4])
        logger.log(logging.ERROR, error)
        logger.warning("%(text)s", {"text": CANARIES[5]}, stack_info=True)


def test_a_library_that_logs_too_much_is_cut_short(log):
    start = len(log.getvalue())
    say_too_much(logging.getLogger("some.library"))
    said = log.getvalue()[start:]
    assert said.count("some.library") == said.count("\n") == 3
    assert [*find(CANARIES, said.encode())] == []


def test_without_our_formatter_the_log_would_have_had_it(caplog):
    say_too_much(logging.getLogger("wizard"))
    hits = {canary for canary, _ in find(CANARIES, caplog.text.encode())}
    assert hits == set(CANARIES[2:6])


@pytest.mark.parametrize("disguise", disguises("x" * 9))
def test_the_scanner_finds_a_canary_in_this_disguise(tmp_path, disguise):
    path = tmp_path / "below" / "somewhere.bin"
    path.parent.mkdir()
    path.write_bytes(b"\x00\x01" * 999 + disguises(CANARIES[4])[disguise] + b"\xff" * 9)
    [(found, content)] = contents(tmp_path)
    assert Path(found) == path
    assert (CANARIES[4], disguise) in [*find(CANARIES, content)]


def test_the_scanner_finds_a_canary_inside_a_longer_base64_text():
    for before in range(3):
        content = base64.b64encode(b"-" * before + CANARIES[5].encode() + b"...")
        assert [*find(CANARIES, content)]


def test_the_scanner_would_find_answers_in_a_database_that_is_not_sealed(tmp_path, site, lived):
    browser, _ = lived
    (tmp_path / "plain.db").write_bytes(b"".join(encode_new(draft_in(browser))))
    [(_, content)] = contents(tmp_path)
    assert {canary for canary, _ in find(CANARIES, content)} >= set(CANARIES[:20])

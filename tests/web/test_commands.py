"""The command line: what each command does, and one plain line when it cannot."""

import signal
import subprocess
from pathlib import Path

import pytest

from wizard import BODY_MOST_BYTES, cli
from wizard.delivery.outbox import MailWorker
from wizard.handout.kinds import KINDS
from wizard.store import open_store

OWN_WORDS = "Een hond die Bikkel heet"
ANSWERS = f"""
talk = ["hope"]
[answers.wishes]
picks = ["paid_work"]
[answers.hope]
text = "{OWN_WORDS}"
[answers.how_it_went]
text = "Dit blijft van het papier"
"""


@pytest.fixture
def answers(tmp_path: Path) -> str:
    path = tmp_path / "answers.toml"
    path.write_text(ANSWERS)
    return str(path)


def test_preview_writes_the_page_that_the_pdf_is_made_from(run, answers):
    html = run("preview", answers).output
    assert OWN_WORDS in html
    assert "Dit blijft van het papier" not in html
    assert "Proef. Niet van de gemeente." in html


def test_preview_writes_a_pdf(run, answers, tmp_path):
    out = tmp_path / "plan.pdf"
    assert run("preview", answers, "--pdf", str(out)).exit_code == 0
    text = subprocess.run(["pdftotext", out, "-"], capture_output=True, check=True, text=True)
    assert OWN_WORDS in " ".join(text.stdout.split())


@pytest.mark.parametrize(("kind", "says"), [("large", OWN_WORDS), ("card", "1234 5678 9012 3456")])
def test_preview_makes_the_kind_that_is_asked_for(run, answers, kind, says):
    html = run("preview", answers, "--kind", kind).output
    assert says in html.replace("</span> <span>", " ")


def test_preview_makes_each_kind_for_everyone(run, answers, tmp_path, monkeypatch):
    monkeypatch.setattr("wizard.preview.people", lambda _: {"somebody": Path(answers)})
    monkeypatch.setattr("wizard.preview.render_pdf", lambda paper: paper.style.encode())
    assert run("preview", "--everyone", str(tmp_path / "all")).exit_code == 0
    made = {path.stem: path for path in (tmp_path / "all").iterdir()}
    assert set(made) == {f"somebody-{kind}" for kind in KINDS}
    assert made["somebody-large"].name == "somebody-large.pdf"
    assert made["somebody-large"].read_bytes() == b"large"
    assert OWN_WORDS in made["somebody-json"].read_text()


@pytest.mark.parametrize(
    ("own", "asked", "says"),
    [
        ("ar", (), 'lang="ar" dir="rtl"'),
        ("fa", (), 'lang="nl" dir="ltr"'),
        ("ar", ("--lang", "tr"), 'lang="tr" dir="ltr"'),
    ],
)
def test_preview_speaks_the_language_of_whoever_answers(run, answers, own, asked, says):
    Path(answers).write_text(f'lang = "{own}"\n{Path(answers).read_text()}')

    assert f"<html {says}>" in run("preview", answers, *asked, "--kind", "bilingual").output


def test_preview_makes_no_pdf_of_a_kind_that_is_text(run, answers):
    assert OWN_WORDS in run("preview", answers, "--kind", "text").output
    refused = run("preview", answers, "--kind", "text", "--pdf", "plan.pdf")
    assert "this kind is text" in refused.output


@pytest.mark.parametrize("words", [(), ("--everyone", "all", "answers.toml")])
def test_preview_wants_a_file_or_everyone(run, answers, words):
    given = [answers if word == "answers.toml" else word for word in words]
    assert "give a file with answers, or --everyone" in run("preview", *given).output


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("[answers.nothing]", "no question is called nothing"),
        ("answers = 3", "answers.toml"),
        ("[[", "answers.toml"),
        ("[answers.hope]\ntext = 3", "answers.toml"),
        ("wishes = 1\n[answers]", "answers.toml"),
    ],
)
def test_preview_says_what_is_wrong_with_a_file(run, answers, written, says):
    Path(answers).write_text(written)
    result = run("preview", answers)
    assert result.exit_code == 1
    assert result.output.startswith("Error: ContentInvalid: ")
    assert says in result.output
    assert result.output.count("\n") == 1


@pytest.mark.parametrize("words", [("--lang", "xx"), ("--municipality", "nowhere")])
def test_preview_says_when_there_is_no_such_edition(run, answers, words):
    result = run("preview", answers, *words)
    assert result.exit_code == 1
    assert "there is no content for" in result.output


def test_keys_makes_a_directory_once(run, tmp_path):
    assert run("keys").exit_code == 0
    made = {path: path.read_bytes() for path in (tmp_path / "keys").iterdir() if path.is_file()}
    assert made
    run("keys")
    assert made == {path: path.read_bytes() for path in made}


def test_purge_needs_the_keys_and_makes_none(run, tmp_path):
    result = run("purge")
    assert result.exit_code == 1
    assert "KeysMissing" in result.output
    assert not (tmp_path / "keys").exists()


def test_purge_deletes_what_has_expired(run, tmp_path):
    run("keys")
    store = open_store(f"sqlite:///{tmp_path}/data/drafts.db")
    with store._connections.writing() as database:
        database.execute("INSERT INTO counter VALUES (x'00', 0, 1, 1)")
    assert run("purge").exit_code == 0
    with store._connections.reading() as database:
        assert database["counter"].count == 0
    store.close()


def test_doctor_lists_objections_and_fails(run):
    result = run("doctor", WIZARD_MODE="live")
    assert result.exit_code == 1
    assert "WIZARD_BASE_URL is not an https address" in result.output
    assert "objections to running live" in result.output


def test_doctor_says_when_an_instance_is_fit(run, monkeypatch):
    monkeypatch.setattr("wizard.cli.diagnose", lambda *_: ())
    monkeypatch.setattr("wizard.cli.notes", lambda _: ("look at this",))
    result = run("doctor", WIZARD_MODE="live")
    assert (result.exit_code, result.output) == (0, "note: look at this\nfit to run live\n")


def test_a_municipality_that_does_not_exist_is_an_objection(run):
    assert "names no municipality" in run("doctor", WIZARD_MUNICIPALITY="nowhere").output


def test_serve_runs_a_trial_without_more_ado_and_tidies_up_after_itself(run, served):
    result = run("serve", WIZARD_PORT="8123")
    assert result.exit_code == 0, result.output
    assert "Startplan is at http://127.0.0.1:8123" in result.output
    assert "Practice desk Het wijkteam: type " in result.output
    keeping, (_, how), *told, started, listening, closed = served
    assert told == [(signal.SIGTERM, "end"), (signal.SIGINT, "end")]
    assert (keeping, started, listening) == ("housekeeping", "pdf started", "listening")
    assert closed == "pdf closed"
    assert (how.host, how.port, how.ident) == ("127.0.0.1", 8123, None)
    assert how.connection_limit >= 1000


@pytest.mark.parametrize(("proxies", "cleared"), [("0", True), ("1", False)])
def test_serve_hands_on_what_proxies_say_only_when_some_are_trusted(run, served, proxies, cleared):
    assert run("serve", WIZARD_TRUSTED_PROXIES=proxies).exit_code == 0
    assert served[1][1].clear_untrusted_proxy_headers is cleared


def test_serve_never_spools_what_people_type_to_a_file(run, served):
    run("serve")
    how = served[1][1]
    assert BODY_MOST_BYTES < how.max_request_body_size < how.inbuf_overflow
    assert how.outbuf_overflow >= how.inbuf_overflow


def test_serve_refuses_to_run_live_where_the_doctor_objects(run, served, tmp_path):
    result = run("serve", WIZARD_MODE="live")
    assert result.exit_code == 1
    assert "not fit to run live" in result.output
    assert served == []
    assert not (tmp_path / "data").exists()


def test_a_setting_that_does_not_exist_is_one_plain_line(run):
    result = run("check", WIZARD_PROT="1")
    assert (result.exit_code, result.output.count("\n")) == (1, 1)
    assert result.output.startswith("Error: SettingsError: ")


MAIL = {"WIZARD_SMTP_URL": "smtp://localhost", "WIZARD_MAIL_FROM": "startplan@arnhem.example"}


@pytest.mark.parametrize(("words", "started"), [((), True), (("--no-work",), False)])
def test_serve_sends_mail_unless_told_not_to(run, served, monkeypatch, words, started):
    monkeypatch.setattr(MailWorker, "start", lambda _self: served.append("mail started"))
    monkeypatch.setattr(MailWorker, "join", lambda _self, wait: served.append(("mail ended", wait)))
    assert run("serve", *words, **MAIL).exit_code == 0
    assert ("mail started" in served) is started
    assert (("mail ended", cli.MAIL_ENDS_SECONDS) in served) is started


def test_work_needs_a_mail_server(run):
    run("keys")
    result = run("work")
    assert result.exit_code == 1
    assert result.output == "Error: SettingsError: WIZARD_SMTP_URL is not set: no mail is sent\n"

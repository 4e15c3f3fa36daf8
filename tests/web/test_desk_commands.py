"""The commands of a desk: make it, renew and recover its key, and check its audit."""

import re
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import msgspec
import pyrage
import pytest
from click.testing import CliRunner, Result

from tests.vault.colleagues import CAW, PASSWORD, Person, join
from tests.web.conftest import CHEAP
from wizard import deskcommands
from wizard.cli import main
from wizard.core.roles import Role
from wizard.desksheets import NEW_SHEET
from wizard.i18n import Editions
from wizard.settings import Settings
from wizard.store import Store, open_store
from wizard.vault import Accounts, Desks, KeyDirectory

TEAM = ("--desk", "district_team")
CODE = re.compile(r"(?:[A-Z0-9]{4} ){4}[A-Z0-9]{4}")

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(deskcommands, "Accounts", partial(Accounts, cost=CHEAP))
    environment = {
        "WIZARD_DATABASE_URL": f"sqlite:///{tmp_path}/data/drafts.db",
        "WIZARD_KEY_DIR": str(tmp_path / "keys"),
    }

    def command(*words: str, typed: str = "", **settings: str) -> Result:
        env = {**environment, **settings}
        return CliRunner().invoke(main, ["desk", *words], input=typed, env=env)

    return command


@pytest.fixture
def made(run) -> list[str]:
    """Return the sheets of a new desk."""
    return run("create").output.split(NEW_SHEET)


@pytest.fixture
def store(made, tmp_path) -> Store:
    store = open_store(f"sqlite:///{tmp_path}/data/drafts.db")
    yield store
    store.close()


@pytest.fixture
def accounts(store, tmp_path) -> Accounts:
    keys = KeyDirectory(tmp_path / "keys")
    return Accounts(store, keys, Desks(store, keys), cost=CHEAP)


@pytest.fixture
def lead(made, accounts) -> Person:
    # Long enough ago for the code that made the account not to be that of now.
    return join(accounts, CODE.search(made[0])[0], datetime.now(UTC) - timedelta(minutes=2))


def words_of(sheet: str) -> str:
    """Take over a share as people do: with its numbers, column after column."""
    rows = re.findall(r"^    ( ?\d+ \w+.*)$", sheet, re.MULTILINE)
    numbered = re.findall(r"(\d+) ([a-z]+)", " ".join(rows))
    return " ".join(
        f"{number} {word}" for number, word in sorted(numbered, key=lambda n: int(n[0]))
    )


def both(made: list[str]) -> str:
    return f"{words_of(made[1])}\n{words_of(made[3])}\n"


def test_create_prints_an_invitation_and_three_shares_each_on_a_sheet(made, accounts):
    invitation, *shares = made
    assert "leiding-arnhem-caw" in invitation
    assert "http://127.0.0.1:8000/balie/uitnodiging/" in invitation
    assert [re.search(r"Deel (\d) van 3", sheet)[1] for sheet in shares] == ["1", "2", "3"]
    assert len({words_of(sheet) for sheet in shares}) == 3
    assert all(len(words_of(sheet).split()) == 2 * 33 for sheet in shares)
    found = accounts.find_invitation(CODE.search(invitation)[0], datetime.now(UTC))
    assert (found.desk_id, found.role) == (CAW, Role.LEAD)


def test_create_fits_on_paper_and_on_a_terminal(made):
    assert all(len(line) <= 80 for sheet in made for line in sheet.splitlines())
    assert all(len(sheet.splitlines()) <= 50 for sheet in made)


@pytest.mark.parametrize(("mode", "practice"), [("demo", True), ("live", False)])
def test_a_desk_of_a_trial_is_for_practice(run, tmp_path, mode, practice):
    KeyDirectory(tmp_path / "keys", create=True)
    assert run("create", *TEAM, "--name", "Noor", WIZARD_MODE=mode).exit_code == 0
    store = open_store(f"sqlite:///{tmp_path}/data/drafts.db")
    key = Desks(store, KeyDirectory(tmp_path / "keys")).find_key("arnhem/district_team")
    store.close()
    assert key.practice is practice


def test_an_invitation_leads_to_the_desks_own_host(run):
    settings = {"WIZARD_BASE_URL": "https://plan.example", "WIZARD_DESK_HOST": "balie.example"}
    assert "https://balie.example/balie/uitnodiging/" in run("create", **settings).output


def refused(result: Result, says: str) -> bool:
    """Tell whether a command ended with one plain line; what it asked stands before that."""
    line = result.output.splitlines()[-1]
    return result.exit_code == 1 and line.startswith("Error: ") and says in line


def test_create_refuses_a_second_time_and_an_unknown_desk(run, made):
    assert refused(run("create"), "DeskExists")
    assert refused(run("create", "--desk", "nowhere"), "it has: caw, district_team")
    assert refused(run("create", WIZARD_MUNICIPALITY="nowhere"), "names no municipality")


def test_live_commands_make_no_keys(run):
    assert refused(run("create", WIZARD_MODE="live"), "KeysMissing")


def test_a_trial_tells_how_first_leads_come_in_until_they_did(store, tmp_path):
    keys = KeyDirectory(tmp_path / "keys")
    desks, now = Desks(store, keys), datetime.now(UTC)
    arnhem = Editions(Settings().content_dir).municipalities["arnhem"]
    (line,) = deskcommands.practice_lines(Settings(), [arnhem], desks, now)
    assert line.startswith("Practice desk Het wijkteam: type ")
    assert line.endswith(" at http://127.0.0.1:8000/balie/uitnodiging/")
    assert list(deskcommands.practice_lines(Settings(), [arnhem], desks, now)) == [line]
    join(Accounts(store, keys, desks, cost=CHEAP), CODE.search(line)[0], now)
    assert not list(deskcommands.practice_lines(Settings(), [arnhem], desks, now))


def test_rotate_asks_who_you_are_and_renews_the_key(run, lead, accounts):
    typed = f"{lead.name}\n{PASSWORD}\n{lead.code(datetime.now(UTC))}\n"
    result = run("rotate", typed=typed)
    assert "arnhem/caw has a new key. Colleagues with access: 1." in result.output
    assert PASSWORD not in result.output
    assert sorted(accounts.find(lead.token, datetime.now(UTC)).keys) == [1, 2]


def test_rotate_refuses_a_wrong_password(run, lead):
    typed = f"{lead.name}\nniet het wachtwoord\n{lead.code(datetime.now(UTC))}\n"
    assert refused(run("rotate", typed=typed), "SignInRefused")


def test_recover_makes_a_new_lead_with_two_shares(run, made, lead, store, accounts):
    with store._connections.writing() as database:
        database.execute("DELETE FROM staff")
    result = run("recover", typed=both(made))
    noor = join(accounts, CODE.search(result.output)[0], datetime.now(UTC))
    assert noor.signed_in.keys[1].raw == lead.signed_in.keys[1].raw


@pytest.mark.parametrize("second", ["", "1 length 2 lily 3 academic"])
def test_recover_refuses_one_share_alone(run, made, second):
    typed = f"{words_of(made[1])}\n{second or words_of(made[1])}\n"
    assert refused(run("recover", typed=typed), "SharesWrong")


def test_recover_asks_nothing_for_a_desk_that_is_not_there(run):
    result = run("recover", *TEAM)
    assert refused(result, "DeskMissing")
    assert "share" not in result.output


def test_escrow_opens_with_the_standard_format_and_the_identity_of_two_shares(run, made, tmp_path):
    file = tmp_path / "escrow.age"
    assert run("escrow", "--out", str(file)).exit_code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    identity = run("identity", typed=both(made)).output.splitlines()[-1]
    opened = pyrage.decrypt(file.read_bytes(), [pyrage.x25519.Identity.from_str(identity)])
    assert msgspec.json.decode(opened)["desk"] == CAW


def test_audit_verify_gives_a_head_to_compare_with_later(run, made):
    first = run("audit", "verify")
    assert "The audit is whole: 1 lines." in first.output
    head = first.output.split()[-1]
    run("create", *TEAM)
    assert run("audit", "verify", "--head", head).exit_code == 0


def test_audit_verify_sees_a_changed_and_a_cut_line(run, made, store):
    run("create", *TEAM)
    head = run("audit", "verify").output.split()[-1]
    with store._connections.writing() as database:
        database.execute("DELETE FROM audit WHERE number = 2")
    assert run("audit", "verify").exit_code == 0
    assert refused(run("audit", "verify", "--head", head), "the audit is cut")
    with store._connections.writing() as database:
        database.execute("UPDATE audit SET action = 'read' WHERE number = 1")
    assert refused(run("audit", "verify"), "line 1 is wrong")

"""Each objection to running live has a sample that it sees, and a good instance has none."""

import os
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from wizard import machine
from wizard.core.municipality import Governance, Municipality
from wizard.doctor import diagnose
from wizard.i18n import Editions
from wizard.machine import notes
from wizard.settings import Settings
from wizard.store import Fitness, open_store
from wizard.store.sqlite.store import SqliteStore
from wizard.vault import KeyDirectory
from wizard.vault.desks import Desks

TODAY = date(2026, 12, 1)
GOVERNED = Governance(
    responsible="Gemeente Arnhem",
    drafts_legal_basis="toestemming",
    cases_legal_basis="Wmo 2015",
    dpia_on=date(2026, 11, 1),
    privacy_contact="fg@arnhem.example",
)


@pytest.fixture
def municipality() -> Municipality:
    arnhem = Editions(Settings().content_dir).municipalities["arnhem"]
    contacts = tuple(
        msgspec.structs.replace(contact, checked_on=TODAY) for contact in arnhem.contacts
    )
    return msgspec.structs.replace(arnhem, governance=GOVERNED, contacts=contacts)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "data").mkdir()
    KeyDirectory(tmp_path / "keys", create=True)
    return Settings(
        database_url=f"sqlite:///{tmp_path}/data/drafts.db",
        key_dir=tmp_path / "keys",
        mode="live",
        base_url="https://plan.example",
        trusted_hosts=("plan.example",),
        trusted_proxies=1,
        security_contact="mailto:cert@plan.example",
    )


def test_a_good_instance_has_no_objection(settings, municipality):
    assert diagnose(settings, [municipality], TODAY) == ()


UNGOVERNED = [
    ({"responsible": ""}, "who is responsible"),
    ({"drafts_legal_basis": ""}, "the legal basis for keeping drafts"),
    ({"cases_legal_basis": ""}, "the legal basis for cases"),
    ({"privacy_contact": ""}, "whom residents ask about privacy"),
    ({"dpia_on": None}, "gives no date of a DPIA"),
    ({"dpia_on": TODAY + timedelta(days=1)}, "the date of the DPIA lies in the future"),
]


@pytest.mark.parametrize(("change", "says"), UNGOVERNED, ids=[says for _, says in UNGOVERNED])
def test_what_the_municipality_has_not_decided_is_named(settings, municipality, change, says):
    governance = msgspec.structs.replace(GOVERNED, **change)
    changed = msgspec.structs.replace(municipality, governance=governance)
    [objection] = diagnose(settings, [changed], TODAY)
    assert says in objection


@pytest.mark.parametrize(("days", "objections"), [(183, 0), (184, 1)])
def test_a_contact_checked_too_long_ago_is_named(settings, municipality, days, objections):
    first, *rest = municipality.contacts
    old = msgspec.structs.replace(first, checked_on=TODAY - timedelta(days=days))
    changed = msgspec.structs.replace(municipality, contacts=(old, *rest))
    found = diagnose(settings, [changed], TODAY)
    assert len(found) == objections
    assert all(first.id in text for text in found)


UNSAFE = [
    ({"base_url": ""}, "is not an https address"),
    ({"base_url": "http://plan.example"}, "is not an https address"),
    ({"trusted_hosts": ()}, "WIZARD_TRUSTED_HOSTS is empty"),
    ({"security_contact": ""}, "must know whom to tell"),
    ({"trusted_hosts": ("other.example",)}, "does not name"),
    ({"desk_host": "plan.example"}, "WIZARD_DESK_HOST is the residents' own name"),
    ({"trusted_proxies": 0}, "wrong codes of one person would count for everyone"),
]


@pytest.mark.parametrize(("change", "says"), UNSAFE, ids=[str(change) for change, _ in UNSAFE])
def test_an_unsafe_place_is_named(settings, municipality, change, says):
    [objection] = diagnose(msgspec.structs.replace(settings, **change), [municipality], TODAY)
    assert says in objection


@pytest.mark.parametrize(
    "change",
    [{"host": "localhost"}, {"host": "::1"}, {"host": "10.0.0.5"}, {"trusted_proxies": 2}],
    ids=str,
)
def test_a_safe_place_is_not(settings, municipality, change):
    assert diagnose(msgspec.structs.replace(settings, **change), [municipality], TODAY) == ()


def test_keys_beside_the_database_are_named(settings, municipality, tmp_path):
    for place in (tmp_path, settings.key_dir / "data"):
        beside = msgspec.structs.replace(settings, database_url=f"sqlite:///{place}/drafts.db")
        [objection] = diagnose(beside, [municipality], TODAY)
        assert "one stolen disk would open all" in objection


def test_absent_keys_are_named(settings, municipality, tmp_path):
    without = msgspec.structs.replace(settings, key_dir=tmp_path / "nothing")
    [objection] = diagnose(without, [municipality], TODAY)
    assert "holds no complete set of keys" in objection


def test_keys_that_others_can_read_are_named(settings, municipality):
    (settings.key_dir / "app.secret").chmod(0o640)
    [objection] = diagnose(settings, [municipality], TODAY)
    assert "others than the owner have access" in objection


def test_keys_of_another_user_are_named(settings, municipality, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    found = diagnose(settings, [municipality], TODAY)
    assert {text.partition(": ")[2] for text in found} == {
        "another user than the one that runs this owns it"
    }


def test_a_program_that_shows_its_faults_is_named(settings, municipality, monkeypatch):
    monkeypatch.setenv("FLASK_DEBUG", "1")
    [objection] = diagnose(settings, [municipality], TODAY)
    assert "FLASK_DEBUG" in objection


def test_a_database_that_is_none_is_named_without_what_is_in_it(settings, municipality, tmp_path):
    (tmp_path / "data" / "drafts.db").write_text("Kanarie, en verder niets." * 100)
    [objection] = diagnose(settings, [municipality], TODAY)
    assert objection.startswith("the database cannot be used (StorageFailed): ")
    assert "Kanarie" not in objection


def test_what_the_database_says_of_itself_is_told(settings, municipality, monkeypatch):
    told = Fitness(objections=("fsync is off",), notes=("it logs",))
    monkeypatch.setattr(SqliteStore, "fitness", lambda _: told)
    open_store(settings.database_url).close()
    assert diagnose(settings, [municipality], TODAY) == told.objections
    assert "it logs" in notes(settings)


def test_a_database_that_is_away_is_an_objection_and_no_note(settings, municipality, tmp_path):
    away = msgspec.structs.replace(settings, database_url=f"sqlite:///{tmp_path}")
    [objection] = [text for text in diagnose(away, [municipality], TODAY) if "used" in text]
    assert objection.startswith("the database cannot be used")
    assert len(notes(away)) == len(notes(settings))


def test_notes_tell_what_to_look_at_once(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(machine, "SWAPS", tmp_path / "swaps")
    monkeypatch.setattr(machine, "clock_is_kept", lambda: True)
    one_disk, *unseen = notes(settings)
    assert "on the same disk" in one_disk
    assert all(text.startswith("not seen from here") for text in unseen)
    (tmp_path / "swaps").write_text("Filename\tType\n/dev/sda2 partition\n")
    monkeypatch.setattr(machine, "clock_is_kept", lambda: False)
    wide = {"host": "0.0.0.0", "metrics_host": "10.0.0.5", "mode": "demo"}  # noqa: S104 - as in a container
    told = " ".join(notes(msgspec.structs.replace(settings, **wide)))
    for piece in ("is demo", "WIZARD_HOST is", "WIZARD_METRICS_HOST is", "swaps", "the clock"):
        assert piece in told


# --- Sending, where it is switched on -----------------------------------------------------------

SENDING = msgspec.structs.replace(GOVERNED, worrying_texts_on=TODAY)
CAW, DISTRICT_TEAM = DESKS = ("arnhem/caw", "arnhem/district_team")


@pytest.fixture
def sending(municipality) -> Municipality:
    """A municipality that has settled all that sending takes."""
    desks = tuple(
        msgspec.structs.replace(desk, mail=f"{desk.id}@arnhem.example")
        for desk in municipality.sending.desks
    )
    kept = msgspec.structs.replace(municipality.sending, desks=desks)
    return msgspec.structs.replace(municipality, governance=SENDING, sending=kept)


@pytest.fixture(scope="module")
def made_desks(tmp_path_factory) -> Path:
    """An instance whose desks have their keys, made once."""
    folder = tmp_path_factory.mktemp("desks")
    add_desks(folder, dict.fromkeys(DESKS, False))
    return folder


def add_desks(folder: Path, desks: dict[str, bool]) -> None:
    """Make desks, for practice or not."""
    (folder / "data").mkdir(exist_ok=True)
    store = open_store(f"sqlite:///{folder}/data/drafts.db")
    for desk_id, practice in desks.items():
        keys = KeyDirectory(folder / "keys", create=True)
        Desks(store, keys).create(desk_id, desk_id, datetime.now(UTC), practice=practice)
    store.close()


@pytest.fixture
def with_desks(settings, made_desks, tmp_path) -> Settings:
    """A good instance whose desks have their keys, and which sends mail."""
    shutil.copytree(made_desks, tmp_path, dirs_exist_ok=True)
    mail = {"smtp_url": "smtps://mail.example", "mail_from": "startplan@arnhem.example"}
    return msgspec.structs.replace(settings, **mail)


def test_a_good_instance_that_sends_has_no_objection(with_desks, sending):
    assert diagnose(with_desks, [sending], TODAY) == ()


def test_where_sending_is_not_switched_on_nothing_is_asked_of_it(settings, sending):
    off = msgspec.structs.replace(sending, governance=GOVERNED)
    without = msgspec.structs.replace(sending, sending=None)
    assert diagnose(settings, [off], TODAY) == diagnose(settings, [without], TODAY) == ()


def test_worrying_texts_that_are_settled_later_are_named(with_desks, sending):
    later = msgspec.structs.replace(SENDING, worrying_texts_on=TODAY + timedelta(days=1))
    changed = msgspec.structs.replace(sending, governance=later)
    [objection] = diagnose(with_desks, [changed], TODAY)
    assert "worrying_texts_on" in objection


@pytest.mark.parametrize(("days", "objections"), [(27, 1), (28, 0), (730, 0), (731, 1)])
def test_a_case_kept_too_short_or_too_long_is_named(with_desks, sending, days, objections):
    kept = msgspec.structs.replace(sending.sending, keep_days=days)
    changed = msgspec.structs.replace(sending, sending=kept)
    found = diagnose(with_desks, [changed], TODAY)
    assert len(found) == objections
    assert all(f"{days} days (sending.keep_days)" in text for text in found)


def test_a_desk_that_nobody_can_mail_is_named_where_mail_is_sent(with_desks, sending, municipality):
    silent = msgspec.structs.replace(municipality, governance=SENDING)
    found = diagnose(with_desks, [silent], TODAY)
    assert [text.split(" in ")[0] for text in found] == [
        "desk caw has no mail address",
        "desk district_team has no mail address",
    ]
    mute = msgspec.structs.replace(with_desks, smtp_url="")
    assert diagnose(mute, [silent], TODAY) == ()


def test_a_desk_without_a_key_is_named(settings, sending, tmp_path):
    found = diagnose(settings, [sending], TODAY)
    assert [text.split(";")[0] for text in found] == [
        f"desk {name} has no key yet" for name in DESKS
    ]
    add_desks(tmp_path, {CAW: False})
    [objection] = diagnose(settings, [sending], TODAY)
    assert DISTRICT_TEAM in objection


def test_a_practice_desk_is_named(settings, sending, tmp_path):
    add_desks(tmp_path, {CAW: False, DISTRICT_TEAM: True})
    assert diagnose(settings, [sending], TODAY) == (
        f"desk {DISTRICT_TEAM} is a practice desk: it may receive nothing real",
    )


def test_absent_keys_are_named_once_where_plans_are_sent(settings, sending, tmp_path):
    without = msgspec.structs.replace(settings, key_dir=tmp_path / "nothing")
    [objection] = diagnose(without, [sending], TODAY)
    assert "holds no complete set of keys" in objection


def test_each_municipality_that_is_served_is_looked_at(settings, municipality):
    other = msgspec.structs.replace(municipality, slug="ede", governance=Governance())
    found = diagnose(settings, [municipality, other], TODAY)
    assert len(found) == len(UNGOVERNED) - 1
    assert all(text.startswith("ede.toml") for text in found)

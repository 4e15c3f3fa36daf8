"""Each objection to running live has a sample that it sees, and a good instance has none."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from wizard.core.municipality import Governance, Municipality
from wizard.doctor import diagnose
from wizard.i18n import Editions
from wizard.settings import Settings
from wizard.vault import KeyDirectory

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
    )


def test_a_good_instance_has_no_objection(settings, municipality):
    assert diagnose(settings, municipality, TODAY) == ()


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
    [objection] = diagnose(settings, changed, TODAY)
    assert says in objection


@pytest.mark.parametrize(("days", "objections"), [(183, 0), (184, 1)])
def test_a_contact_checked_too_long_ago_is_named(settings, municipality, days, objections):
    first, *rest = municipality.contacts
    old = msgspec.structs.replace(first, checked_on=TODAY - timedelta(days=days))
    changed = msgspec.structs.replace(municipality, contacts=(old, *rest))
    found = diagnose(settings, changed, TODAY)
    assert len(found) == objections
    assert all(first.id in text for text in found)


UNSAFE = [
    ({"base_url": ""}, "is not an https address"),
    ({"base_url": "http://plan.example"}, "is not an https address"),
    ({"trusted_hosts": ()}, "WIZARD_TRUSTED_HOSTS is empty"),
    ({"trusted_proxies": 0}, "wrong codes of one person would count for everyone"),
]


@pytest.mark.parametrize(("change", "says"), UNSAFE, ids=[str(change) for change, _ in UNSAFE])
def test_an_unsafe_place_is_named(settings, municipality, change, says):
    [objection] = diagnose(msgspec.structs.replace(settings, **change), municipality, TODAY)
    assert says in objection


@pytest.mark.parametrize(
    "change",
    [{"host": "localhost"}, {"host": "::1"}, {"host": "10.0.0.5"}, {"trusted_proxies": 2}],
    ids=str,
)
def test_a_safe_place_is_not(settings, municipality, change):
    assert diagnose(msgspec.structs.replace(settings, **change), municipality, TODAY) == ()


def test_keys_beside_the_database_are_named(settings, municipality, tmp_path):
    for place in (tmp_path, settings.key_dir / "data"):
        beside = msgspec.structs.replace(settings, database_url=f"sqlite:///{place}/drafts.db")
        [objection] = diagnose(beside, municipality, TODAY)
        assert "one stolen disk would open all" in objection


def test_absent_keys_are_named(settings, municipality, tmp_path):
    without = msgspec.structs.replace(settings, key_dir=tmp_path / "nothing")
    [objection] = diagnose(without, municipality, TODAY)
    assert "holds no complete set of keys" in objection


def test_keys_that_others_can_read_are_named(settings, municipality):
    (settings.key_dir / "app.secret").chmod(0o640)
    [objection] = diagnose(settings, municipality, TODAY)
    assert "others than the owner have access" in objection

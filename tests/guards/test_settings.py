"""Settings come from the environment only, and the README's table lists all of them."""

import re
from pathlib import Path

import msgspec
import pytest

from wizard.errors import SettingsError
from wizard.settings import Settings, read_settings

README = Path(__file__).resolve().parents[2] / "README.md"
ROW = re.compile(r"^\|\s*`(WIZARD_\w+)`\s*\|\s*(.+?)\s*\|\s*(.+?)\s*\|$", re.MULTILINE)


def documented(text: str) -> dict[str, str]:
    """The variables of the table, with what it says the default is."""
    return {name: default.strip("`") for name, default, _ in ROW.findall(text)}


def test_the_readme_lists_every_setting_and_no_other():
    fields = {f"WIZARD_{name.upper()}" for name in Settings.__struct_fields__}
    assert set(documented(README.read_text())) == fields


def test_the_readme_names_the_defaults_that_are_values():
    told, defaults = documented(README.read_text()), Settings()
    for name in ("database_url", "key_dir", "municipality", "mode", "host", "port"):
        assert told[f"WIZARD_{name.upper()}"] == str(getattr(defaults, name))


def test_the_table_is_read_as_a_table():
    text = "| `WIZARD_A` | `1` | one |\n`WIZARD_B` elsewhere\n| WIZARD_C | 1 | no |"
    assert documented(text) == {"WIZARD_A": "1"}


def test_every_setting_can_be_set():
    environment = {
        "WIZARD_PORT": "9000",
        "WIZARD_KEY_DIR": "/keys",
        "WIZARD_MODE": "live",
        "WIZARD_TRUSTED_HOSTS": "a.example, b.example,",
        "WIZARD_MUNICIPALITIES": "ede, oss",
        "WIZARD_EXIT_URL": "",
        "PATH": "/bin",
    }
    settings = read_settings(environment)
    assert (settings.port, settings.key_dir, settings.mode) == (9000, Path("/keys"), "live")
    assert settings.trusted_hosts == ("a.example", "b.example")
    assert settings.municipalities == ("ede", "oss")
    assert settings.exit_url == Settings().exit_url


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WIZARD_PORT", "many"),
        ("WIZARD_PORT", "80000"),
        ("WIZARD_MODE", "half"),
        ("WIZARD_PROT", "8000"),
        ("WIZARD_TRUSTED_PROXIES", "-1"),
        ("WIZARD_EXIT_URL", "weer.example"),
        ("WIZARD_EXIT_URL", "javascript://8000"),
        ("WIZARD_BASE_URL", "https://"),
        ("WIZARD_DESK_HOST", "https://balie.example"),
        ("WIZARD_DESK_HOST", "balie.example:8000"),
        ("WIZARD_SECURITY_CONTACT", "cert@plan.example"),
        ("WIZARD_SECURITY_CONTACT", "mailto:cert"),
        ("WIZARD_SECURITY_CONTACT", "http://plan.example/meld"),
        ("WIZARD_SECURITY_CONTACT", "https://plan.example/meld\nExpires: never"),
        ("WIZARD_SECURITY_CONTACT", "https://"),
        ("WIZARD_MAIL_FROM", "startplan"),
        ("WIZARD_MAIL_FROM", "a@b.example, c@d.example"),
    ],
)
def test_a_senseless_setting_is_refused_and_not_repeated(name, value):
    with pytest.raises(SettingsError) as refused:
        read_settings({name: value})
    assert "8000" not in str(refused.value)


MAIL_FROM = {"WIZARD_MAIL_FROM": "startplan@arnhem.example"}


@pytest.mark.parametrize(
    ("url", "where"),
    [
        ("smtp://mail.example", ("mail.example", 587, "starttls", "", "")),
        ("smtp://mail.example:25/", ("mail.example", 25, "starttls", "", "")),
        ("smtps://mail.example", ("mail.example", 465, "tls", "", "")),
        ("smtps://me%40x:p%3A%2F@mail.example", ("mail.example", 465, "tls", "me@x", "p:/")),
        ("smtp://localhost", ("localhost", 25, "loopback", "", "")),
        ("smtp://127.0.0.1:1025", ("127.0.0.1", 1025, "loopback", "", "")),
        ("smtp://[::1]", ("::1", 25, "loopback", "", "")),
        ("smtps://localhost", ("localhost", 465, "tls", "", "")),
        ("smtp://localhost.example", ("localhost.example", 587, "starttls", "", "")),
    ],
)
def test_a_mail_server_is_reached_over_tls_unless_it_is_on_this_machine(url, where):
    server = read_settings({"WIZARD_SMTP_URL": url, **MAIL_FROM}).mail_server
    assert server
    assert msgspec.structs.astuple(server) == where


@pytest.mark.parametrize(
    "database",
    ["postgresql://plan:geheim@db.example/plan", "postgresql:///plan?password=geheim", "geheim"],
)
def test_settings_that_are_printed_show_no_password(database):
    mail = {"smtp_url": "smtps://me:geheim@mail.example", "mail_from": "me@mail.example"}
    settings = Settings(database_url=database, port=8765, **mail)
    assert settings.mail_server
    for told in (repr(settings), str(settings), f"{settings.mail_server}"):
        assert "geheim" not in told
    assert "port=8765" in repr(settings)
    assert "smtp_url=..." in repr(settings)


def test_without_an_address_there_is_no_mail_server():
    assert read_settings(MAIL_FROM).mail_server is None


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://user@",
        "smtp://me:geheim/woord@mail.example",
        "smtp://me:geheim#woord@mail.example",
        "smtp://me:geheim?woord@mail.example",
        "smtp://mail.example:geheim",
        "smtp://[geheim",
    ],
)
def test_a_senseless_mail_server_is_refused_without_a_piece_of_its_password(url):
    with pytest.raises(SettingsError) as refused:
        read_settings({"WIZARD_SMTP_URL": url, **MAIL_FROM})
    assert str(refused.value).startswith("a mail server is smtp://host:port")
    assert refused.value.__suppress_context__


def test_mail_needs_an_address_that_it_comes_from():
    with pytest.raises(SettingsError, match="set WIZARD_MAIL_FROM"):
        read_settings({"WIZARD_SMTP_URL": "smtp://localhost"})


THERE = ("arnhem", "ede", "oss")


@pytest.mark.parametrize(
    ("municipalities", "mode", "served"),
    [
        ((), "live", ("arnhem",)),
        (("oss",), "live", ("arnhem", "oss")),
        (("oss", "arnhem"), "live", ("arnhem", "oss")),
        (("oss",), "demo", ("arnhem", "oss", "ede")),
    ],
)
def test_live_serves_its_own_and_those_that_are_named(municipalities, mode, served):
    assert Settings(municipalities=municipalities, mode=mode).served(THERE) == served


@pytest.mark.parametrize("wrong", [{"municipality": "tiel"}, {"municipalities": ("ede", "tiel")}])
def test_a_municipality_that_is_not_there_is_refused(wrong):
    with pytest.raises(SettingsError, match="WIZARD_MUNICIPALIT"):
        Settings(**wrong).served(THERE)

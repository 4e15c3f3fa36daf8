"""A recorded question is played where it fits the page, and nowhere says which question it is."""

import io
import shutil
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from tests.web.browser import Browser
from tests.web.conftest import make_app
from tests.web.plans import alone, ask, give
from wizard.cli import main
from wizard.recordings import Recordings, check_recordings
from wizard.settings import PACKAGE, Settings
from wizard.web.security import CONTENT_SECURITY_POLICY
from wizard.web.site import EXTENSION

HOPE = "Waar hoop je op?"
DEVICE = ("Is dit je eigen telefoon of computer?", "Ja", "Nee, of: weet ik niet")


def tone() -> bytes:
    """A tenth of a second of silence, as a real WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 800)
    return file.getvalue()


def record(content: Path, name: str, *lines: str, lang: str = "nl", kind: str = "wav") -> None:
    folder = content / "audio" / lang
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.{kind}").write_bytes(tone() + name.encode())
    if lines:
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", "utf-8")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content directory of somebody's own, still without recordings."""
    return Path(shutil.copytree(PACKAGE / "content", tmp_path / "content"))


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A site with recordings: one in two kinds, one of an older text, one of no question."""
    folder = tmp_path_factory.mktemp("recorded")
    content = Path(shutil.copytree(PACKAGE / "content", folder / "content"))
    record(content, "hope", "waar hoop je op")
    record(content, "hope", kind="mp3")
    record(content, "wishes", "Wat wil je later worden?")
    record(content, "nobody", "Wie?")
    (content / "audio" / "nl" / "secret.toml").write_text("x = 1")
    settings = Settings(
        database_url=f"sqlite:///{folder}/drafts/drafts.db",
        key_dir=folder / "keys",
        content_dir=content,
    )
    app = make_app(settings)
    yield app
    app.extensions[EXTENSION].store.close()


@pytest.fixture
def listener(recorded: Flask) -> Browser:
    browser: Browser = recorded.test_client()  # type: ignore[assignment]  # the app's own class
    give(browser, alone())
    return browser


def sources(browser: Browser) -> list[tuple[str, str]]:
    return [(tag.get("src"), tag.get("type")) for tag in browser.page.tree.iter("source")]


def test_a_recorded_question_can_be_listened_to_without_script(listener):
    ask(listener, "hope")
    (player,) = listener.page.tree.iter("audio")
    assert "controls" in player.attrib
    assert player.get("preload") == "none"
    label = player.get("aria-labelledby")
    assert listener.page.soup.find(id=label).get_text() == "Luister naar de vraag"
    assert [kind for _, kind in sources(listener)] == ["audio/mpeg", "audio/wav"]
    assert "media-src 'self'" in CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("question", ["wishes", "device"])
def test_without_a_recording_that_fits_there_is_no_player(listener, question):
    ask(listener, question)
    assert list(listener.page.tree.iter("audio")) == []
    assert listener.page.soup.select(".listen") == []


def test_the_help_page_tells_of_recordings_where_there_are_some(listener, client):
    assert "hoor je een mens" in listener.get_page("/hulp").main.get_text()
    assert "hoor je een mens" not in client.get_page("/hulp").main.get_text()


def test_the_address_names_no_question_and_is_nobodys(recorded, listener):
    ask(listener, "hope")
    mine = sources(listener)
    other: Browser = recorded.test_client()
    give(other, alone())
    ask(other, "hope")
    assert sources(other) == mine
    assert not [url for url, _ in mine if "hope" in url]


def test_a_sound_comes_whole_and_may_be_kept(recorded, listener):
    ask(listener, "hope")
    for url, kind in sources(listener):
        with recorded.test_client().get(url) as response:  # a browser without any cookie
            assert response.data == tone() + b"hope"
            assert response.headers["Content-Type"] == kind
            assert "immutable" in response.headers["Cache-Control"]
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize(
    ("asked", "status", "got"),
    [
        ("bytes=0-1", 206, slice(0, 2)),
        ("bytes=10-19", 206, slice(10, 20)),
        ("bytes=-4", 206, slice(-4, None)),
        ("bytes=99999-", 416, slice(0, 0)),
    ],
)
def test_a_piece_of_a_sound_can_be_asked_for(listener, asked, status, got):
    ask(listener, "hope")
    whole = tone() + b"hope"
    with listener.get(sources(listener)[0][0], headers={"Range": asked}) as response:
        assert response.status_code == status
        assert response.data == whole[got]
        size = len(whole)
        start, end, _ = got.indices(size)
        expected = f"bytes {start}-{end - 1}/{size}" if status == 206 else f"bytes */{size}"
        assert response.headers["Content-Range"] == expected


@pytest.mark.parametrize(
    "name",
    [
        "hope.wav",
        "nl/hope.wav",
        "secret.toml",
        "../app.css",
        "%2e%2e/%2e%2e/settings.py",
        "..%2f..%2fsettings.py",
        "/etc/passwd",
        "question.00000000000000000000.mp3",
    ],
)
def test_nothing_else_is_served(recorded, name):
    assert recorded.test_client().get(f"/static/audio/{name}").status_code == 404


def told(content: Path) -> list[str]:
    return [str(problem) for problem in check_recordings(content)]


def test_content_without_recordings_has_nothing_to_warn_of(content):
    assert told(content) == []
    assert list(Recordings(content).sounds()) == []


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("hope", (HOPE,)),
        ("hope", ("  waar hoop je op", "", "Blijven zoals het is mag ook")),
        ("device", DEVICE),
    ],
)
def test_a_recording_that_fits_is_no_problem(content, question, lines):
    record(content, question, *lines)
    assert told(content) == []


def test_a_recording_with_a_municipality_s_own_words_fits_there_only(content):
    record(content, "residence", "Woon je in Arnhem?")
    said = " ".join(told(content))
    assert "almere: the first line said is not the question" in said
    assert "arnhem:" not in said


@pytest.mark.parametrize(
    ("question", "lines", "warning"),
    [
        ("hope", ("Waar droom je van?",), "arnhem: the first line said is not the question"),
        ("hope", (), "arnhem: the first line said is not the question"),
        ("hope", (HOPE, "Van een hond"), "said, but does not stand on the page: Van een hond"),
        ("device", DEVICE[:2], "not this one: Nee, of: weet ik niet"),
        ("nobody", (HOPE,), "no question has this id"),
    ],
)
def test_an_editor_hears_of_a_recording_that_no_longer_fits(content, question, lines, warning):
    record(content, question, *lines)
    found = told(content)
    assert found
    assert all(line.startswith(f"warning: audio: nl/{question}: ") for line in found)
    assert any(line.endswith(warning) for line in found)


@pytest.mark.parametrize(
    ("name", "warning"),
    [
        ("nl/hope.flac", "this is not played; a recording is one of .m4a .mp3 .opus .ogg .wav"),
        ("nl/hope.txt", "there is no recording with these words"),
        ("xx/hope.wav", "no municipality offers this language"),
    ],
)
def test_an_editor_hears_of_a_file_that_does_nothing(content, name, warning):
    path = content / "audio" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"")
    assert any(warning in line for line in told(content))


def test_the_check_of_all_content_tells_it_and_does_not_fail_over_it(content):
    record(content, "hope", "Waar droom je van?")
    result = CliRunner().invoke(main, ["check"], env={"WIZARD_CONTENT_DIR": str(content)})
    assert "warning: audio: nl/hope: arnhem: the first line said" in result.output
    assert result.exit_code == 0

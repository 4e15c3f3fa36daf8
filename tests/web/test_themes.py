"""A municipality's own theme comes from its content directory, or the site does not start."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.web.browser import PLACE, Browser
from tests.web.conftest import make_app
from wizard.cli import main
from wizard.errors import ContentInvalid
from wizard.settings import PACKAGE, Settings
from wizard.web.security import CONTENT_SECURITY_POLICY
from wizard.web.site import EXTENSION

OURS = Path(__file__).resolve().parents[2] / "assets" / "tokens" / "arnhem.css"
RIVER = OURS.read_text().replace("#0f4a85", "#0f4a86")
FOR_GOOD = "immutable"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content directory of somebody's own, with a place for themes."""
    content = Path(shutil.copytree(PACKAGE / "content", tmp_path / "content"))
    (content / "themes").mkdir()
    return content


@pytest.fixture
def start(content: Path, tmp_path: Path) -> Callable[[], Browser]:
    """Return a function that starts a site with that content and opens a browser."""

    def begin() -> Browser:
        app = make_app(
            Settings(
                database_url=f"sqlite:///{tmp_path}/drafts/drafts.db",
                key_dir=tmp_path / "keys",
                content_dir=content,
            )
        )
        app.extensions[EXTENSION].store.close()
        browser: Browser = app.test_client()  # type: ignore[assignment]  # the app's own class
        return browser

    return begin


def sheets(browser: Browser) -> list[str]:
    page = browser.get(f"{PLACE}/nu-hulp").text
    return re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)


def test_a_theme_from_outside_comes_after_ours_and_stays_in_the_browser(start, content):
    (content / "themes" / "arnhem.css").write_text(RIVER)
    browser = start()
    *ours, theirs = sheets(browser)
    answer = browser.get(theirs)
    assert [name[: name.index(".") + 1] for name in ours] == ["/static/app.", "/static/more."]
    assert re.fullmatch(r"/static/themes/arnhem\.[0-9a-f]{10}\.css", theirs)
    assert "#0f4a86" in answer.text
    assert answer.mimetype == "text/css"
    assert FOR_GOOD in answer.headers["Cache-Control"]
    assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "Set-Cookie" not in answer.headers


def test_without_a_theme_from_outside_ours_is_shown(start):
    browser = start()
    *_, theme = sheets(browser)
    with browser.get(theme) as answer:
        assert "#0f4a85" in answer.text


def test_a_theme_is_only_read(start, content):
    (content / "themes" / "arnhem.css").write_text(RIVER)
    browser = start()
    *_, theme = sheets(browser)
    assert browser.head(theme).text == ""
    assert browser.post(theme).status_code == 405


@pytest.mark.parametrize("css", ["body { display: none }", RIVER.replace("#0e447a", "#7aa7d9")])
def test_a_hostile_or_pale_theme_stops_the_start(start, content, css):
    (content / "themes" / "arnhem.css").write_text(css)
    with pytest.raises(ContentInvalid, match=r"themes/arnhem\.css"):
        start()


def test_the_check_names_a_bad_theme_and_one_that_is_nowhere(content):
    (content / "themes" / "other.css").write_text("@import 'https://example.org/a.css';")
    file = content / "municipalities" / "arnhem.toml"
    file.write_text(file.read_text().replace('theme = "arnhem"', 'theme = "gone"'))
    result = CliRunner().invoke(main, ["check"], env={"WIZARD_CONTENT_DIR": str(content)})
    assert result.exit_code == 1
    assert "themes/other.css: theme: only :root may stand here" in result.output
    assert "there is no theme gone: look up its name" in result.output

"""Who follows docs/operating.md to the letter has an instance, backups, and a plan that is back."""

import re
import shlex
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from wizard import figures
from wizard.cli import main
from wizard.settings import read_settings
from wizard.store import open_store
from wizard.vault import Drafts, KeyDirectory

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "operating.md"
BLOCK = re.compile(r"^```bash\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FIGURE = re.compile(r"startplan_[a-z_]+")
WORDS = b"Kanarie: een hond die Bikkel heet"


def chapter(title: str) -> str:
    return GUIDE.read_text("utf-8").partition(f"\n## {title}\n")[2].partition("\n## ")[0]


class Operator:
    """Somebody with an empty home folder, who types what the guide says."""

    def __init__(self, home: Path) -> None:
        self.environment = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
        self.told = ""

    def follow(self, title: str) -> None:
        blocks = BLOCK.findall(chapter(title))
        assert blocks, f"the guide has nothing to type under {title}"
        for line in "".join(blocks).splitlines():
            self._type(line)

    def _type(self, line: str) -> None:
        if line.startswith("export "):
            name, _, value = line.removeprefix("export ").partition("=")
            self.environment[name] = value.replace("$HOME", self.environment["HOME"])
        elif line.startswith("wizard "):
            words = shlex.split(line.removesuffix(" || true"))
            done = CliRunner().invoke(main, words[1:], env=self.environment)
            self.told = done.output
            assert done.exit_code == 0 or line.endswith("|| true"), (line, done.output)
        else:
            subprocess.run(["bash", "-c", line], env=self.environment, check=True)

    def drafts(self) -> Drafts:
        """The plans of the instance that this person set up last."""
        settings = read_settings(self.environment)
        store, keys = open_store(settings.database_url), KeyDirectory(settings.key_dir)
        return Drafts(store, keys, term=timedelta(days=30))


def test_a_plan_is_back_after_following_the_guide(tmp_path):
    operator, now = Operator(tmp_path), datetime.now(UTC)
    operator.follow("One machine")
    assert "objections to running live" in operator.told
    first = operator.drafts()
    kept = first.start(WORDS, b"", now, own_device=True)
    operator.follow("Back up")
    lost = first.start(WORDS, b"", now, own_device=True)
    first._store.close()

    operator.follow("Restore")
    assert "no complete set of keys" not in operator.told
    restored = operator.drafts()
    opened = restored.find(kept.token, now)
    assert opened
    assert WORDS in opened.shared
    assert restored.find(lost.token, now) is None
    restored._store.close()
    for file in (*tmp_path.rglob("*.db"), *tmp_path.rglob("*.tar.gz")):
        assert WORDS not in file.read_bytes()
    assert (tmp_path / "keys").stat().st_mode & 0o077 == 0


@pytest.fixture(scope="module")
def shown() -> set[str]:
    """The names of all figures, as a node shows them."""
    source = (ROOT / "wizard" / "figures.py").read_text()
    return {*re.findall(r'"(startplan_[a-z_]+)"', source)}


def stem(name: str) -> str:
    return re.sub(r"_(total|bucket|count)$", "", name)


def test_the_guide_tells_of_every_figure_and_of_no_other(shown):
    rows = re.findall(r"^\| `(startplan_\w+)` \|", chapter("Watch"), re.MULTILINE)
    assert {stem(name) for name in rows} == shown


def test_alarms_watch_figures_that_there_are(shown):
    watched = {stem(name) for name in FIGURE.findall((ROOT / "deploy" / "alarms.yml").read_text())}
    assert len(watched) >= 9
    assert watched <= shown
    assert figures.FAULT in (ROOT / "deploy" / "alarms.yml").read_text()


def test_what_the_guide_and_the_recipes_name_is_there():
    texts = [path.read_text() for path in (GUIDE, *(ROOT / "deploy").iterdir())]
    named = set(re.findall(r"\bdeploy/[\w@.-]*\w|\bdocs/[\w-]+\.md", " ".join(texts)))
    written_later = {"docs/faults.md", "docs/scale.md"}
    missing = {name for name in named - written_later if not [*ROOT.glob(f"{name}*")]}
    assert len(named) > 6
    assert missing == set()


def test_the_settings_of_the_recipe_are_settings():
    lines = (ROOT / "deploy" / "startplan.env").read_text().splitlines()
    given = dict(line.split("=", 1) for line in lines if line and line[0] != "#")
    settings = read_settings(given)
    assert settings.base_url.removeprefix("https://") in settings.every_host
    assert settings.trusted_proxies == 1


def test_the_proxy_of_the_recipe_hands_on_nothing_that_visitors_say_about_proxies():
    recipe = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    said = dict(re.findall(r"proxy_set_header ([\w-]+) (.+);", recipe))
    forwarded = {name: value for name, value in said.items() if "Forwarded" in name}
    assert forwarded == {
        "Forwarded": '""',
        "X-Forwarded-For": "$remote_addr",
        "X-Forwarded-Host": "$host",
        "X-Forwarded-Proto": "$scheme",
    }
    for probe in ("/healthz", "/readyz"):
        assert f"location = {probe} {{ return 404; }}" in recipe


def test_the_proxy_of_the_recipe_keeps_files_and_no_page():
    recipe = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    places = dict(re.findall(r"location (/\S*) \{([^}]+)\}", recipe))
    assert [place for place, told in places.items() if "proxy_cache" in told] == ["/static/"]
    assert recipe.count("proxy_cache ") == 1

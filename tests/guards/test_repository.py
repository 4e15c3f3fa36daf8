"""The repository speaks of the product alone, and its papers agree with its files."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from wizard.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
# Written in pieces, so that this file does not find itself.
REGISTRIES = "|".join(
    rf"{name}\.{end}"
    for name, end in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "(org|com)"),
        ("yarnpkg", "com"),
        ("(deb|security)\\.debian", "org"),
    )
)
REGISTRY = re.compile(REGISTRIES, re.IGNORECASE)
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(work|opt|tmp|root|home|Users)/[\w.-]")
LOCKED = re.compile(r"^([a-z0-9._-]+)==([^ ;]+)", re.MULTILINE)


def listed() -> list[Path]:
    """The committed files and those about to be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    lines = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [path for line in lines.splitlines() if (path := ROOT / line).is_file()]


def text_of(path: Path) -> str:
    """The text of a file; fonts and pictures are read as far as they are text."""
    return path.read_bytes().decode(errors="ignore")


def locked(name: str) -> dict[str, str]:
    return dict(LOCKED.findall((ROOT / "requirements" / f"{name}.lock").read_text()))


def canonical(requirement: str) -> str:
    """The name in a requirement, as lock files spell it."""
    name = re.split(r"[<>=!~\[; ]", requirement)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


FILES = listed()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
TARGETS = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_no_file_names_a_package_registry():
    assert [path for path in FILES if REGISTRY.search(text_of(path))] == []


def test_no_file_names_a_path_of_one_machine():
    assert [path for path in FILES if MACHINE_PATH.search(text_of(path))] == []


def test_the_guard_sees_a_registry_and_a_machine_path():
    assert REGISTRY.search("https://files.python" + "hosted.org/packages/x.whl")
    assert MACHINE_PATH.search("cd /ho" + "me/someone/startplan")
    assert not MACHINE_PATH.search("https://example.org/work/x and templates/home/x")


@pytest.mark.parametrize("paper", ["README.md", "CONTRIBUTING.md"])
def test_every_make_command_in_the_papers_exists(paper):
    named = re.findall(r"(?m)(?:^|`)make ([a-z-]+)", (ROOT / paper).read_text())
    assert named
    assert set(named) <= TARGETS


def test_the_readme_lists_every_setting():
    listed_in_table = re.findall(
        r"^\| `WIZARD_([A-Z_]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE
    )
    assert sorted(listed_in_table) == sorted(name.upper() for name in Settings.__struct_fields__)


def test_a_landing_runs_what_a_person_runs():
    assert "make test" in (ROOT / ".ci" / "run").read_text()


def test_every_dependency_is_locked_with_a_hash():
    for name in ("run", "dev"):
        entries = (ROOT / "requirements" / f"{name}.lock").read_text().split("\n#")[-1]
        blocks = re.split(r"\n(?=[a-z0-9])", entries)[1:]
        assert blocks
        assert all("--hash=sha256:" in block for block in blocks)
    assert {canonical(one) for one in PROJECT["project"]["dependencies"]} <= locked("run").keys()
    assert {canonical(one) for one in PROJECT["dependency-groups"]["dev"]} <= locked("dev").keys()


def test_the_two_locks_agree():
    assert locked("run").items() <= locked("dev").items()


def test_notice_names_every_package_that_is_installed_to_serve():
    notice = (ROOT / "NOTICE").read_text().lower()
    assert [name for name in locked("run") if f"\n{name} " not in notice] == []


def test_notice_names_every_npm_package_at_its_version():
    notice = (ROOT / "NOTICE").read_text()
    packages = json.loads((ROOT / "frontend" / "package.json").read_text())["devDependencies"]
    named = [f"{name.rpartition('/')[2]} {version}" for name, version in packages.items()]
    assert [one for one in named if one not in notice] == []


def test_the_licence_is_the_whole_eupl():
    text = (ROOT / "LICENSE").read_text()
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in text
    assert "15.Applicable Law" in text
    assert "Appendix" in text


def test_decisions_are_numbered_once_and_have_three_parts():
    records = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    numbers = [path.name[:4] for path in records]
    assert len(numbers) == len(set(numbers))
    for record in records:
        text = record.read_text()
        assert all(f"## {part}" in text for part in ("Context", "Choice", "Consequence")), record

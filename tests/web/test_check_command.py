"""`wizard check` tells all that is wrong in the content; `wizard serve` refuses what is broken."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from wizard.contentset import read_content
from wizard.core.problems import Problem
from wizard.settings import PACKAGE
from wizard.soundness import faults


@pytest.mark.parametrize(("levels", "code"), [(["warning"], 0), (["error", "warning"], 1)])
def test_check_lists_every_problem_and_fails_on_errors_only(run, monkeypatch, levels, code):
    problems = [Problem("a.css", f"place {n}", "wrong", lvl) for n, lvl in enumerate(levels)]
    monkeypatch.setattr("wizard.soundness.check_content", lambda *_: problems)
    result = run("check")
    assert result.exit_code == code
    assert all(str(problem) in result.output for problem in problems)
    assert f"a.css: {code} errors, 1 warnings" in result.output


@pytest.fixture
def broken(tmp_path: Path) -> dict[str, str]:
    """The settings of a site in whose content three files are wrong."""
    folder = tmp_path / "content" / "municipalities"
    folder.mkdir(parents=True)
    arnhem = (PACKAGE / "content" / "municipalities" / "arnhem.toml").read_text()
    (folder / "oss.toml").write_text('slug = "oss\n')
    (folder / "ede.toml").write_text(arnhem)
    (folder / "arnhem.toml").write_text(arnhem.replace("\nname = ", "\nnaam = "))
    return {"WIZARD_CONTENT_DIR": str(folder.parent)}


BROKEN = (
    "error: municipalities/arnhem.toml:7: there is no field naam here; did you mean name?\n",
    "error: municipalities/ede.toml:6: slug: this is arnhem, but the file is called ede.toml",
    "error: municipalities/oss.toml:1: column 12: a text is not closed",
)


@pytest.mark.parametrize("words", [("check",), ("serve",)])
def test_broken_files_are_told_all_at_once_and_not_served(run, served, broken, tmp_path, words):
    result = run(*words, **broken)
    assert result.exit_code == 1
    assert [line for line in BROKEN if line not in result.output] == []
    assert served == []
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("mode", ["demo", "live"])
def test_serve_refuses_what_check_calls_an_error(run, served, tmp_path, mode):
    content = tmp_path / "content" / "municipalities"
    content.mkdir(parents=True)
    arnhem = (PACKAGE / "content" / "municipalities" / "arnhem.toml").read_text()
    (content / "arnhem.toml").write_text(arnhem.replace('orientation = "o', 'orientation = "x'))
    settings = {"WIZARD_CONTENT_DIR": str(content.parent)}
    line = "error: municipalities/arnhem.toml:11: orientation: there is no card xrientation"
    refused = run("serve", **settings, WIZARD_MODE=mode)
    assert line in run("check", **settings).output
    assert line in refused.output
    assert "Error: broken content is not served; mend it first\n" in refused.output
    assert (refused.exit_code, served) == (1, [])


def test_check_can_look_at_one_municipality(run):
    output = run("check", "--municipality", "oss").output
    assert "municipalities/oss.toml:" in output
    assert "municipalities/arnhem.toml:" not in output
    assert "there is no municipality nowhere" in run("check", "--municipality", "nowhere").output


def test_language_that_is_too_hard_fails_the_check_and_stops_no_site(run, served, tmp_path):
    content = shutil.copytree(PACKAGE / "content", tmp_path / "content")
    glossary = content / "glossary.toml"
    glossary.write_text(glossary.read_text().replace('"Een wet. ', '"Een wet, derhalve. '))
    checked = run("check", WIZARD_CONTENT_DIR=str(content))
    assert re.search(r"error: glossary\.toml:\d+: wmo\.text: ", checked.output)
    assert checked.exit_code == 1
    assert run("serve", WIZARD_CONTENT_DIR=str(content)).exit_code == 0
    assert "listening" in served


NAP = '\n[[questions.change]]\nid = "wishes"\nchoices = [{ id = "rest", icon = "nap" }]'


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('"pl", ', '"en", ', "languages: en stands here twice: leave one out"),
        ('"pl", ', '"xx", ', "languages: there is no language xx: look up its code"),
        ('["nl", ', "[", "languages: nl is missing: all texts have it"),
        (
            "\n[[contacts]]",
            f"{NAP}\n[[contacts]]",
            "wishes.rest.icon: there is no icon nap: your editor names those there are",
        ),
        (
            'theme = "arnhem"',
            'theme = "mauve"',
            'theme: there is no theme mauve: look up its name, or take ""',
        ),
    ],
)
def test_what_a_page_would_fail_on_is_told_with_its_line(tmp_path, old, new, line):
    folder = tmp_path / "municipalities"
    folder.mkdir()
    arnhem = (PACKAGE / "content" / "municipalities" / "arnhem.toml").read_text()
    (folder / "arnhem.toml").write_text(arnhem.replace(old, new, 1))
    found = read_content(tmp_path)
    told = [str(fault) for fault in faults(found, tmp_path, date(2026, 11, 22))]
    assert any(re.fullmatch(rf"error: municipalities/arnhem\.toml:\d+: {line}", t) for t in told)

"""The papers lead somewhere: every link between them, and every file of ours that they name."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "translations/README.md"])
LINK = re.compile(r"\]\((?![a-z]+:)([^)#\s]*)(#[^)\s]*)?\)")
FOLDERS = "assets|benchmarks|deploy|docs|drills|frontend|requirements|templates|tests|tools|wizard"
NAMED = re.compile(rf"`((?:{FOLDERS})/[\w@./-]+)(?=[`:\s])")
HEADING = re.compile(r"(?m)^#+ (.*)$")
FENCED = re.compile(r"(?ms)^```.*?^```$")


def anchors_of(paper: Path) -> set[str]:
    """Return what a link to a heading can end with, as the readers of Markdown make it."""
    headings = HEADING.findall(FENCED.sub("", paper.read_text()))
    return {"#" + re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


def lost(text: str, paper: Path) -> list[str]:
    """Return what a paper leads to or names that is not there."""
    found = [name for name in NAMED.findall(text) if not (ROOT / name.rstrip(".")).exists()]
    for target, anchor in LINK.findall(text):
        there = paper.parent / target if target else paper
        if not there.exists() or (anchor and anchor not in anchors_of(there)):
            found.append(target + anchor)
    return found


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_a_paper_leads_to_what_is_there(paper: Path):
    assert lost(paper.read_text(), paper) == []


def test_the_papers_are_found():
    names = {paper.name for paper in PAPERS}
    assert {"README.md", "privacy.md", "GOVERNANCE.md", "0001-content-as-data.md"} <= names


@pytest.mark.parametrize(
    "text", ["[a](gone.md)", "[a](README.md#gone)", "![a](images/gone.png)", "`wizard/gone.py::x`"]
)
def test_the_guard_sees_what_is_gone(text: str):
    assert lost(text, ROOT / "docs" / "README.md")


def test_it_lets_pass_what_is_there():
    text = "[a](README.md#papers) [b](https://example.org/x) `wizard/cli.py` [c](decisions/)"
    assert lost(text, ROOT / "docs" / "README.md") == []

"""The answers to OWASP ASVS 5.0 are complete, and what they name exists.

What the standard asks at level 1 and 2 is written here as the last number of each section; the
requirements that only level 3 has stand apart, so that a standard read wrongly shows.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATES = {"met", "none", "operator", "deviation"}
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
FILES = re.compile(r"`((?:wizard|docs|deploy)/[\w./-]+)`|\]\((\w+\.md)\)")
LEVEL_TWO = 253

# Sections with the highest number that level 2 asks.
LAST = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2,
    "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1,
    "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2,
    "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4,
    "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3,
    "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4,
    "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2,
    "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1,
    "9.1": 3, "9.2": 4,
    "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3,
    "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1,
    "12.1": 3, "12.2": 2, "12.3": 4,
    "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5,
    "14.1": 2, "14.2": 4, "14.3": 3,
    "15.1": 3, "15.2": 3, "15.3": 7,
    "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3,
    "17.1": 1, "17.2": 4, "17.3": 2,
}  # fmt: skip
ASKED = [f"{section}.{number}" for section, last in LAST.items() for number in range(1, last + 1)]


def rows_of(text: str) -> Iterator[list[str]]:
    """Yield the cells of each row that answers something."""
    for line in text.splitlines():
        if re.match(r"\| \d", line):
            yield [cell.strip() for cell in line.strip().strip("|").split("|")]


def faults_of(row: list[str]) -> list[str]:
    """Say what is wrong with a row: its state, no answer, or something that is not there."""
    numbers, what, state, answer = row
    faults = [] if state in STATES and what else [f"{numbers}: {state}"]
    if not answer and state != "none" and "16.4.3" not in numbers:
        faults.append(f"{numbers}: no answer")
    named = [(path, name) for path, name in NAMED.findall(answer) if not stands_in(path, name)]
    there = [ROOT / path if path else ROOT / "docs" / page for path, page in FILES.findall(answer)]
    return [*faults, *map(str, named), *(str(path) for path in there if not path.exists())]


def stands_in(path: str, name: str) -> bool:
    """Tell whether this is a file of ours, with that test in it if one is named."""
    file = ROOT / path
    return file.exists() and (not name or f"\ndef {name}(" in file.read_text())


TEXT = (ROOT / "docs" / "asvs.md").read_text()
ROWS = list(rows_of(TEXT))


def test_level_two_has_as_many_requirements_as_the_standard_says():
    assert len(ASKED) == LEVEL_TWO


def test_each_requirement_is_answered_once():
    answered = [number for row in ROWS for number in row[0].split(", ")]
    assert sorted(answered) == sorted(ASKED)


def test_the_figures_above_the_table_are_those_of_the_table():
    counted = Counter(row[2] for row in ROWS for _ in row[0].split(", "))
    said = "Of the {}, {met} are met, {none} apply to nothing here, {operator} are the operator's, "
    assert said.format(LEVEL_TWO, **counted) + f"and {counted['deviation']} are dev" in TEXT


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:20])
def test_an_answer_names_what_exists(row: list[str]):
    assert faults_of(row) == []


def test_the_guard_sees_a_bad_answer():
    table = (
        "| 1.1.1 | a | met | `tests/guards/test_asvs.py::test_gone` |\n| 1.1.2 | a | met |  |\n"
        "| 1.2.1 | a | maybe | b |\n| 1.2.2 | a | met | [no](no.md) |\n"
        "| 1.2.3 | a | met | `wizard/nothing.py` |\n| 1.2.4 | a | none |  |\n"
    )
    assert [bool(faults_of(row)) for row in rows_of(table)] == [True] * 5 + [False]

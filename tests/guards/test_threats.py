"""Every threat of docs/threats.md names what proves the answer to it, and that exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
THREATS = 52
NAMED = re.compile(r"`((?:tests|benchmarks)/[\w/]+\.py)(?:::(\w+))?`")
OPEN = "Not proven: "


def rows_of(text: str) -> list[list[str]]:
    """Return the cells of every row of the table, without its two lines of head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


ROWS = rows_of((ROOT / "docs" / "threats.md").read_text())


def faults_of(row: list[str]) -> list[str]:
    """Say what is wrong with a row: nothing named, or something that is not there."""
    _, threat, control, proof = row
    named = NAMED.findall(proof)
    faults = [f"{path}::{name}" for path, name in named if not stands_in(path, name)]
    if not (named or OPEN in proof) or not threat or not control:
        faults.append("nothing is named")
    return faults


def stands_in(path: str, name: str) -> bool:
    """Tell whether this is a file of ours, and that test in it; only a benchmark needs none."""
    file = ROOT / path
    if not file.exists():
        return False
    return f"\ndef {name}(" in file.read_text() if name else path.startswith("benchmarks/")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_is_said_to_prove_it_exists(row: list[str]):
    assert faults_of(row) == []


def test_no_threat_is_passed_over():
    assert [row[0] for row in ROWS] == [str(number) for number in range(1, THREATS + 1)]


def test_the_guard_sees_a_row_without_proof():
    table = (
        "|#|T|C|P|\n|-|-|-|-|\n|1|a|b|`tests/guards/test_threats.py::test_gone`|\n"
        "|2|a|b|trust us|\n|3|a|b|`benchmarks/none.py`|\n|4|a|b|`tests/guards/test_threats.py`|\n"
        "|5||b|`benchmarks/answer.py`|\n|6|a|b|`benchmarks/answer.py`|\n"
    )
    assert [bool(faults_of(row)) for row in rows_of(table)] == [True] * 5 + [False]

"""Benchmarks and drills run by hand: what they need of the product must not go unnoticed."""

import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(
    f"{folder}.{path.stem}"
    for folder in ("benchmarks", "drills")
    for path in (ROOT / folder).glob("*.py")
    if path.stem != "__init__"
)


@pytest.mark.parametrize("name", MODULES)
def test_a_script_finds_what_it_needs(name: str) -> None:
    assert importlib.import_module(name)

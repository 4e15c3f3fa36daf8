"""Benchmarks run by hand: what they need of the product must not go unnoticed meanwhile."""

import importlib
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks"
NAMES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("name", NAMES)
def test_a_benchmark_finds_what_it_needs(name: str) -> None:
    assert importlib.import_module(f"benchmarks.{name}")

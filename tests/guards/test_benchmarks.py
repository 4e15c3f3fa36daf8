"""Benchmarks and drills run by hand: what they need of the product must not go unnoticed."""

import asyncio
import importlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from benchmarks.scale.memory import Direct, Node
from benchmarks.scale.people import following
from benchmarks.scale.resident import Resident, Town

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


@pytest.fixture(scope="module")
def node(tmp_path_factory) -> Node:
    return Node(tmp_path_factory.mktemp("load"))


def walked(node: Node) -> Town:
    town = Town(lambda lang: Direct(node, lang), mean=0, codes=False)
    visit = Resident(town, Random(8)).visit()  # noqa: S311 - a load, not a secret
    # In a thread of its own: a browser that another test opened may keep a loop in this one.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, visit).result()
    return town


def test_a_resident_of_the_load_answers_the_questions_and_reaches_the_plan(node):
    town = walked(node)
    assert not town.tally.errors
    assert len(town.tally.waits["answer"]) > 15
    assert town.tally.waits["autosave"]


def test_a_resident_of_the_load_does_not_take_anything_for_an_answer(node, monkeypatch):
    answer = node.ask
    monkeypatch.setattr(node, "ask", lambda given: answer(given)._replace(body=b"<html>"))
    assert walked(node).tally.errors


def test_steps_go_up_until_it_breaks_and_then_closer():
    held, broke, tried = 0, 0, []
    while number := following(held, broke):
        tried.append(number)
        held, broke = (number, broke) if number <= 2700 else (held, number)
    assert tried == [500, 1000, 2000, 4000, 3000, 2500]

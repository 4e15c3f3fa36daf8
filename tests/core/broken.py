"""The shipped content as plain data, to break one thing in it and see what is told."""

import tomllib
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import msgspec

from tests.core.municipalities import CONTENT
from wizard.core.content_check import check_content
from wizard.core.municipality import Glossary, Municipality
from wizard.core.problems import Problem
from wizard.core.questionnaire import Questionnaire

AT_SCHOOL = {"question": "school", "any_of": ["mbo"]}
NEVER = {"when": {"all": [AT_SCHOOL, {"not": AT_SCHOOL}]}}
CHECKED_ON = date(2026, 11, 22)

Raw = dict[str, Any]
Break = Callable[[Raw], object]


SHIPPED = {
    name: tomllib.loads((CONTENT / name).read_text("utf-8"))
    for name in (
        "questionnaire.toml",
        "glossary.toml",
        "municipalities/arnhem.toml",
        "municipalities/nijmegen.toml",
    )
}


def read(name: str) -> Raw:
    return deepcopy(SHIPPED[name])


def question(raw: Raw, question_id: str) -> Raw:
    return next(q for part in raw["parts"] for q in part["questions"] if q["id"] == question_id)


def card(raw: Raw, card_id: str) -> Raw:
    return next(card for card in raw["cards"] if card["id"] == card_id)


def said(question_id: str, *choices: str) -> Raw:
    return {"question": question_id, "any_of": list(choices)}


def found(
    questionnaire: Raw,
    municipalities: list[Raw],
    today: date = CHECKED_ON,
    glossary: Raw | None = None,
) -> tuple[Problem, ...]:
    return check_content(
        msgspec.convert(questionnaire, Questionnaire),
        msgspec.convert(glossary or read("glossary.toml"), Glossary),
        [msgspec.convert(raw, Municipality) for raw in municipalities],
        today,
    )


def assert_told(break_it: Break, message: str) -> None:
    raw = read("municipalities/arnhem.toml")
    break_it(raw)

    told = [str(problem) for problem in found(read("questionnaire.toml"), [raw])]

    line = f"error: municipalities/arnhem.toml: {message}"
    assert any(each.startswith(line) for each in told), told

"""Every kind of problem has a broken sample; the shipped content has none."""

import tomllib
from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from tests.core.arnhem import CONTENT
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
    for name in ("questionnaire.toml", "glossary.toml", "municipalities/arnhem.toml")
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
    questionnaire: Raw, municipalities: list[Raw], today: date = CHECKED_ON
) -> tuple[Problem, ...]:
    return check_content(
        msgspec.convert(questionnaire, Questionnaire),
        msgspec.convert(read("glossary.toml"), Glossary),
        [msgspec.convert(raw, Municipality) for raw in municipalities],
        today,
    )


def test_the_shipped_content_has_no_errors() -> None:
    problems = found(read("questionnaire.toml"), [read("municipalities/arnhem.toml")])

    assert [str(problem) for problem in problems if problem.level == "error"] == []


BROKEN_QUESTIONNAIRES: dict[str, tuple[Break, str]] = {
    "a question twice": (
        lambda raw: raw["parts"][2]["questions"].append(question(raw, "hope")),
        "hope.text: this id stands here twice",
    ),
    "a choice twice": (
        lambda raw: question(raw, "wishes")["choices"].append({"id": "rest", "text": "Rust"}),
        "wishes.rest.text: this id stands here twice",
    ),
    "a part twice": (
        lambda raw: raw["parts"].insert(0, {"id": "want", "title": "Ik wil", "questions": []}),
        "want.title: this id stands here twice",
    ),
    "a condition on a later question": (
        lambda raw: question(raw, "wishes").update(when=said("age", "16_17")),
        "wishes: a condition names the unknown answer age = 16_17 (of an earlier question)",
    ),
    "a condition on a choice that is not there": (
        lambda raw: question(raw, "paid_work_when").update(when=said("wishes", "gold")),
        "paid_work_when: a condition names the unknown answer wishes = gold",
    ),
    "a choice's condition on a question that is not there": (
        lambda raw: question(raw, "where_how")["choices"][0].update(when=said("house", "yes")),
        "where_how: a condition names the unknown answer house = yes",
    ),
    "together on a choice that is not there": (
        lambda raw: raw.update(together=said("mode", "both")),
        "together: a condition names the unknown answer mode = both",
    ),
    "too many short pages": (
        lambda raw: [q.update(short=True) for p in raw["parts"] for q in p["questions"]],
        "parts: the short version has 26 pages; at most 16",
    ),
    "too many pages": (
        lambda raw: raw["parts"][1]["questions"].extend(
            {"id": f"q{n}", "kind": "one", "text": f"{n}?", "choices": []} for n in range(20)
        ),
        "parts: there are 46 pages; at most 40",
    ),
    "a private part in the middle": (
        lambda raw: raw["parts"].insert(0, raw["parts"].pop()),
        "parts: private parts come last",
    ),
    "a private question that is on paper": (
        lambda raw: question(raw, "stopped").update(sensitive=False),
        "stopped: a private question is sensitive",
    ),
    "a field with a choice that is not there": (
        lambda raw: question(raw, "week_now")["fields"][0].update(with_choice="gone"),
        "week_now: the field which goes with the unknown choice gone",
    ),
    "a group that is not there": (
        lambda raw: question(raw, "where_how")["groups"].pop(0),
        "where_how: the choice at_home stands in the unknown group where",
    ),
    "a sentence without a chapter": (
        lambda raw: question(raw, "age")["choices"][0].update(sentence="Ik ben jong."),
        "age: this has words for the plan, but no chapter",
    ),
    "a text without a chapter": (
        lambda raw: question(raw, "hope").pop("chapter"),
        "hope: this has words for the plan, but no chapter",
    ),
    "pairs without a chapter": (
        lambda raw: question(raw, "work_style").pop("chapter"),
        "work_style: this has words for the plan, but no chapter",
    ),
    "a scale without a chapter": (
        lambda raw: question(raw, "work_skills").pop("chapter"),
        "work_skills: this has words for the plan, but no chapter",
    ),
    "a chapter without a heading": (
        lambda raw: question(raw, "travel").pop("heading"),
        "travel: this stands in the plan without a heading",
    ),
    "one example": (
        lambda raw: question(raw, "hope")["examples"].pop(),
        "hope: a question for own words has 2 examples",
    ),
    "too many tiles": (
        lambda raw: question(raw, "work_kinds")["choices"].append(
            {"id": "sea", "text": "Zee", "icon": "boat"}
        ),
        "work_kinds: there are 13 tiles; at most 12",
    ),
    "a tile without an icon": (
        lambda raw: question(raw, "strengths")["choices"][0].pop("icon"),
        "strengths: the tile precise has no icon",
    ),
    "a question that is never asked": (
        lambda raw: question(raw, "school_contact").update(NEVER),
        "school_contact: no answers lead to this question",
    ),
}


@pytest.mark.parametrize("case", BROKEN_QUESTIONNAIRES)
def test_a_broken_questionnaire_is_told(case: str) -> None:
    break_it, message = BROKEN_QUESTIONNAIRES[case]
    raw = read("questionnaire.toml")
    break_it(raw)

    told = [str(problem) for problem in found(raw, [])]

    assert any(f"error: questionnaire.toml: {message}" in line for line in told), told


BROKEN_MUNICIPALITIES: dict[str, tuple[Break, str]] = {
    "a card twice": (
        lambda raw: raw["cards"].insert(0, card(raw, "school")),
        "school.title: this id stands here twice",
    ),
    "a word that is not there": (
        lambda raw: raw["words"].pop("orientation_place"),
        "words: there is no orientation_place for the text where_how.orientation_place.text",
    ),
    "a brace that is not closed": (
        lambda raw: card(raw, "school").update(title="Praat met {municipality"),
        "school.title: a brace stands alone",
    ),
    "another term than the drafts have": (
        lambda raw: raw.update(retention_days=3),
        "words.keep_term: this differs from retention_days",
    ),
    "a contact that is not there": (
        lambda raw: card(raw, "school").update(contact="nobody"),
        "school: there is no contact nobody",
    ),
    "a companion's contact that is not there": (
        lambda raw: raw["companion"].update(contact="nobody"),
        "companion: there is no contact nobody",
    ),
    "a contact that nobody can find": (
        lambda raw: raw["contacts"][0].pop("how"),
        "caw: without a phone number, `how` tells how to find it",
    ),
    "urgent help that nobody can find": (
        lambda raw: raw["urgent_help"][0].pop("phone"),
        "danger: without a phone number, `how` tells how to find it",
    ),
    "an orientation that is not there": (
        lambda raw: raw.update(orientation="gone"),
        "orientation: there is no card gone",
    ),
    "nothing for everyone": (
        lambda raw: card(raw, "orientation").update(when=said("residence", "yes")),
        "cards: the last main card, and only that one, is for everyone",
    ),
    "something for everyone too early": (
        lambda raw: card(raw, "under_16").pop("when"),
        "cards: the last main card, and only that one, is for everyone",
    ),
    "a card that looks at ability": (
        lambda raw: card(raw, "paid_work").update(extra_when=said("travel", "bicycle")),
        "paid_work: travel may not steer the route",
    ),
    "a card on a choice that is not there": (
        lambda raw: card(raw, "school").update(when=said("school", "university")),
        "school: a condition names the unknown answer school = university",
    ),
    "a card that is never shown": (
        lambda raw: raw["cards"].insert(0, card(raw, "school") | {"id": "hidden"} | NEVER),
        "hidden: no answers lead to this card",
    ),
    "a card without a reason": (
        lambda raw: card(raw, "start_again")["why"].pop(),
        "start_again: this card can be shown without saying why",
    ),
}


@pytest.mark.parametrize("case", BROKEN_MUNICIPALITIES)
def test_a_broken_municipality_is_told(case: str) -> None:
    break_it, message = BROKEN_MUNICIPALITIES[case]
    raw = read("municipalities/arnhem.toml")
    break_it(raw)

    told = [str(problem) for problem in found(read("questionnaire.toml"), [raw])]

    assert any(f"error: municipalities/arnhem.toml: {message}" in line for line in told), told


def test_contacts_are_looked_at_again_after_half_a_year() -> None:
    later = CHECKED_ON + timedelta(days=184)

    problems = found(read("questionnaire.toml"), [read("municipalities/arnhem.toml")], later)

    old = [p for p in problems if "last checked on 2026-11-22" in p.text]
    assert {p.place for p in old} >= {"caw", "district_coach", "support"}
    assert {p.level for p in old} == {"warning"}


def test_unknown_phone_numbers_are_listed_and_known_ones_are_not() -> None:
    raw = read("municipalities/arnhem.toml")
    raw["contacts"][0]["phone"] = "026 000 00 00"

    problems = found(read("questionnaire.toml"), [raw])

    unknown = {p.place for p in problems if p.text.startswith("no phone number is known")}
    assert "caw" not in unknown
    assert "district_coach" in unknown

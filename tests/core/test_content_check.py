"""Every kind of problem has a broken sample; the shipped content has none."""

from datetime import timedelta

import pytest

from tests.core.broken import CHECKED_ON, NEVER, Break, card, found, question, read, said


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
        "wishes.rest: this id stands here twice",
    ),
    "a part twice": (
        lambda raw: raw["parts"].insert(0, {"id": "want", "title": "Ik wil", "questions": []}),
        "want: this id stands here twice",
    ),
    "a condition on a later question": (
        lambda raw: question(raw, "wishes").update(when=said("age", "16_17")),
        "wishes.when: this condition looks at a later question: age stands behind wishes",
    ),
    "a condition on a choice that is not there": (
        lambda raw: question(raw, "paid_work_when").update(when=said("wishes", "gold")),
        "paid_work_when.when: a condition names the unknown answer wishes = gold",
    ),
    "a choice's condition on a question that is not there": (
        lambda raw: question(raw, "where_how")["choices"][0].update(when=said("house", "yes")),
        "where_how.at_home.when: a condition names the unknown question house",
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
        "week_now.which.with_choice: the field which goes with the unknown choice gone",
    ),
    "a group that is not there": (
        lambda raw: question(raw, "where_how")["groups"].pop(0),
        "where_how.at_home.group: the choice at_home stands in the unknown group where",
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
        "strengths.precise: the tile precise has no icon",
    ),
    "a question that is never asked": (
        lambda raw: question(raw, "school_contact").update(NEVER),
        "school_contact.when: no answers lead to this question",
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
        "school: this id stands here twice",
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
        "school.contact: there is no contact nobody",
    ),
    "a companion's contact that is not there": (
        lambda raw: raw["companion"].update(contact="nobody"),
        "companion.contact: there is no contact nobody",
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
        "paid_work.extra_when: travel may not steer the route",
    ),
    "a card on a choice that is not there": (
        lambda raw: card(raw, "school").update(when=said("school", "university")),
        "school.when: a condition names the unknown answer school = university",
    ),
    "a card that is never shown": (
        lambda raw: raw["cards"].insert(0, card(raw, "school") | {"id": "hidden"} | NEVER),
        "hidden.when: no answers lead to this card",
    ),
    "a card without a reason": (
        lambda raw: card(raw, "start_again")["why"].pop(),
        "start_again.why: this card can be shown without saying why",
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
    assert {p.place for p in old} >= {"caw.checked_on", "support.checked_on"}
    assert {p.level for p in old} == {"warning"}


def test_unknown_phone_numbers_are_listed_and_known_ones_are_not() -> None:
    raw = read("municipalities/arnhem.toml")
    raw["contacts"][0]["phone"] = "026 000 00 00"

    problems = found(read("questionnaire.toml"), [raw])

    unknown = {p.place for p in problems if p.text.startswith("no phone number is known")}
    assert "caw.how" not in unknown
    assert "district_coach.how" in unknown

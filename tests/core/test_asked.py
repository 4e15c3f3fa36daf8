"""What is retired is there for who said it already, and for nobody else."""

import pytest
from msgspec.structs import replace

from tests.core import village
from tests.core.municipalities import EDITIONS
from tests.core.village import picked, said
from wizard.core.answers import Answer
from wizard.core.asked import (
    asked_now,
    hangs_on_answers,
    ids_said,
    is_wanted,
    without_retired,
)
from wizard.core.content import make_edition
from wizard.core.content_check import check_content
from wizard.core.draft import Draft, SharedDocument
from wizard.core.municipality import Glossary
from wizard.core.overlay import Overlay
from wizard.core.paper_questions import blank_questions, open_questions
from wizard.core.path import Path, path_for
from wizard.core.plan import build_plan
from wizard.core.questionnaire import Part, Question, Questionnaire, choices_of

PARTS = [part.id for part in village.QUESTIONNAIRE.parts]


def without(*left_out: str) -> Questionnaire:
    """The village's questions when a municipality leaves some of them out."""
    return edition(*left_out).questionnaire


def edition(*left_out: str):
    own = replace(village.MUNICIPALITY, questions=Overlay(leave_out=left_out))
    return make_edition(village.QUESTIONNAIRE, Glossary(terms=()), own, "nl", lambda _, text: text)


def asked(path: Path) -> set[str]:
    return {step.id for step in path.steps if step.kind == "question"}


def offered(questionnaire: Questionnaire, id_: str, answer: Answer) -> list[str]:
    found = questionnaire.find_question(id_)
    return [choice.id for choice in choices_of(asked_now(found, {}, ids_said(answer)))]


@pytest.mark.parametrize(
    ("answer", "is_there"),
    [
        pytest.param(Answer(), False, id="emptied"),
        pytest.param(Answer(text="Rust", skipped=True), False, id="skipped"),
        pytest.param(Answer(text="Rust"), True, id="answered"),
    ],
)
def test_a_retired_question_is_asked_of_who_answered_it(answer, is_there):
    questionnaire = without("hope")

    path = path_for(questionnaire, {"hope": answer})

    assert ("hope" in asked(path), "hope" in path.counted) == (is_there, is_there)
    assert is_wanted(questionnaire.find_question("hope"), {"hope": answer}) is is_there


def test_a_retired_question_is_asked_of_nobody_else():
    assert "hope" not in asked(path_for(without("hope"), {}, PARTS))
    assert "hope" in asked(path_for(village.QUESTIONNAIRE, {}))


def test_a_retired_question_still_needs_what_it_hangs_on():
    path = path_for(without("paid_work_when"), picked(paid_work_when="soon"))

    assert "paid_work_when" not in asked(path)


def test_nothing_more_is_offered_when_all_of_it_is_retired():
    more = {step.id for step in path_for(without("work_kinds"), {}).steps if step.kind == "more"}

    assert more == {"can"}


def test_a_private_part_without_questions_asks_for_no_handing_over():
    questionnaire = without("sort_out_first", "help_order")

    together = path_for(questionnaire, picked(mode="together"))
    answered = path_for(questionnaire, picked(mode="together", sort_out_first="money"))

    assert "private" not in {step.part for step in together.steps}
    assert [step.kind for step in answered.steps if step.part == "private"] == [
        "hand-over",
        "question",
        "hand-back",
    ]


@pytest.mark.parametrize(
    ("question", "choice", "others"),
    [
        pytest.param("wishes", "rest", ["paid_work", "not_known"], id="several"),
        pytest.param("paid_work_when", "soon", ["later"], id="one"),
        pytest.param("work_kinds", "green", ["animals"], id="tiles"),
        pytest.param("people", "parent", ["friend"], id="people"),
    ],
)
def test_a_retired_choice_is_offered_to_who_picked_it(question, choice, others):
    questionnaire = without(f"{question}.{choice}")

    assert offered(questionnaire, question, Answer()) == others
    assert {*offered(questionnaire, question, Answer(picks=(choice,)))} == {choice, *others}


def retire(pieces):
    """Retire the first of some pieces."""
    return (replace(pieces[0], retired=True), *pieces[1:])


def pieces_of(question: Question, *ids: str) -> list[str]:
    now = asked_now(question, {}, {*ids})
    pieces = [*getattr(now, "items", ()), *now.instead, *now.fields]
    inner = [choice for piece in pieces for choice in getattr(piece, "choices", ())]
    return [piece.id for piece in (*pieces, *inner, *getattr(now, "scale", ()))]


@pytest.mark.parametrize(
    ("question", "retired", "others"),
    [
        pytest.param(
            replace(village.WORK_SKILLS, items=retire(village.WORK_SKILLS.items)),
            "on_time",
            ["well", "sometimes"],
            id="a thing on a scale",
        ),
        pytest.param(
            replace(village.WORK_SKILLS, scale=retire(village.WORK_SKILLS.scale)),
            "well",
            ["on_time", "sometimes"],
            id="a word of a scale",
        ),
        pytest.param(
            replace(
                village.WORK_STYLE,
                items=(
                    replace(
                        village.WORK_STYLE.items[0],
                        choices=retire(village.WORK_STYLE.items[0].choices),
                    ),
                ),
            ),
            "alone",
            ["company", "either"],
            id="a side of a pair",
        ),
        pytest.param(
            replace(village.TALK_WITH_ME, fields=retire(village.TALK_WITH_ME.fields)),
            "language",
            ["where", "home", "office"],
            id="a follow-up",
        ),
        pytest.param(
            replace(village.START_OFTEN, instead=retire(village.START_OFTEN.instead)),
            "not_known",
            [],
            id="an answer instead",
        ),
    ],
)
def test_everything_that_can_be_said_can_be_retired(question, retired, others):
    assert pieces_of(question) == others
    assert {*pieces_of(question, retired)} == {retired, *others}


def test_an_answer_names_its_picks_items_and_follow_ups():
    answer = Answer(picks=("a",), items={"b": "c"}, fields={"d": "e"}, text="f")

    assert ids_said(answer) == {"a", "b", "c", "d", "e"}


def test_a_retired_answer_stays_in_the_plan_and_counts_for_the_route():
    answers = picked(sort_out_first="money", help_order="help_first", wishes="rest")
    draft = Draft(shared=SharedDocument(answers=answers, paper=dict.fromkeys(answers, True)))
    today = village.MUNICIPALITY.contacts[0].checked_on

    plan = build_plan(edition("help_order", "wishes.rest"), draft, today)

    said_in_plan = [
        line.text
        for chapter in plan.chapters.values()
        for item in chapter.items
        for line in item.lines
    ]
    assert {"Ik wil eerst hulp.", "Ik wil eerst rust."} <= {*said_in_plan}
    assert plan.next_step.card.card.id == "coach_first"


def test_paper_has_nothing_that_is_retired():
    questionnaire = without("hope", "wishes.rest", "sort_out_first.money")
    draft = Draft(shared=SharedDocument(answers=picked(wishes="paid_work"), opened=tuple(PARTS)))

    for parts in (
        blank_questions(questionnaire, "long"),
        open_questions(questionnaire, draft, private=True),
    ):
        on_paper = [one.question for part in parts for one in part.questions]
        choices = {choice.id for question in on_paper for choice in choices_of(question)}
        assert {"hope", "help_order"}.isdisjoint(question.id for question in on_paper)
        assert {"rest", "money"}.isdisjoint(choices)


def test_a_rule_on_paper_names_only_choices_that_stand_there():
    when = said("wishes", "paid_work", "rest")
    hope = replace(village.HOPE, when=when)
    part = Part(id="want", title="Ik wil", questions=(village.WISHES, hope))
    asked_all = replace(village.QUESTIONNAIRE, parts=(part,))
    wishes = replace(village.WISHES, choices=retire(village.WISHES.choices))
    asked_less = replace(asked_all, parts=(replace(part, questions=(wishes, hope)),))

    (before,), (after,) = (blank_questions(one, "short") for one in (asked_all, asked_less))

    assert before.questions[1].need.choices == ("Betaald werk", "Eerst rust")
    assert after.questions[1].need.choices == ("Eerst rust",)


def test_what_is_retired_counts_for_no_limit():
    tiles = replace(village.WORK_KINDS, choices=village.WORK_KINDS.choices * 7)
    retired = replace(tiles, choices=tuple(replace(c, retired=True) for c in tiles.choices))

    def limits(question: Question) -> list[str]:
        part = Part(id="want", title="Ik wil", questions=(question,))
        parts = replace(village.QUESTIONNAIRE, parts=(part,))
        found = check_content(parts, Glossary(terms=()), [], None)
        return [problem.text for problem in found if "at most" in problem.text]

    assert limits(tiles) == ["there are 14 tiles; at most 12"]
    assert limits(retired) == []


def test_questions_for_somebody_unknown_keep_everything_else():
    assert without_retired(village.QUESTIONNAIRE) == village.QUESTIONNAIRE


@pytest.mark.parametrize("slug", EDITIONS)
def test_only_where_it_is_said_do_earlier_answers_decide_what_is_offered(slug):
    questionnaire = EDITIONS[slug].questionnaire
    every = {
        q.id: Answer(picks=tuple(c.id for c in choices_of(q))) for q in questionnaire.questions()
    }

    changed = {q.id for q in questionnaire.questions() if asked_now(q, every) != asked_now(q, {})}

    assert {"my_questions"} <= changed
    assert changed <= {q.id for q in questionnaire.questions() if hangs_on_answers(q)}

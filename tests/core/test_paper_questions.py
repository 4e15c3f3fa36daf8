"""Questions on paper: numbers, and rules that lead just where the site would lead."""

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from msgspec.structs import replace

from tests.core import village
from tests.core.arnhem import ARNHEM
from tests.core.strategies import answers, drafts
from tests.core.village import choice, picked, said
from wizard.core.answers import Answer
from wizard.core.draft import Draft, SharedDocument, on_paper
from wizard.core.paper_questions import (
    Need,
    PaperPart,
    PaperQuestion,
    blank_questions,
    open_questions,
    settle,
)
from wizard.core.path import StepKind, path_for
from wizard.core.questionnaire import Condition, One, Questionnaire, Several, choices_of

QUESTIONS = ARNHEM.questionnaire
PARTS = [part.id for part in QUESTIONS.parts]
BESIDE = {"mode": Answer(picks=("alone",)), "beside": Answer()}
"""Nobody answers for somebody who is not there: that person gets this paper instead."""

NO = Condition(not_=said("a", "x"))


def every(parts: tuple[PaperPart, ...]) -> list[PaperQuestion]:
    return [question for part in parts for question in part.questions]


def is_true(need: Need, on_sheet: Mapping[int, set[str]], at_site: Mapping[str, set[str]]) -> bool:
    """Judge a rule as a reader does: by the words that are ticked."""
    match need.form:
        case "ticked":
            ticked = on_sheet.get(need.number, set()) if need.number else at_site[need.question]
            wanted = bool(ticked & set(need.choices))
            assert not need.but or wanted == bool(ticked - {need.but})
            return wanted
        case "all":
            return all(is_true(part, on_sheet, at_site) for part in need.parts)
        case "any":
            return any(is_true(part, on_sheet, at_site) for part in need.parts)
        case "not":
            return not is_true(need.parts[0], on_sheet, at_site)


def words(asked: Questionnaire, question_id: str, answer: Answer) -> set[str]:
    """The words that are ticked; who skips a question ticks none."""
    found = asked.find_question(question_id)
    picks = () if answer.is_empty else answer.picks
    return {choice.text for choice in choices_of(found) if choice.id in picks}


def follow(
    asked: Questionnaire, parts: tuple[PaperPart, ...], replies: Mapping[str, Answer]
) -> Iterator[str]:
    """Fill in a paper with a pen: question by question, going where the rules say."""
    at_site = {q.text: words(asked, q.id, replies.get(q.id, Answer())) for q in asked.questions()}
    ticked: dict[int, set[str]] = {}
    for private in (False, True):
        sheet = every(tuple(part for part in parts if part.private is private))
        goes_on_at = sheet[0].number if sheet else 0
        for one in sheet:
            if one.number != goes_on_at:
                continue
            asked_now = one.need is None or is_true(one.need, ticked, at_site)
            goes_on_at = one.number + 1 if asked_now else one.otherwise
            if asked_now:
                ticked[one.number] = at_site[one.question.text]
                yield one.question.id


def on_the_site(asked: Questionnaire, replies: Mapping[str, Answer], *opened: str) -> list[str]:
    numbered = {q.id for part in asked.parts if part.numbered for q in part.questions}
    steps = path_for(asked, replies, opened).steps
    return [s.id for s in steps if s.kind is StepKind.QUESTION and s.id in numbered]


@pytest.mark.parametrize("length", ["short", "long"])
@given(replies=answers(ARNHEM))
def test_who_follows_the_paper_answers_just_what_the_site_asks(length, replies):
    replies = {**replies, **BESIDE}
    opened = PARTS if length == "long" else ()

    filled_in = list(follow(QUESTIONS, blank_questions(QUESTIONS, length), replies))

    assert filled_in == on_the_site(QUESTIONS, replies, *opened)


@given(draft=drafts(ARNHEM), replies=answers(ARNHEM))
def test_who_fills_in_what_was_open_has_answered_just_what_the_site_asks(draft, replies):
    shown = on_paper(QUESTIONS, draft.with_answer("mode", BESIDE["mode"], private=False))
    counted = shown.path(QUESTIONS).counted
    told = {id_: a for id_, a in shown.answers.items() if a.is_empty or id_ in counted}
    paper = open_questions(QUESTIONS, shown, private=True)

    filled_in = list(follow(QUESTIONS, paper, {**replies, **told}))

    together = {**told, **{id_: replies.get(id_, Answer()) for id_ in filled_in}}
    asked = on_the_site(QUESTIONS, together, *shown.shared.opened)
    assert filled_in == [id_ for id_ in asked if id_ not in told]


@given(draft=drafts(ARNHEM), others=answers(ARNHEM))
def test_a_switched_off_answer_changes_nothing_on_a_paper_that_is_half_filled(draft, others):
    hidden = [q.id for q in QUESTIONS.questions() if not draft.is_on_paper(q)]
    other = draft
    for id_ in hidden:
        answer = others.get(id_, Answer())
        other = other.with_answer(id_, answer, private=QUESTIONS.part_of(id_).private)

    before, after = (open_questions(QUESTIONS, one, private=True) for one in (draft, other))

    assert before == after


def test_the_two_lengths_of_the_village():
    short, long = (blank_questions(village.QUESTIONNAIRE, length) for length in ("short", "long"))

    assert " ".join(q.question.id for q in every(short)) == (
        "wishes paid_work_when hope people talk_with_me sort_out_first help_order"
    )
    assert [part.id for part in long] == ["want", "can", "talk", "private"]
    assert [part.private for part in long] == [False, False, False, True]
    assert [part.helper for part in long] == [True, False, True, False]
    assert [q.number for q in every(long)] == list(range(1, len(every(long)) + 1))


def test_a_question_for_some_says_for_whom_and_where_others_go_on():
    _, when, hope, *_, order = every(blank_questions(village.QUESTIONNAIRE, "short"))

    assert when.need == Need("ticked", (), 1, "Wat wil je?", ("Betaald werk",))
    assert when.otherwise == hope.number
    assert order.otherwise == 0
    assert hope.need is None


def questionnaire(*questions: One | Several) -> Questionnaire:
    part = replace(village.QUESTIONNAIRE.parts[1], questions=questions)
    return replace(village.QUESTIONNAIRE, parts=(village.QUESTIONNAIRE.parts[0], part))


def one(question_id: str, when: Condition | None = None, number: int = 4, **more: object) -> One:
    choices = tuple(choice(f"c{n}", f"Keus {n}") for n in range(number))
    return One(id=question_id, text=question_id, short=True, when=when, choices=choices, **more)


FIRST, THREE = one("first"), ("c0", "c1", "c2")
FOLLOWING = one("following", said("first", *THREE))


def test_a_jump_goes_past_every_question_that_would_not_be_asked_either():
    deeper = one("deeper", said("following", "c0"))
    deepest = one("deepest", said("deeper", "c0"))
    asked = questionnaire(FIRST, FOLLOWING, deeper, deepest, one("last"))

    paper = every(blank_questions(asked, "short"))

    assert [q.otherwise for q in paper] == [0, 5, 5, 5, 0]


def test_all_but_one_choice_is_said_the_short_way():
    _, paper = every(blank_questions(questionnaire(FIRST, FOLLOWING), "short"))
    _, plain = every(
        blank_questions(questionnaire(FIRST, one("next", said("first", "c0"))), "short")
    )

    assert paper.need.but == "Keus 3"
    assert plain.need.but == ""


def test_a_rule_may_be_about_a_question_that_only_the_site_asks():
    together = one(
        "next", Condition(all=(Condition(not_=said("mode", "alone")), said("first", "c0")))
    )
    _, paper = every(blank_questions(questionnaire(FIRST, together), "short"))

    assert paper.need.form == "all"
    assert paper.need.parts[0] == Need(
        "not", (Need("ticked", (), 0, village.MODE.text, ("Alleen",)),)
    )


def test_a_rule_about_a_question_that_is_not_on_this_paper_is_settled():
    longer = replace(FIRST, short=False)
    asked = questionnaire(longer, FOLLOWING, one("other", Condition(not_=said("first", "c0"))))

    assert [q.question.id for q in every(blank_questions(asked, "short"))] == ["other"]


def test_choices_for_some_stand_apart_and_those_for_nobody_are_left_out():
    offered = tuple(
        replace(choice(id_, id_), when=when)
        for id_, when in (
            ("plain", None),
            ("some", said("first", "c0")),
            ("none", said("far", "c0")),
        )
    )
    several = Several(id="several", text="several", short=True, choices=offered)
    asked = questionnaire(FIRST, replace(one("far"), short=False), several)

    _, paper = every(blank_questions(asked, "short"))

    assert [c.id for c in paper.question.choices] == ["plain"]
    assert [c.id for c in paper.sometimes] == ["some"]


def test_a_choice_that_is_called_for_by_now_is_one_for_everyone():
    several = Several(
        id="several",
        text="several",
        short=True,
        choices=(replace(choice("some", "some"), when=said("first", "c0")),),
    )
    draft = Draft(shared=SharedDocument(answers=picked(first="c0")))

    (paper,) = every(open_questions(questionnaire(FIRST, several), draft, private=False))

    assert [c.id for c in paper.question.choices] == ["some"]
    assert paper.sometimes == ()


def test_without_the_private_part_the_others_keep_their_numbers():
    draft = Draft(shared=SharedDocument(answers=picked(wishes="rest")))
    with_own, without = (
        open_questions(village.QUESTIONNAIRE, draft, private=private) for private in (True, False)
    )

    assert [part.id for part in with_own] == [*(part.id for part in without), "private"]
    assert with_own[:-1] == without
    assert [q.question.id for q in every(without)] == ["hope", "people", "talk_with_me"]


@pytest.mark.parametrize(
    ("answered", "helped", "room"),
    [({}, "", False), (picked(mode="together"), "", True), ({}, "parent", True)],
)
def test_on_a_paper_that_is_half_filled_who_helps_has_room_when_there_is_somebody(
    answered, helped, room
):
    draft = Draft(shared=SharedDocument(answers=answered, helped=helped))

    want, *_ = open_questions(village.QUESTIONNAIRE, draft, private=True)

    assert want.helper is room


A, B = said("a", "x"), said("b", "x")


@pytest.mark.parametrize(
    ("condition", "known", "left"),
    [
        (None, {}, True),
        (A, {}, A),
        (A, {"a": False}, False),
        (NO, {}, NO),
        (NO, {"a": False}, True),
        (Condition(all=(A, B)), {}, Condition(all=(A, B))),
        (Condition(all=(A, B)), {"a": True}, B),
        (Condition(all=(A, B)), {"a": False}, False),
        (Condition(all=(A, B)), {"a": True, "b": True}, True),
        (Condition(any=(A, B)), {}, Condition(any=(A, B))),
        (Condition(any=(A, B)), {"a": False}, B),
        (Condition(any=(A, B)), {"a": True}, True),
        (Condition(any=(A, B)), {"a": False, "b": False}, False),
    ],
)
def test_what_is_left_of_a_condition_when_something_is_known(condition, known, left):
    assert settle(condition, lambda rule: known.get(rule.question)) == left

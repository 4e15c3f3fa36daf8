"""Twelve made-up people, two of them extreme: right for the questionnaire, and printable."""

from itertools import cycle

import pytest

from tests.handout.checks import faults_of
from tests.handout.samples import EDITION, TODAY
from wizard.answersfile import people, read_draft
from wizard.core.answers import LINE_MOST_CHARACTERS, TEXT_MOST_CHARACTERS
from wizard.core.draft import TALK_POINTS_MOST
from wizard.core.path import StepKind
from wizard.core.questionnaire import Pairs, Scale, TextQuestion, Week, choices_of
from wizard.handout.kinds import KINDS, Wanted
from wizard.handout.paper import Paper
from wizard.handout.pdf import render_pdf

PEOPLE = people()
QUESTIONS = EDITION.questionnaire
EXTREME = {"everything-at-full-length", "many-scripts"}
OF_ANSWERS = ("plan", "large", "easy", "bilingual", "so-far")
PRINTED = [
    (name, kind)
    for name, kind in zip(PEOPLE, cycle(OF_ANSWERS), strict=False)
    if name not in EXTREME
]


def draft_of(name):
    return read_draft(PEOPLE[name], QUESTIONS)


def wanted_of(name):
    return Wanted(draft=draft_of(name), edition=EDITION, dutch=EDITION, today=TODAY, demo=False)


def can_be_picked(question):
    """Everything that may stand in the picks of an answer."""
    if isinstance(question, Week):
        return {f"{d.id}-{p.id}" for d in question.days for p in question.dayparts}
    return {choice.id for choice in choices_of(question)}


def can_be_said(question):
    """What may stand in the items of an answer: per item what can be picked, or anything."""
    match question:
        case Scale():
            return {i.id: {choice.id for choice in question.scale} for i in question.items}
        case Pairs():
            return {pair.id: {choice.id for choice in pair.choices} for pair in question.items}
    return dict.fromkeys(can_be_picked(question))


def faults(question, answer):
    """Yield what the page of this question could never have sent."""
    said = can_be_said(question)
    yield from set(answer.picks) - can_be_picked(question)
    yield from set(answer.items) - set(said)
    yield from (v for i, v in answer.items.items() if said.get(i) and v not in said[i])
    yield from set(answer.fields) - {field.id for field in question.fields}
    if answer.text and not (isinstance(question, TextQuestion) or question.own_words):
        yield "text"


def test_there_are_twelve_and_two_of_them_are_extreme():
    assert len(PEOPLE) == 12
    assert set(PEOPLE) > EXTREME


@pytest.mark.parametrize("name", PEOPLE)
def test_their_answers_are_those_of_the_questions(name):
    draft = draft_of(name)

    for question_id, answer in draft.answers.items():
        assert list(faults(QUESTIONS.find_question(question_id), answer)) == []
        assert len(answer.text) <= TEXT_MOST_CHARACTERS
        assert all(len(line) <= LINE_MOST_CHARACTERS for line in answer.fields.values())


def test_an_answer_that_no_page_sends_is_found():
    right = draft_of("leaving-school").answers
    wrong = {"work_skills": "work_style", "people": "work_skills", "age": "people", "mode": "hope"}

    for question, answer in wrong.items():
        assert list(faults(QUESTIONS.find_question(question), right[answer]))


@pytest.mark.parametrize("name", PEOPLE)
def test_they_were_asked_everything_that_they_answered(name):
    draft = draft_of(name)
    path = draft.path(QUESTIONS)
    answered = {id_ for id_, answer in draft.answers.items() if not answer.is_empty}
    helped = {step.id for step in path.steps if step.kind is StepKind.HELPER}

    assert answered == set(path.counted)
    if name not in EXTREME:
        assert set(draft.shared.helper) <= helped
    assert set(draft.talk) <= answered
    assert len(draft.talk) <= TALK_POINTS_MOST


@pytest.mark.parametrize("name", PEOPLE)
def test_nobody_has_a_mark_without_words(name):
    assert len(wanted_of(name).plan().mark.split()) == 2
    assert len({draft_of(other).shared.mark for other in PEOPLE}) == len(PEOPLE)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", PEOPLE)
def test_every_kind_can_be_made_for_everyone(name, kind):
    made = KINDS[kind](wanted_of(name))

    assert made.html if isinstance(made, Paper) else made


@pytest.mark.parametrize(("name", "kind"), PRINTED)
def test_one_kind_prints_for_each_of_them(name, kind):
    assert faults_of(render_pdf(KINDS[kind](wanted_of(name)))) == []


def test_the_longest_fills_every_field_to_its_last_character():
    answers = draft_of("everything-at-full-length").answers

    assert set(answers) >= {question.id for question in QUESTIONS.questions() if question.chapter}
    assert {len(answers[id_].text) for id_ in ("hope", "wishes", "how_it_went")} == {
        TEXT_MOST_CHARACTERS
    }
    assert set(map(len, answers["people"].items.values())) == {LINE_MOST_CHARACTERS}

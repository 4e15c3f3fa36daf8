"""The questions as each municipality asks them, held against the decisions about all questions."""

from tests.core.municipalities import each_municipality
from wizard.core.conditions import questions_in
from wizard.core.municipality import Edition
from wizard.core.questionnaire import (
    Pairs,
    Scale,
    Several,
    TextQuestion,
    Tiles,
    choices_of,
)


@each_municipality
def test_short_questions_come_before_the_rest_of_their_part(edition: Edition) -> None:
    for part in edition.questionnaire.parts:
        order = [not question.short for question in part.questions]
        assert order == sorted(order), part.id


@each_municipality
def test_a_question_that_hangs_on_short_ones_only_is_short_too(edition: Edition) -> None:
    short = {question.id for question in edition.questionnaire.questions() if question.short}
    rest = [q for q in edition.questionnaire.questions() if q.when and not q.short]

    assert [q.id for q in rest if {id_ for id_, _ in questions_in(q.when)} <= short] == []


@each_municipality
def test_the_short_version_and_the_whole_stay_within_their_pages(edition: Edition) -> None:
    parts = [part for part in edition.questionnaire.parts if part.numbered]
    pages = [question for part in parts for question in part.questions if question.when is None]

    assert sum(question.short for question in pages) <= 16
    assert len(pages) <= 40


@each_municipality
def test_staying_and_rest_stand_beside_paid_work_as_equals(edition: Edition) -> None:
    wishes = edition.questionnaire.find_question("wishes")
    assert isinstance(wishes, Several)
    by_id = {choice.id: choice for choice in wishes.choices}

    for equal in ("stay", "rest"):
        assert by_id[equal].sentence
        assert (by_id[equal].group, by_id[equal].help) == ("", "")
        assert not by_id[equal].exclusive
    assert (by_id["paid_work"].group, by_id["paid_work"].help) == ("", "")
    assert wishes.most == 3


@each_municipality
def test_the_private_part_is_last_and_has_no_field_for_the_helper(edition: Edition) -> None:
    private = edition.questionnaire.parts[-1]

    assert (private.private, private.chapter) == (True, None)
    assert all(question.sensitive for question in private.questions)


@each_municipality
def test_nothing_outside_the_private_part_is_sensitive(edition: Edition) -> None:
    shared = [q for part in edition.questionnaire.parts if not part.private for q in part.questions]

    assert [question.id for question in shared if question.sensitive] == []


@each_municipality
def test_help_is_one_short_sentence_at_most(edition: Edition) -> None:
    for question in edition.questionnaire.questions():
        assert sum(question.help.count(mark) for mark in ".?!") <= 1, question.id


@each_municipality
def test_each_answer_has_a_sentence_of_its_own(edition: Edition) -> None:
    for question in edition.questionnaire.questions():
        said = [choice.sentence for choice in choices_of(question) if choice.sentence]
        if isinstance(question, Pairs):
            said = [c.sentence for pair in question.items for c in pair.choices if c.sentence]
        if isinstance(question, Scale):
            said = [text for item in question.items for text in item.sentences.values()]
        assert len(said) == len(set(said)), question.id
        if isinstance(question, Tiles):
            assert all(choice.sentence for choice in question.choices)


@each_municipality
def test_text_questions_never_have_a_second_box_to_type_in(edition: Edition) -> None:
    for question in edition.questionnaire.questions():
        boxes = [field.id for field in question.fields if field.kind == "text"]
        boxes += ["own words"] if question.own_words or isinstance(question, TextQuestion) else []
        assert len(boxes) <= 1, question.id

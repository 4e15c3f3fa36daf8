"""An answer reads back as the choices that were picked, then the person's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core import village
from tests.core.strategies import FOREIGN, answers_to
from wizard.core.answers import Answer, Line, lines, sentences


def ours(text: str, own_words: str = "") -> Line:
    return Line(text=text, own_words=own_words)


def theirs(own_words: str) -> Line:
    return Line(own_words=own_words)


READINGS = [
    # kind, question, answer, as on the check page, as in the plan
    (
        "one",
        village.HELP_ORDER,
        Answer(picks=("help_first",)),
        [ours("Eerst hulp")],
        [ours("Ik wil eerst hulp.")],
    ),
    (
        "several, in the order of the content",
        village.WISHES,
        Answer(picks=("rest", "paid_work"), text="Een hond."),
        [ours("Betaald werk"), ours("Eerst rust"), theirs("Een hond.")],
        [ours("Ik wil betaald werk."), ours("Ik wil eerst rust."), theirs("Een hond.")],
    ),
    (
        "an answer instead, without a sentence",
        village.WISHES,
        Answer(picks=("not_known",)),
        [ours("Ik weet het nog niet")],
        [],
    ),
    (
        "tiles, one without a sentence",
        village.WORK_KINDS,
        Answer(picks=("green", "animals")),
        [ours("Groen"), ours("Dieren")],
        [ours("Werken in het groen.")],
    ),
    (
        "scale",
        village.WORK_SKILLS,
        Answer(items={"on_time": "well"}),
        [ours("Op tijd komen: gaat goed")],
        [ours("Ik kom op tijd.")],
    ),
    (
        "scale, without a sentence for this word",
        village.WORK_SKILLS,
        Answer(items={"on_time": "sometimes"}),
        [ours("Op tijd komen: soms")],
        [],
    ),
    (
        "pairs",
        village.WORK_STYLE,
        Answer(items={"company": "alone"}),
        [ours("Alleen")],
        [ours("Ik werk graag alleen.")],
    ),
    (
        "pairs: no preference",
        village.WORK_STYLE,
        Answer(items={"company": "either"}),
        [ours("Alleen of samen Geen")],
        [],
    ),
    (
        "week",
        village.START_OFTEN,
        Answer(picks=("monday-morning", "monday-afternoon", "tuesday-afternoon")),
        [ours("maandag: ochtend, middag"), ours("dinsdag: middag")],
        [ours("maandag: ochtend, middag"), ours("dinsdag: middag")],
    ),
    (
        "people, with what each helps with",
        village.PEOPLE,
        Answer(picks=("parent", "friend"), items={"parent": "De post.", "friend": "Reizen."}),
        [ours("Ouder", "De post."), ours("Vriend", "Reizen.")],
        [ours("Mijn ouder", "De post."), ours("", "Reizen.")],
    ),
    ("text", village.HOPE, Answer(text="Rust"), [theirs("Rust")], [theirs("Rust")]),
    (
        "follow-ups",
        village.TALK_WITH_ME,
        Answer(fields={"language": "Turks", "where": "office"}),
        [ours("Mijn taal:", "Turks"), ours("Waar: op kantoor")],
        [ours("Mijn taal:", "Turks"), ours("Waar: op kantoor")],
    ),
    (
        "a follow-up with its own sentence",
        village.TALK_WITH_ME,
        Answer(fields={"where": "home"}),
        [ours("Bij mij thuis.")],
        [ours("Bij mij thuis.")],
    ),
]


@pytest.mark.parametrize(
    ("question", "answer", "checked", "planned"),
    [pytest.param(*row, id=kind) for kind, *row in READINGS],
)
def test_an_answer_reads(question, answer, checked, planned):
    assert list(lines(question, answer)) == checked
    assert list(sentences(question, answer)) == planned


@pytest.mark.parametrize(
    "question", list(village.QUESTIONNAIRE.questions()), ids=lambda question: question.id
)
def test_ids_of_long_ago_say_nothing(question):
    stale = Answer(
        picks=(FOREIGN,),
        items=dict.fromkeys(("on_time", "company", FOREIGN), FOREIGN),
        fields={"where": FOREIGN, FOREIGN: "words"},
    )

    assert lines(question, stale) == ()
    assert sentences(question, stale) == ()


def test_seen_and_skipped_is_an_answer_too():
    assert Answer(revision=3, lang="nl").is_empty
    assert not Answer(text="Rust").is_empty
    assert Answer(text="Rust", skipped=True).is_empty


def test_when_and_in_what_language_is_no_part_of_what_was_said():
    answer = Answer(picks=("rest",), revision=1, lang="nl")

    assert answer.says_the_same_as(Answer(picks=("rest",), revision=2, lang="ar"))
    assert not answer.says_the_same_as(Answer(picks=("rest",), text="Rust", revision=1))
    assert not answer.says_the_same_as(Answer(picks=("rest",), skipped=True))


@given(
    st.sampled_from(list(village.QUESTIONNAIRE.questions())).flatmap(
        lambda question: st.tuples(st.just(question), answers_to(question))
    )
)
def test_own_words_stay_literal(asked):
    question, answer = asked

    typed = {line.own_words for line in lines(question, answer)} - {""}

    assert typed <= {answer.text, *answer.items.values(), *answer.fields.values()}
    assert not answer.text or answer.text in typed

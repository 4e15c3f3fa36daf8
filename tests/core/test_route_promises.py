"""What holds in every municipality for every answer that anyone can give (domain notes 6.3)."""

import functools
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core import municipalities, strategies
from tests.core.routes import all_cards, counted, routed
from wizard.core.answers import Answer
from wizard.core.conditions import holds, questions_in
from wizard.core.explain import questions_read
from wizard.core.municipality import Edition
from wizard.core.questionnaire import Question, choices_of
from wizard.core.routing import Route

HELP_ITEMS = {"money", "housing", "stress", "health", "home", "rather_in_talk"}
SCHOOLS = {"vso", "pro", "mbo", "other"}
READ = {
    "residence",
    "age",
    "week_now",
    "wishes",
    "paid_work_when",
    "school",
    "sort_out_first",
    "help_order",
    "stopped",
}

EDITIONS = {**municipalities.EDITIONS, "new": municipalities.STARTED}
ANSWERS = {slug: strategies.answers(edition) for slug, edition in EDITIONS.items()}

everywhere = pytest.mark.parametrize("slug", EDITIONS)


def expected(answers: dict[str, Answer]) -> list[str]:
    """The rules once more, as the domain notes tell them: the main card, then the extras."""

    def said(question: str, *choices: str) -> bool:
        return not set(choices).isdisjoint(answers.get(question, Answer()).picks)

    asked_school = said("age", "under_16", "16_17", "18_26") or said("week_now", "school")
    wants_help = said("sort_out_first", *HELP_ITEMS)
    help_first = wants_help and said("help_order", "help_first")
    soon = said("wishes", "paid_work") and said("paid_work_when", "soon")
    rules = {
        "under_16": said("age", "under_16"),
        "coach_first": help_first,
        "start_again": said("stopped", "stopped", "struggling"),
        "school": asked_school and said("school", *SCHOOLS),
        "orientation": True,
    }
    extras = {
        "orientation": True,
        "start_again": rules["start_again"],
        "school": rules["school"],
        "coach_first": wants_help or said("residence", "no_fixed_address"),
        "paid_work": soon,
    }
    if said("residence", "no"):
        return ["elsewhere"]
    main = next(card for card, applies in rules.items() if applies)
    return [main, *(card for card, applies in extras.items() if applies and card != main)]


def classes(edition: Edition, question: Question) -> list[Answer]:
    """One answer out of each group that the rules cannot tell apart; no answer is in one too."""
    cards = edition.municipality.cards
    conditions = [condition for card in cards for condition in (card.when, card.extra_when)]
    conditions += [q.when for q in questions_read(edition)]
    read = [picks for c in conditions for id_, picks in questions_in(c) if id_ == question.id]
    told_apart = {tuple(c.id in picks for picks in read): c.id for c in choices_of(question)}
    told_apart.pop((False,) * len(read), None)  # what no rule names counts as no answer
    return [Answer(), *(Answer(picks=(choice,)) for choice in told_apart.values())]


@functools.cache
def combinations(slug: str) -> list[tuple[dict[str, Answer], Route]]:
    """Every combination of one answer out of each class, with where it leads."""
    edition = EDITIONS[slug]
    questions = questions_read(edition)
    chosen = itertools.product(*(classes(edition, question) for question in questions))
    answers = [{q.id: a for q, a in zip(questions, row, strict=True)} for row in chosen]
    return [(row, routed(edition, row)) for row in answers]


def shown_ids(route: Route) -> list[str]:
    return [shown.card.id for shown in all_cards(route)]


@everywhere
def test_every_combination_of_answers_goes_where_the_notes_say(slug):
    reached = set()
    for answers, route in combinations(slug):
        assert shown_ids(route) == expected(answers), answers
        reached.update(shown_ids(route))
    cards = {card.id for card in EDITIONS[slug].municipality.cards}
    assert reached == cards, "every rule is reached by some combination"


@everywhere
@given(data=st.data())
def test_whatever_was_answered_goes_where_the_notes_say(slug, data):
    edition = EDITIONS[slug]
    answers = data.draw(ANSWERS[slug])

    assert shown_ids(routed(edition, answers)) == expected(counted(edition, answers))


@everywhere
def test_the_orientation_is_offered_to_everyone_who_did_not_say_to_live_elsewhere(slug):
    orientation = EDITIONS[slug].municipality.orientation
    for answers, route in combinations(slug):
        if answers["residence"].picks == ("no",):
            assert shown_ids(route) == ["elsewhere"]
        else:
            assert orientation in (route.main.card.id, *(c.card.id for c in route.extra[:1]))


@everywhere
def test_only_these_answers_are_read(slug):
    assert {question.id for question in questions_read(EDITIONS[slug])} == READ


@everywhere
@given(data=st.data())
def test_ability_health_travel_and_network_never_count(slug, data):
    """Take the answers that are read, and who is there to answer, and change all the others."""
    edition = EDITIONS[slug]
    answers, other = (data.draw(ANSWERS[slug]) for _ in range(2))
    kept = READ | {id_ for id_, _ in questions_in(edition.questionnaire.paper_only)}
    mixed = {id_: answer for id_, answer in answers.items() if id_ in kept}
    mixed |= {id_: answer for id_, answer in other.items() if id_ not in kept}

    assert routed(edition, mixed) == routed(edition, answers)


@everywhere
@given(data=st.data())
def test_every_reason_names_an_answer_that_was_given(slug, data):
    edition = EDITIONS[slug]
    answers = data.draw(ANSWERS[slug])
    cards = [card.id for card in edition.municipality.cards]
    counting = counted(edition, answers)
    for shown in all_cards(routed(edition, answers, data.draw(st.sampled_from(["", *cards])))):
        for why in shown.card.why:
            if why.text in shown.why and shown.card.id != edition.municipality.orientation:
                assert why.when
                assert holds(why.when, counting)
                assert not holds(why.when, {})


@everywhere
def test_every_card_has_a_reason_where_the_rules_put_it(slug):
    for answers, route in combinations(slug):
        assert all(card.why for card in all_cards(route)), answers

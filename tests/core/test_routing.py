"""The routing rules, as a table, and the promises that hold for every answer anyone can give."""

import functools
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core import strategies, village
from tests.core.arnhem import ARNHEM
from tests.core.village import picked
from wizard.core.answers import Answer
from wizard.core.conditions import holds, questions_in
from wizard.core.explain import questions_read
from wizard.core.path import path_for
from wizard.core.questionnaire import Question, choices_of
from wizard.core.routing import Route, RouteCard, route_for

CARDS = {card.id: card for card in ARNHEM.municipality.cards}
PARTS = [part.id for part in ARNHEM.questionnaire.parts]
NOT_THERE = {id_ for id_, _ in questions_in(ARNHEM.questionnaire.paper_only)}
HELP_ITEMS = {"money", "housing", "stress", "health", "home", "rather_in_talk"}
SCHOOLS = {"vso", "pro", "mbo", "other"}

FOR_ALL = "Dit is voor iedereen in Arnhem."
NAMED_HELP = "Je noemde iets waar je hulp bij wilt."

ROUTES = [
    # rule, answers, main card, cards below it, why the main card, why the first below it
    ("F", {"residence": "no", "stopped": "stopped", "age": "under_16"},
     "elsewhere", "", "Je zei: ik woon niet in Arnhem.", ""),
    ("J", {"age": "under_16", "school": "pro"},
     "under_16", "orientation school", "Je bent jonger dan 16.", FOR_ALL),
    ("B", {"sort_out_first": "housing", "help_order": "help_first", "stopped": "stopped"},
     "coach_first", "orientation start_again", "Je wilt eerst hulp bij iets anders.", FOR_ALL),
    ("E, it stopped", {"stopped": "stopped", "age": "18_26", "school": "mbo"},
     "start_again", "orientation school", "Je werk of plek is gestopt.", FOR_ALL),
    ("E, it goes badly", {"stopped": "struggling"},
     "start_again", "orientation", "Het gaat niet goed op je werk of plek.", FOR_ALL),
    ("D", {"age": "16_17", "school": "vso"},
     "school", "orientation", "Je zit op school of bent net van school.", FOR_ALL),
    ("D, at any age", {"age": "67_up", "week_now": "school", "school": "other"},
     "school", "orientation", "Je zit op school of bent net van school.", FOR_ALL),
    ("A, nothing answered", {}, "orientation", "", FOR_ALL, ""),
    ("A, nothing special", {"residence": "yes", "age": "27_66", "stopped": "no", "wishes": "rest"},
     "orientation", "", FOR_ALL, ""),
    ("B+, help beside it", {"sort_out_first": "money", "help_order": "both"},
     "orientation", "coach_first", FOR_ALL, NAMED_HELP),
    ("B+, order skipped", {"sort_out_first": "rather_in_talk"},
     "orientation", "coach_first", FOR_ALL, NAMED_HELP),
    ("B+, no fixed address", {"residence": "no_fixed_address"},
     "orientation", "coach_first", FOR_ALL, "Je hebt nu geen vast adres."),
    ("C+", {"wishes": "paid_work", "paid_work_when": "soon"},
     "orientation", "paid_work", FOR_ALL, "Je wilt snel betaald werk."),
    ("C never replaces the orientation",
     {"wishes": "paid_work", "paid_work_when": "soon", "stopped": "stopped"},
     "start_again", "orientation paid_work", "Je werk of plek is gestopt.", FOR_ALL),
    ("all at once: one more is shown, the rest is behind a button",
     {"age": "under_16", "sort_out_first": "home", "help_order": "help_first", "stopped": "stopped",
      "school": "mbo", "wishes": "paid_work", "paid_work_when": "soon"},
     "under_16", "orientation start_again | school coach_first paid_work",
     "Je bent jonger dan 16.", FOR_ALL),
    ("stale: `help_order` is hidden", {"sort_out_first": "no", "help_order": "help_first"},
     "orientation", "", FOR_ALL, ""),
    ("stale: `school` is hidden", {"age": "27_66", "school": "vso"},
     "orientation", "", FOR_ALL, ""),
    ("stale: `paid_work_when` is hidden", {"wishes": "rest", "paid_work_when": "soon"},
     "orientation", "", FOR_ALL, ""),
]  # fmt: skip


def counted(answers: dict[str, Answer]) -> dict[str, Answer]:
    return path_for(ARNHEM.questionnaire, answers, PARTS).counted


def routed(answers: dict[str, Answer], chosen: str = "") -> Route:
    return route_for(ARNHEM.municipality, counted(answers), chosen)


def ids(cards: tuple[RouteCard, ...]) -> str:
    return " ".join(shown.card.id for shown in cards)


def below(route: Route) -> str:
    return " | ".join(filter(None, (ids(route.extra), ids(route.more))))


@pytest.mark.parametrize(
    ("replies", "main", "extras", "why", "why_below"),
    [pytest.param(*row, id=rule) for rule, *row in ROUTES],
)
def test_the_rules(replies, main, extras, why, why_below):
    route = routed(picked(**replies))

    assert (route.main.card.id, below(route)) == (main, extras)
    assert route.main.why == (why,)
    assert [shown.why for shown in route.extra[:1]] == ([(why_below,)] if why_below else [])


@pytest.mark.parametrize(
    ("replies", "chosen", "main", "extras"),
    [
        ({}, "school", "school", "orientation"),
        ({"stopped": "stopped"}, "paid_work", "paid_work", "orientation start_again"),
        ({"stopped": "stopped"}, "orientation", "orientation", "start_again"),
        ({"stopped": "stopped"}, "start_again", "start_again", "orientation"),
        ({"residence": "no"}, "orientation", "orientation", "elsewhere"),
    ],
)
def test_the_resident_s_choice_overrules_and_is_kept(replies, chosen, main, extras):
    route = routed(picked(**replies), chosen)

    assert (route.main.card.id, below(route)) == (main, extras)
    assert route.main.chosen


def test_a_chosen_card_gives_no_reason_that_is_not_true():
    assert routed({}, "paid_work").main.why == ()


def test_a_card_that_no_longer_exists_is_not_chosen():
    assert routed({}, "card_of_long_ago") == routed({})
    assert not routed({}).main.chosen


def test_a_card_that_stands_alone_is_never_an_extra_by_its_own_rule():
    coach, orientation, _ = village.MUNICIPALITY.cards
    elsewhere = replace(coach, id="elsewhere", when=village.said("mode", "alone"), alone=True)
    municipality = replace(village.MUNICIPALITY, cards=(coach, elsewhere, orientation))

    route = route_for(municipality, picked(mode="alone", help_order="help_first"))

    assert (route.main.card.id, below(route)) == ("coach_first", "orientation")


# --- Every combination of the answers that are read ----------------------------------------------


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


def classes(question: Question) -> list[Answer]:
    """One answer out of each group that the rules cannot tell apart; no answer is in one too."""
    cards = ARNHEM.municipality.cards
    conditions = [condition for card in cards for condition in (card.when, card.extra_when)]
    conditions += [q.when for q in questions_read(ARNHEM)]
    read = [picks for c in conditions for id_, picks in questions_in(c) if id_ == question.id]
    told_apart = {tuple(c.id in picks for picks in read): c.id for c in choices_of(question)}
    told_apart.pop((False,) * len(read), None)  # what no rule names counts as no answer
    return [Answer(), *(Answer(picks=(choice,)) for choice in told_apart.values())]


@functools.cache
def combinations() -> list[tuple[dict[str, Answer], Route]]:
    """Every combination of one answer out of each class, with where it leads."""
    questions = questions_read(ARNHEM)
    chosen = itertools.product(*map(classes, questions))
    answers = [{q.id: a for q, a in zip(questions, row, strict=True)} for row in chosen]
    return [(row, routed(row)) for row in answers]


def all_cards(route: Route) -> list[RouteCard]:
    return [route.main, *route.extra, *route.more]


def test_every_combination_of_answers_goes_where_the_notes_say():
    reached = set()
    for answers, route in combinations():
        shown = [card.card.id for card in all_cards(route)]
        assert shown == expected(answers), answers
        reached.update(shown)
    assert reached == set(CARDS), "every rule is reached by some combination"


@given(strategies.answers(ARNHEM))
def test_whatever_was_answered_goes_where_the_notes_say(answers):
    counting = counted(answers)
    shown = [card.card.id for card in all_cards(routed(answers))]

    assert shown == expected(counting)


def test_the_orientation_is_offered_to_everyone_who_did_not_say_to_live_elsewhere():
    for answers, route in combinations():
        elsewhere = answers["residence"].picks == ("no",)
        if elsewhere:
            assert [card.card.id for card in all_cards(route)] == ["elsewhere"]
        else:
            assert "orientation" in (route.main.card.id, *(c.card.id for c in route.extra[:1]))


def test_only_these_answers_are_read():
    assert {question.id for question in questions_read(ARNHEM)} == {
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


@given(strategies.answers(ARNHEM), strategies.answers(ARNHEM))
def test_ability_health_travel_and_network_never_count(answers, other):
    """Take the answers that are read, and who is there to answer, and change all the others."""
    kept = NOT_THERE | {question.id for question in questions_read(ARNHEM)}
    mixed = {id_: answer for id_, answer in answers.items() if id_ in kept}
    mixed |= {id_: answer for id_, answer in other.items() if id_ not in kept}

    assert routed(mixed) == routed(answers)


@given(strategies.answers(ARNHEM), st.sampled_from(["", *CARDS]))
def test_every_reason_names_an_answer_that_was_given(answers, chosen):
    counting = counted(answers)
    for shown in all_cards(routed(answers, chosen)):
        for why in shown.card.why:
            if why.text in shown.why and shown.card.id != ARNHEM.municipality.orientation:
                assert why.when
                assert holds(why.when, counting)
                assert not holds(why.when, {})


def test_every_card_has_a_reason_where_the_rules_put_it():
    for answers, route in combinations():
        assert all(card.why for card in all_cards(route)), answers

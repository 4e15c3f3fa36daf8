"""Each card says why it is shown or not, and its rules say which piece of them is true."""

from hypothesis import given
from msgspec.structs import replace

from tests.core import village
from tests.core.arnhem import ARNHEM
from tests.core.strategies import answers
from tests.core.village import picked, said
from wizard.core.answers import Answer
from wizard.core.explain_route import Weighed, explain_route, weigh
from wizard.core.municipality import Edition
from wizard.core.questionnaire import Condition

HELP_FIRST = picked(sort_out_first="money", help_order="help_first")
SOON = picked(wishes="paid_work", paid_work_when="soon")


def told(answered: dict[str, Answer], edition: Edition = village.EDITION) -> dict[str, str]:
    account = explain_route(edition, answered)
    return {one.card.id: f"{one.place}: {one.reason}" for one in account.cards}


def with_cards(**changes: dict[str, object]) -> Edition:
    cards = tuple(replace(c, **changes.get(c.id, {})) for c in village.MUNICIPALITY.cards)
    return replace(village.EDITION, municipality=replace(village.MUNICIPALITY, cards=cards))


def test_without_answers_the_card_for_everyone_is_the_main_one():
    assert told({}) == {
        "coach_first": "off: untrue",
        "orientation": "main: for_everyone",
        "paid_work": "off: untrue",
    }


def test_the_first_rule_that_is_true_gives_the_main_card():
    assert told(HELP_FIRST) == {
        "coach_first": "main: first_true",
        "orientation": "extra: also_true",
        "paid_work": "off: untrue",
    }


def test_a_card_beside_the_main_one_says_by_which_rule():
    shown = told({**SOON, **picked(sort_out_first="money")})

    assert shown["coach_first"] == "extra: extra_true"
    assert shown["paid_work"] == "more: extra_true"


def test_nothing_stands_beside_a_card_that_is_alone():
    edition = with_cards(coach_first={"alone": True})

    assert told(HELP_FIRST | SOON, edition) == {
        "coach_first": "main: first_true",
        "orientation": "off: main_is_alone",
        "paid_work": "off: main_is_alone",
    }


def test_a_card_that_only_stands_alone_is_too_late_behind_another():
    late = {"main": True, "when": said("wishes", "paid_work"), "extra_when": None, "alone": True}

    shown = told(SOON, with_cards(paid_work=late))

    assert shown["orientation"] == "main: for_everyone"
    assert shown["paid_work"] == "off: only_as_main"


def test_an_answer_to_a_question_that_is_not_asked_does_not_count():
    account = explain_route(village.EDITION, {**picked(paid_work_when="soon"), "hope": Answer()})

    assert account.not_counted == ("Wanneer?",)
    assert told(picked(paid_work_when="soon"))["paid_work"] == "off: untrue"


def test_a_rule_says_which_of_its_pieces_is_true():
    account = explain_route(village.EDITION, picked(sort_out_first="money"))
    coach = account.cards[0]

    money = Weighed("answer", is_true=True, question="Wil je eerst hulp?", choices=("Geld",))
    money = replace(money, given=("Geld",))
    first = Weighed("answer", is_true=False, question="Wat eerst?", choices=("Eerst hulp",))
    assert coach.when_main == first
    negated = Weighed("not", is_true=True, parts=(first,))
    assert coach.when_extra == Weighed("all", is_true=True, parts=(money, negated))
    assert account.cards[1].when_main is None


def test_either_of_two_pieces_is_enough():
    either = Condition(any=(said("wishes", "rest"), said("wishes", "paid_work")))

    weighed = weigh(village.QUESTIONNAIRE, either, SOON)

    assert (weighed.form, weighed.is_true) == ("any", True)
    assert [part.is_true for part in weighed.parts] == [False, True]


@given(answers(ARNHEM))
def test_an_account_never_contradicts_the_route(answered: dict[str, Answer]):
    account = explain_route(ARNHEM, answered)

    places = {one.card.id: one.place for one in account.cards}
    assert [id_ for id_, place in places.items() if place == "main"] == [account.route.main.card.id]
    for one in account.cards:
        rules = [rule.is_true for rule in (one.when_main, one.when_extra) if rule]
        wanted = any(rules) or (one.card.main and one.when_main is None)
        assert wanted == (one.reason != "untrue")

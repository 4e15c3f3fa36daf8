"""The page that explains the rules tells the truth: who follows it by hand arrives there too."""

from hypothesis import given
from msgspec.structs import replace

from tests.core import village
from tests.core.arnhem import ARNHEM
from tests.core.strategies import answers
from tests.core.village import said
from wizard.core.answers import Answer
from wizard.core.explain import (
    AllOf,
    AnswerFact,
    AnyOf,
    Fact,
    Not,
    explain_rules,
    questions_read,
)
from wizard.core.municipality import Edition
from wizard.core.path import path_for
from wizard.core.questionnaire import Condition, choices_of
from wizard.core.routing import route_for

PARTS = [part.id for part in ARNHEM.questionnaire.parts]
HELP_FIRST = AnswerFact("Wat eerst?", ("Eerst hulp",))
MONEY = AnswerFact("Wil je eerst hulp?", ("Geld",))


def with_first_rule(when: Condition) -> Edition:
    first, *others = village.MUNICIPALITY.cards
    cards = (replace(first, when=when), *others)
    return replace(village.EDITION, municipality=replace(village.MUNICIPALITY, cards=cards))


def test_a_rule_names_questions_and_choices_as_residents_read_them():
    coach, orientation, paid_work = explain_rules(village.EDITION)

    assert coach.card.id == "coach_first"
    assert coach.when_main == HELP_FIRST
    assert coach.when_extra == AllOf((MONEY, Not(HELP_FIRST)))
    assert orientation.for_everyone
    assert (orientation.when_main, orientation.when_extra) == (None, None)
    assert paid_work.when_extra == AnswerFact("Wanneer?", ("Snel",))
    assert not paid_work.for_everyone


def test_choices_stand_in_the_order_of_the_question():
    rule = explain_rules(with_first_rule(said("wishes", "not_known", "paid_work")))[0]

    assert rule.when_main == AnswerFact("Wat wil je?", ("Betaald werk", "Ik weet het nog niet"))


def test_either_of_two_answers_reads_as_any():
    either = Condition(any=(said("help_order", "help_first"), said("sort_out_first", "money")))

    assert explain_rules(with_first_rule(either))[0].when_main == AnyOf((HELP_FIRST, MONEY))


def test_each_fact_names_its_form_for_the_template():
    facts = (MONEY, AllOf((MONEY,)), AnyOf((MONEY,)), Not(MONEY))

    assert [fact.form for fact in facts] == ["answer", "all", "any", "not"]


def test_a_question_that_opens_another_one_counts_too():
    assert [question.id for question in questions_read(village.EDITION)] == [
        "wishes",
        "paid_work_when",
        "sort_out_first",
        "help_order",
    ]


def test_every_rule_of_arnhem_names_choices():
    def named(fact: Fact) -> list[AnswerFact]:
        match fact:
            case AllOf(parts) | AnyOf(parts):
                return [leaf for part in parts for leaf in named(part)]
            case Not(part):
                return named(part)
            case AnswerFact():
                return [fact]

    rules = explain_rules(ARNHEM)
    facts = [fact for rule in rules for fact in (rule.when_main, rule.when_extra) if fact]
    assert all(leaf.choices for fact in facts for leaf in named(fact))
    assert [rule.card.id for rule in rules if rule.for_everyone] == ["orientation"]
    assert [rule.card.id for rule in rules if rule.alone] == ["elsewhere"]


def is_true(fact: Fact, counted: dict[str, Answer]) -> bool:
    """Decide as a reader of the page would: by the words of questions and choices alone."""
    match fact:
        case AllOf(parts):
            return all(is_true(part, counted) for part in parts)
        case AnyOf(parts):
            return any(is_true(part, counted) for part in parts)
        case Not(part):
            return not is_true(part, counted)
    question = next(q for q in ARNHEM.questionnaire.questions() if q.text == fact.question)
    picks = counted.get(question.id, Answer()).picks
    return any(c.text in fact.choices for c in choices_of(question) if c.id in picks)


@given(answers(ARNHEM))
def test_who_follows_the_page_arrives_where_the_rules_do(answered):
    counted = path_for(ARNHEM.questionnaire, answered, PARTS).counted
    route = route_for(ARNHEM.municipality, counted)

    rules = explain_rules(ARNHEM)
    holding = [
        r for r in rules if r.for_everyone or (r.when_main and is_true(r.when_main, counted))
    ]
    extra = [r for r in rules if r.when_extra and is_true(r.when_extra, counted)]
    main, *others = holding
    below = [] if main.alone else [r.card.id for r in (*others, *extra) if not r.alone]

    assert route.main.card.id == main.card.id
    assert {shown.card.id for shown in (*route.extra, *route.more)} == set(below) - {main.card.id}

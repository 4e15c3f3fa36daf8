"""Finds route cards that never appear, or appear without saying why.

Every case that the cards tell apart is tried, all cases at once: a whole number has a bit for each
case, so that a condition is worked out for all of them in one go. The rules are those of
routing.py.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import and_, or_

from wizard.core.answer_space import RULES_KEPT, Rules, answer_space
from wizard.core.answers import Answer
from wizard.core.municipality import Card
from wizard.core.question_check import Fault
from wizard.core.questionnaire import Condition

Cases = int
"""A set of cases: bit n is on when case n is in it."""


def route_faults(cards: Sequence[Card], rules: Rules) -> Iterator[Fault]:
    """Yield the cards that no answers lead to, and those that somebody sees without a reason."""
    truth = _truth(rules, tuple(_conditions(cards)))
    main = _main_cards(cards, truth)
    alone = _any(main[card.id] for card in cards if card.id in main and card.alone)
    for card in cards:
        first = main.get(card.id, 0)
        beside = _beside(card, truth) & ~alone & ~first
        if not (first if card.main else beside):
            yield f"{card.id}.when", "no answers lead to this card: change its condition or place"
        if (first | beside) & ~_any(truth.where(why.when) for why in card.why):
            yield f"{card.id}.why", "this card can be shown without saying why: add a reason"


@functools.lru_cache(maxsize=RULES_KEPT)
def _truth(rules: Rules, conditions: tuple[Condition | None, ...]) -> Truth:
    return Truth(answer_space(rules.questionnaire, conditions))


class Truth:
    """In which cases a condition holds."""

    def __init__(self, cases: Iterable[Mapping[str, Answer]]) -> None:
        """Note for each answer in which cases it is given."""
        self._given: defaultdict[tuple[str, str], Cases] = defaultdict(int)
        self._all: Cases = 0
        for number, answers in enumerate(cases):
            self._all |= 1 << number
            for question, answer in answers.items():
                for pick in answer.picks:
                    self._given[question, pick] |= 1 << number

    def where(self, condition: Condition | None) -> Cases:
        """Return the cases in which `condition` holds, as conditions.py has it."""
        if condition is None:
            return self._all
        if condition.question:
            return _any(self._given.get((condition.question, id_), 0) for id_ in condition.any_of)
        if condition.all:
            return reduce(and_, map(self.where, condition.all))
        if condition.any:
            return _any(map(self.where, condition.any))
        return self._all & ~self.where(condition.not_)


def _main_cards(cards: Iterable[Card], truth: Truth) -> dict[str, Cases]:
    """Return where each card is the main one: the first that holds."""
    found: dict[str, Cases] = {}
    for card in cards:
        if card.main:
            found[card.id] = truth.where(card.when) & ~_any(found.values())
    return found


def _beside(card: Card, truth: Truth) -> Cases:
    by_rule = truth.where(card.when) if card.main and not card.alone else 0
    return by_rule | (truth.where(card.extra_when) if card.extra_when else 0)


def _any(cases: Iterable[Cases]) -> Cases:
    return reduce(or_, cases, 0)


def _conditions(cards: Iterable[Card]) -> Iterator[Condition | None]:
    for card in cards:
        yield from (card.when, card.extra_when, *(why.when for why in card.why))

"""Drafts such as the forms store them: every limit is kept, and some are just reached.

One number decides about a whole draft: Hypothesis takes long to draw so many small choices.
"""

import functools
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from tests.core.strategies import NOTABLE_TEXTS, field_values, item_values, pick_ids
from wizard.core.answers import Answer
from wizard.core.draft import Draft, HelperWords, PrivateDocument, SharedDocument
from wizard.core.followup import TERMS, Agreement, Progress, Round, State
from wizard.core.municipality import Edition
from wizard.core.questionnaire import (
    HELPER_ROLE,
    One,
    Pairs,
    Question,
    Scale,
    Several,
    TextQuestion,
    Week,
    choices_of,
)
from wizard.core.text import tidy_text
from wizard.core.wishes import OWN, all_wishes

TODAY = date(2026, 11, 22)
TEXTS = tuple(dict.fromkeys(map(tidy_text, NOTABLE_TEXTS)))
LINES = ("", "Sam & „Jo”", "y" * 200, "😀" * 200)
LANGS = ("", "nl", "ar")


def valid_drafts(edition: Edition) -> st.SearchStrategy[Draft]:
    """Whole drafts, with everything that can stand in them."""
    pools = {q.id: tuple(valid_answers(q)) for q in edition.questionnaire.questions()}
    make = functools.partial(make_draft, edition, pools)
    return st.integers(0, 2**32).map(lambda seed: make(Random(seed)))  # noqa: S311 - nothing is secret here


def valid_answers(question: Question) -> Iterator[Answer]:
    """Yield none, a skipped one, each pick alone, and as much as the forms let through."""
    alone, joined = _picks(question)
    typed = isinstance(question, TextQuestion) or bool(question.own_words)
    yield Answer()
    yield Answer(picks=joined, skipped=True)
    yield from (Answer(picks=(pick,)) for pick in alone)
    for turn, text in enumerate(TEXTS):
        yield Answer(
            picks=joined,
            items={id_: some[turn % len(some)] for id_, some in item_values(question).items()},
            fields={id_: some[turn % len(some)] for id_, some in field_values(question).items()},
            text=text if typed else "",
            lang=LANGS[turn % 3],
        )


def _picks(question: Question) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the picks that may stand alone, and the most that may stand together."""
    if isinstance(question, Scale | Pairs):
        return (), ()
    alone = pick_ids(question)
    if isinstance(question, Several):
        alone = tuple(choice.id for choice in question.choices)
    if isinstance(question, Week):
        alone = tuple(sorted(alone, key=[c.id for c in question.instead].__contains__))
    exclusive = {choice.id for choice in choices_of(question) if choice.exclusive}
    joined = tuple(pick for pick in alone if pick not in exclusive)
    most = 1 if isinstance(question, One) else getattr(question, "most", 0)
    return alone, joined[: most or None]


def make_draft(edition: Edition, pools: dict[str, tuple[Answer, ...]], chance: Random) -> Draft:
    """Return a draft by chance: three in four questions are answered."""
    questions = [*edition.questionnaire.questions()]
    own = {q.id for part in edition.questionnaire.parts if part.private for q in part.questions}
    answers = {id_: chance.choice(pool) for id_, pool in pools.items() if chance.random() < 0.75}
    paper = {q.id: chance.random() < 0.5 for q in some(questions, 4, chance)}
    points = [q.id for q in questions if q.chapter and q.id in answers]
    talk = some(points, 3, chance)

    def document(*, private: bool) -> dict:
        return {
            "answers": {id_: one for id_, one in answers.items() if (id_ in own) is private},
            "paper": {id_: on for id_, on in paper.items() if (id_ in own) is private},
            "talk": tuple(id_ for id_ in talk if (id_ in own) is private),
        }

    shared = SharedDocument(**document(private=False), **_rest(edition, chance))
    return Draft(shared=shared, private=PrivateDocument(**document(private=True)))


def _rest(edition: Edition, chance: Random) -> dict:
    questionnaire, municipality = edition.questionnaire, edition.municipality
    spoken = [part.id for part in questionnaire.parts if part.chapter and not part.private]
    role = questionnaire.find_question(HELPER_ROLE)
    first, second = questionnaire.marks.first, questionnaire.marks.second
    return {
        "content": questionnaire.version,
        "mark": (chance.choice(first).id, chance.choice(second).id),
        "opened": tuple(some([part.id for part in questionnaire.parts], 3, chance)),
        "helper": {part: _words(chance) for part in some(spoken, 3, chance)},
        "helped": chance.choice(["", *(c.id for c in choices_of(role))]) if role else "",
        "chosen_card": chance.choice(["", *(card.id for card in municipality.cards)]),
        "after": make_round(edition, chance),
        "earlier": tuple(filter(None, (make_round(edition, chance) for _ in range(2)))),
        "term": chance.choice([0, *TERMS]),
    }


def _words(chance: Random) -> HelperWords:
    text, lang = chance.choice(TEXTS), chance.choice(LANGS)
    return HelperWords(text=text, on_paper=chance.random() < 0.5, lang=lang)


def make_round(edition: Edition, chance: Random) -> Round:
    """Return what the pages after the talk let through."""
    wishes = [OWN, *(wish.id for wish in all_wishes(edition))]
    ids = [question.id for question in edition.questionnaire.questions()]
    agreements = (_agreement(chance) for _ in range(chance.randrange(7)))
    return Round(
        talked=tuple(some(ids, 3, chance)),
        agreements=tuple(filter(None, agreements)),
        fixed_person=chance.choice(LINES),
        progress={wish: _progress(chance) for wish in some(wishes, 2, chance)},
    )


def _agreement(chance: Random) -> Agreement:
    who, what, when = (chance.choice(LINES) for _ in range(3))
    return Agreement(who=who, what=what, when=when, lang=chance.choice(LANGS))


def _progress(chance: Random) -> tuple[Progress, ...]:
    days = sorted(
        TODAY - timedelta(days=chance.randrange(300)) for _ in range(chance.randint(1, 3))
    )
    return tuple(
        Progress(state=chance.choice([*State]), on=day, words=chance.choice(LINES)) for day in days
    )


def some(among: list, most: int, chance: Random) -> list:
    """Return at most so many, in any order."""
    return chance.sample(among, min(len(among), chance.randrange(most + 1)))

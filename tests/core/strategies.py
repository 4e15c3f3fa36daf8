"""Answers made up from a questionnaire itself: sensible, empty, long, foreign and stale ones.

Any test may draw them. What no form would let through is here too, because a stored draft may be
older than the content that reads it. Each question has a fixed pool of notable answers, so that
a whole draft costs little to draw and a failing one is easy to read.
"""

from collections.abc import Iterator

from hypothesis import strategies as st

from wizard.core.answers import LINE_MOST_CHARACTERS, TEXT_MOST_CHARACTERS, Answer
from wizard.core.draft import Draft, HelperWords, PrivateDocument, SharedDocument
from wizard.core.municipality import Edition
from wizard.core.questionnaire import Pairs, People, Question, Scale, Week, choices_of

FOREIGN = "an-id-of-long-ago"
UNANSWERED = 64  # of the 256 values of a byte: one question in four stays open
LONG_LINE = "y" * LINE_MOST_CHARACTERS
NOTABLE_TEXTS = (
    "",
    "Ik wil graag buiten werken.",
    " ",
    "{municipality} <b>&amp;</b> %s {{ 7 * 7 }}",
    "regel\n" * 60,
    "\u202eom\u202c 👩‍🌾 ħ\x00",
    "x" * TEXT_MOST_CHARACTERS,
)

texts = st.sampled_from(NOTABLE_TEXTS)
langs = st.sampled_from(("", "nl", "ar"))
helper_words = st.builds(HelperWords, text=texts, on_paper=st.booleans(), lang=langs)


def pick_ids(question: Question) -> tuple[str, ...]:
    """Every id that an answer to this question may pick."""
    picks = tuple(choice.id for choice in choices_of(question))
    if isinstance(question, Week):
        picks += tuple(f"{day.id}-{part.id}" for day in question.days for part in question.dayparts)
    return picks


def item_values(question: Question) -> dict[str, tuple[str, ...]]:
    """What each item of this question may hold, by item id."""
    match question:
        case Scale():
            return {item.id: tuple(c.id for c in question.scale) for item in question.items}
        case Pairs():
            return {pair.id: tuple(c.id for c in pair.choices) for pair in question.items}
        case People():
            return {choice.id: ("Met de post.", LONG_LINE) for choice in question.choices}
        case _:
            return {}


def field_values(question: Question) -> dict[str, tuple[str, ...]]:
    """What each follow-up of this question may hold, by field id."""
    return {
        field.id: tuple(choice.id for choice in field.choices) or ("Tigrinya", LONG_LINE)
        for field in question.fields
    }


def notable_answers(question: Question) -> Iterator[Answer]:
    """Yield none, a skipped one, each pick alone, and rich ones that together hold everything."""
    picks = (*pick_ids(question), FOREIGN)
    yield Answer()
    yield Answer(picks=picks, text=LONG_LINE, skipped=True)
    yield from (Answer(picks=(pick,)) for pick in picks)
    for turn, text in enumerate(NOTABLE_TEXTS):
        yield Answer(
            picks=picks[turn % 3 :: 2],
            items=_filled(item_values(question), turn),
            fields=_filled(field_values(question), turn),
            text=text,
            lang=("", "nl", "ar")[turn % 3],
        )


def _filled(values: dict[str, tuple[str, ...]], turn: int) -> dict[str, str]:
    known = {**values, FOREIGN: ()}
    return {id_: (*some, FOREIGN)[turn % (len(some) + 1)] for id_, some in known.items()}


def answers_to(question: Question) -> st.SearchStrategy[Answer]:
    """Answers to one question; the simplest is none at all."""
    return st.sampled_from(tuple(notable_answers(question)))


def answers(edition: Edition, *, private: bool | None = None) -> st.SearchStrategy[dict]:
    """Answers to any of the questions, or only to those that are private or are not.

    One byte decides about each question: Hypothesis draws a string of bytes at once, where a
    strategy per question would cost more than the tests themselves.
    """
    pools = {q.id: tuple(notable_answers(q)) for q in _questions(edition, private=private)}

    def chosen(decisions: bytes) -> dict[str, Answer]:
        decided = zip(pools.items(), decisions, strict=True)
        return {id_: pool[n % len(pool)] for (id_, pool), n in decided if n >= UNANSWERED}

    return st.binary(min_size=len(pools), max_size=len(pools)).map(chosen)


def drafts(edition: Edition) -> st.SearchStrategy[Draft]:
    """Drafts with any answers, switches, talk points, helper's words and chosen card."""
    questionnaire, cards = edition.questionnaire, edition.municipality.cards
    parts = st.sampled_from([part.id for part in questionnaire.parts])
    shared = st.builds(
        SharedDocument,
        **_document(edition, private=False),
        mark=st.sampled_from((("", ""), (questionnaire.marks.first[0].id, FOREIGN))),
        opened=st.lists(parts, max_size=7, unique=True).map(tuple),
        helper=st.dictionaries(parts, helper_words, max_size=4),
        chosen_card=st.sampled_from(("", FOREIGN, *(card.id for card in cards))),
    )
    private = st.builds(PrivateDocument, **_document(edition, private=True))
    return st.builds(Draft, shared=shared, private=private)


def _document(edition: Edition, *, private: bool) -> dict[str, st.SearchStrategy]:
    ids = st.sampled_from([question.id for question in _questions(edition, private=private)])
    return {
        "answers": answers(edition, private=private),
        "paper": st.dictionaries(ids, st.booleans(), max_size=4),
        "talk": st.lists(ids, max_size=3, unique=True).map(tuple),
    }


def _questions(edition: Edition, *, private: bool | None) -> list[Question]:
    parts = [part for part in edition.questionnaire.parts if private in (None, part.private)]
    return [question for part in parts for question in part.questions]

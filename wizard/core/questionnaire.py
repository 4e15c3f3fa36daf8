"""The questionnaire as frozen data: parts, questions of eight kinds, choices, conditions.

Ids are stable English words and the only keys that are ever stored; every `Text` is Dutch,
translatable, and may hold placeholders such as `{municipality}` that a municipality fills in.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Text = Annotated[str, Meta(extra={"translatable": True})]
"""A text that a resident may see; extraction and translation find it by this type."""

Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]
"""The lasting name of a piece of content: it stands in drafts and catalogues, and in addresses."""

ChapterId = Literal[
    "talk_with_me",
    "hope",
    "want",
    "can",
    "need",
    "people",
    "exciting",
    "practical",
    "my_questions",
]
"""Where something stands in the plan (domain notes 5.5)."""

MODE, HELPER_ROLE, DEVICE = "mode", "helper_role", "device"
"""Questions before the first wish that the program itself has to know."""


class Condition(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """A rule about earlier answers: exactly one of its four forms is filled in."""

    question: str = ""
    any_of: tuple[str, ...] = ()
    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    not_: Condition | None = field(default=None, name="not")

    def __post_init__(self) -> None:
        """Refuse a condition that says nothing or two things at once."""
        forms = (bool(self.question), bool(self.all), bool(self.any), self.not_ is not None)
        if sum(forms) != 1 or bool(self.question) != bool(self.any_of):
            message = "a condition is one of: question with any_of, all, any, not"
            raise ValueError(message)

    @functools.cached_property
    def named(self) -> frozenset[str]:
        """The choices of which one must be picked; each page asks this of dozens of conditions."""
        return frozenset(self.any_of)


class Content(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every piece of content shares: an unknown field is an error."""


class Choice(Content, frozen=True, kw_only=True):
    """Something to pick; `sentence` is how it reads in the plan, in the resident's voice.

    `silent` marks a choice that gives the plan nothing to repeat ("Weet ik niet"); it has no
    sentence. `retired` is offered to nobody any more but to those who picked it before.
    """

    id: Id
    text: Text
    sentence: Text = ""
    help: Text = ""
    icon: str = ""
    group: str = ""
    exclusive: bool = False
    silent: bool = False
    retired: bool = False
    when: Condition | None = None


class Group(Content, frozen=True, kw_only=True):
    """A heading above some of the choices of one question."""

    id: Id
    text: Text


class Field(Content, frozen=True, kw_only=True):
    """A small follow-up on the same page: a line to type or one choice to make.

    What is said of `retired` choices holds for fields, items and pairs as well.
    """

    id: Id
    kind: Literal["text", "one"]
    label: Text
    plan_label: Text = ""
    choices: tuple[Choice, ...] = ()
    with_choice: str = ""
    retired: bool = False


class QuestionBase(Content, frozen=True, kw_only=True, tag_field="kind"):
    """What all kinds of question share.

    `short` marks the short version, `sensitive` keeps the answer off paper until the resident
    switches it on, `instead` are answers that replace the real one ("Ik weet het nog niet").
    `retired` is asked of nobody any more but of those who answered it before: a question is never
    deleted, because drafts and sent plans know it by its id.
    """

    id: Id
    text: Text
    help: Text = ""
    intro: tuple[Text, ...] = ()
    examples: tuple[Text, ...] = ()
    short: bool = False
    sensitive: bool = False
    retired: bool = False
    when: Condition | None = None
    chapter: ChapterId | None = None
    heading: Text = ""
    own_words: Text = ""
    instead: tuple[Choice, ...] = ()
    fields: tuple[Field, ...] = ()

    @property
    def kind(self) -> str:
        """The kind's name in content files, which is also its template's."""
        return str(self.__struct_config__.tag)


class One(QuestionBase, frozen=True, kw_only=True, tag="one"):
    """Pick one choice."""

    choices: tuple[Choice, ...]


class Several(QuestionBase, frozen=True, kw_only=True, tag="several"):
    """Pick any number of choices, or at most `most` when that is not 0."""

    choices: tuple[Choice, ...]
    groups: tuple[Group, ...] = ()
    most: int = 0


class Tiles(QuestionBase, frozen=True, kw_only=True, tag="tiles"):
    """Pick any number of pictures with a word."""

    choices: tuple[Choice, ...]


class ScaleItem(Content, frozen=True, kw_only=True):
    """One thing on a scale; `sentences` gives its plan sentence per scale choice id."""

    id: Id
    text: Text
    sentences: dict[str, Text] = {}
    retired: bool = False


class Scale(QuestionBase, frozen=True, kw_only=True, tag="scale"):
    """Say of each item how it goes, in the same few words."""

    items: tuple[ScaleItem, ...]
    scale: tuple[Choice, ...]


class Pair(Content, frozen=True, kw_only=True):
    """Two ways of working and "maakt niet uit"; its choices carry the plan sentences."""

    id: Id
    text: Text
    choices: tuple[Choice, ...]
    retired: bool = False


class Pairs(QuestionBase, frozen=True, kw_only=True, tag="pairs"):
    """Pick one side, or neither, of a few pairs."""

    items: tuple[Pair, ...]


class Week(QuestionBase, frozen=True, kw_only=True, tag="week"):
    """Pick parts of days; a pick is `<day id>-<daypart id>`."""

    days: tuple[Choice, ...]
    dayparts: tuple[Choice, ...]


class People(QuestionBase, frozen=True, kw_only=True, tag="people"):
    """Pick people by their role, and say in a few words what each helps with."""

    choices: tuple[Choice, ...]
    with_what: Text


class TextQuestion(QuestionBase, frozen=True, kw_only=True, tag="text"):
    """Write something in your own words."""


Question = One | Several | Tiles | Scale | Pairs | Week | People | TextQuestion


class Part(Content, frozen=True, kw_only=True):
    """A few questions about one thing, in the order in which they are asked.

    `numbered` is off for the choices before the first wish. `private` parts are the resident's
    alone. `chapter` is where the helper's words about this part stand in the plan; a part without
    it has no field for the helper.
    """

    id: Id
    title: Text
    questions: tuple[Question, ...]
    numbered: bool = True
    private: bool = False
    chapter: ChapterId | None = None


class MarkWord(Content, frozen=True, kw_only=True):
    """One word of a plan's two-word mark."""

    id: Id
    text: Text


class Marks(Content, frozen=True, kw_only=True):
    """The words that make up a plan's mark, for example "groene fiets".

    `pattern` joins them: in some languages the colour stands behind.
    """

    pattern: Text
    first: tuple[MarkWord, ...]
    second: tuple[MarkWord, ...]


class Rename(Content, frozen=True, kw_only=True):
    """An id that was replaced: of a part or a question, or of what is in it as `question.choice`.

    Renames stand in the order in which they were made, each with the ids of its time. A former id
    is never used again.
    """

    from_: str = field(name="from")
    to: str


class Questionnaire(Content, frozen=True, kw_only=True, dict=True):
    """All questions that a municipality asks.

    `together` tells when someone helps; `paper_only` when the person is not there to answer, so
    that only paper is offered (domain notes 5.2). `version` goes up with each change of ids, and
    `renamed` leads answers from older ids to the present ones.
    """

    version: int
    renamed: tuple[Rename, ...] = ()
    together: Condition
    paper_only: Condition
    parts: tuple[Part, ...]
    marks: Marks
    tips: tuple[Text, ...]

    def questions(self) -> Iterator[Question]:
        """Yield every question in the order in which it may be asked."""
        for part in self.parts:
            yield from part.questions

    def find_question(self, question_id: str) -> Question | None:
        """Return the question with this id, or None."""
        found = self.places.get(question_id)
        return found[1] if found else None

    def part_of(self, question_id: str) -> Part:
        """Return the part in which this question stands; the id must exist."""
        return self.places[question_id][0]

    @functools.cached_property
    def places(self) -> dict[str, tuple[Part, Question]]:
        """Every question by its id, with its part; each page looks some of them up."""
        return {q.id: (part, q) for part in self.parts for q in part.questions}


def choices_of(question: Question) -> tuple[Choice, ...]:
    """Return all choices that a condition on this question may name."""
    if isinstance(question, One | Several | Tiles | People):
        return question.choices + question.instead
    return question.instead

"""What a person told, read from plain values that anybody may have written.

Each piece is held to the same rules as the forms hold it to. What does not fit is left out here;
`wizard/core/opened_file.py` tells what that was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Self

from msgspec import Struct

from wizard.core.allowed import Picks, Room, allowed_in, fits
from wizard.core.answers import TEXT_MOST_CHARACTERS, Answer
from wizard.core.draft import TALK_POINTS_MOST, HelperWords
from wizard.core.followup import AGREEMENTS_MOST, Agreement, Progress, Round, State
from wizard.core.municipality import Edition
from wizard.core.questionnaire import Question
from wizard.core.text import tidy_text
from wizard.core.wishes import OWN, all_wishes

SAID_MOST = 200
"""More than anybody says about one wish between two talks."""

FIRST_DAY = date(2025, 1, 1)
"""Before the first plan was made."""


class Reader(Struct, frozen=True):
    """Reads against one edition: ids that exist, languages that exist, days that have been."""

    questions: Mapping[str, Question]
    wishes: Collection[str]
    languages: Collection[str]
    today: date

    @classmethod
    def of(cls, edition: Edition, languages: Collection[str], today: date) -> Self:
        """Return a reader for what this edition asks."""
        return cls(
            questions={question.id: question for question in edition.questionnaire.questions()},
            wishes={OWN, *(wish.id for wish in all_wishes(edition))},
            languages={edition.lang, *languages},
            today=today,
        )

    def answer(self, raw: Mapping[str, Any], question: Question) -> Answer:
        """Return an answer to this question."""
        allowed = allowed_in(question)
        return Answer(
            picks=_picks(raw.get("picks"), allowed.picks) if allowed.picks else (),
            items=_filled(raw.get("items"), allowed.items),
            text=words(raw.get("text")) if allowed.text else "",
            fields=_filled(raw.get("fields"), allowed.fields),
            skipped=raw.get("skipped") is True,
            lang=self.lang(raw),
        )

    def helper_words(self, raw: Mapping[str, Any]) -> HelperWords:
        """Return the helper's words; on paper only where the file says just that."""
        on_paper = raw.get("on_paper") is True
        return HelperWords(text=words(raw.get("text")), on_paper=on_paper, lang=self.lang(raw))

    def round(self, raw: object) -> Round:
        """Return one round; an empty one when there is nothing to read."""
        told = entries(raw)
        talked = (id_ for id_ in once_each(told.get("talked")) if id_ in self.questions)
        agreements = map(self._agreement, sequence(told.get("agreements"))[:AGREEMENTS_MOST])
        progress = {
            wish: said
            for wish, raw_said in entries(told.get("progress")).items()
            if wish in self.wishes and (said := tuple(self._progress(raw_said)))
        }
        return Round(
            talked=tuple(talked)[:TALK_POINTS_MOST],
            agreements=tuple(filter(None, agreements)),
            fixed_person=words(told.get("fixed_person"), one_line=True),
            progress=progress,
        )

    def lang(self, raw: Mapping[str, Any]) -> str:
        """Return the language of typed words, "" when it is not known."""
        lang = raw.get("lang")
        return lang if isinstance(lang, str) and lang in self.languages else ""

    def _agreement(self, raw: object) -> Agreement:
        told = entries(raw)
        who, what, when = (words(told.get(name), one_line=True) for name in ("who", "what", "when"))
        return Agreement(who=who, what=what, when=when, lang=self.lang(told))

    def _progress(self, raw: object) -> list[Progress]:
        said = filter(None, map(self._said, sequence(raw)[-SAID_MOST:]))
        return sorted(said, key=lambda one: one.on)

    def _said(self, raw: object) -> Progress | None:
        told = entries(raw)
        day, state = _day(told.get("on")), told.get("state")
        # A clock elsewhere may be a day ahead.
        if day is None or not FIRST_DAY <= day <= self.today + timedelta(days=1):
            return None
        if state not in [*State]:
            return None
        said = words(told.get("words"), one_line=True)
        return Progress(state=State(str(state)), on=day, words=said, lang=self.lang(told))


def words(raw: object, *, one_line: bool = False) -> str:
    """Return typed words as a form would keep them, "" for what no form would take."""
    if not isinstance(raw, str) or len(raw) > TEXT_MOST_CHARACTERS:
        return ""
    text = tidy_text(raw)
    return text if fits(text, one_line=one_line) else ""


def entries(raw: object) -> dict[str, Any]:
    """Return a table, an empty one for anything else."""
    return raw if isinstance(raw, dict) else {}


def sequence(raw: object) -> list[Any]:
    """Return a list, an empty one for anything else."""
    return raw if isinstance(raw, list) else []


def once_each(raw: object) -> Iterator[str]:
    """Yield the texts of a list in their order, each once."""
    yield from dict.fromkeys(one for one in sequence(raw) if isinstance(one, str))


def _picks(raw: object, picks: Picks) -> tuple[str, ...]:
    told = {*once_each(raw)}
    known = tuple(id_ for id_ in picks.ids if id_ in told)
    return known if picks.allow(known) else ()


def _filled(raw: object, rooms: Mapping[str, Room]) -> dict[str, str]:
    told = entries(raw)
    found = {id_: _filling(told[id_], room) for id_, room in rooms.items() if id_ in told}
    return {id_: value for id_, value in found.items() if value}


def _filling(raw: object, room: Room) -> str:
    if room is None:
        return words(raw, one_line=True)
    return raw if isinstance(raw, str) and raw in room else ""


def _day(raw: object) -> date | None:
    try:
        return date.fromisoformat(raw) if isinstance(raw, str) else None
    except ValueError:
        return None

"""Forms made from questions: what a page asks, and the answer that comes back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field as FormField
from wtforms.form import BaseForm

from wizard.core.allowed import Picks, Room, allowed_in
from wizard.core.answers import Answer
from wizard.core.questionnaire import One, Question, TextQuestion
from wizard.core.typed_language import language_of
from wizard.fields import PickField, PicksField, WordsField

ITEM, FOLLOW_UP = "item-", "field-"
WHOLE_NUMBER_DIGITS = 9


def form_for(
    question: Question,
    answer: Answer,
    formdata: MultiDict[str, str] | None = None,
    prefix: str = "",
) -> BaseForm:
    """Return the form for a question, filled with what was sent or else with the answer.

    `prefix` tells the fields of several questions on one page apart.
    """
    values = stored_values(question, answer)
    form = make_form(_fields(question), formdata, values, prefix)
    if formdata is None:
        mark_language(form, answer.lang)
    return form


def make_form(
    fields: dict[str, Any],
    sent: MultiDict[str, str] | None,
    stored: Mapping[str, Any],
    prefix: str = "",
) -> BaseForm:
    """Return a form of these fields, filled with what was sent or else with what is stored."""
    form = BaseForm(fields, prefix=prefix)
    form.process(sent, data=stored)
    return form


def ids_sent(sent: MultiDict[str, str] | None, prefix: str = "") -> set[str]:
    """Return every id that a form says something with.

    What is retired can be taken away and taken back as long as the page stays open.
    """
    said: set[str] = set()
    for name, values in sent.lists() if sent else ():
        if name.startswith(prefix) and any(values):
            own = name.removeprefix(prefix)
            said |= {own.removeprefix(ITEM).removeprefix(FOLLOW_UP), *values}
    return said


def mark_language(form: BaseForm, lang: str, names: Collection[str] = ()) -> None:
    """Say in which language the stored words of these fields are, or of all when none is named.

    A page may be in another one.
    """
    for field in form:
        if isinstance(field, WordsField) and (not names or field.short_name in names):
            field.lang = lang


def typed_in(form: BaseForm) -> Iterator[str]:
    """Yield what was typed into the form's fields for words."""
    yield from (field.data or "" for field in form if isinstance(field, WordsField))


def whole_number(raw: str) -> int | None:
    """Read a small whole number from a form; None when it is none."""
    usable = raw.isascii() and raw.isdigit() and len(raw) <= WHOLE_NUMBER_DIGITS
    return int(raw) if usable else None


def errors_of(form: BaseForm) -> Iterator[tuple[str, str]]:
    """Yield (field id, text) for everything that is wrong, in the order of the page."""
    for field in form:
        yield from ((field.id, str(error)) for error in field.errors)


def answer_from(
    form: BaseForm, stored: Answer, *, lang: str, skipped: bool, revision: int
) -> Answer:
    """Return what a valid form says, on a page in `lang` that was made from `stored`."""
    data: dict[str, Any] = form.data
    picks = data.get("picks") or ()
    known = (stored.text, *stored.items.values(), *stored.fields.values())
    return Answer(
        picks=(picks,) if isinstance(picks, str) else tuple(picks),
        items=_filled_in(data, ITEM),
        text=data.get("text") or "",
        fields=_filled_in(data, FOLLOW_UP),
        lang=language_of(typed_in(form), lang, dict.fromkeys(known, stored.lang)),
        skipped=skipped,
        revision=revision,
    )


def field_names(question: Question) -> Iterator[str]:
    """Return the names of a question's fields."""
    return iter(_fields(question))


def _fields(question: Question) -> dict[str, FormField]:
    """Return the fields in the order of the page: an open question has its box first."""
    allowed = allowed_in(question)
    fields: dict[str, FormField] = {}
    if isinstance(question, TextQuestion):
        fields["text"] = WordsField()
    if allowed.picks:
        fields["picks"] = _picks_field(allowed.picks, single=isinstance(question, One))
    fields |= {ITEM + id_: _room_field(room) for id_, room in allowed.items.items()}
    if allowed.text:
        fields.setdefault("text", WordsField())
    return fields | {FOLLOW_UP + id_: _room_field(room) for id_, room in allowed.fields.items()}


def _picks_field(picks: Picks, *, single: bool) -> FormField:
    if single:
        return PickField(picks.ids)
    return PicksField(picks.ids, exclusive=picks.exclusive, most=picks.most)


def _room_field(room: Room) -> FormField:
    return WordsField(one_line=True) if room is None else PickField(room)


def _filled_in(data: Mapping[str, Any], prefix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix): value
        for name, value in data.items()
        if name.startswith(prefix) and value
    }


def stored_values(question: Question, answer: Answer) -> dict[str, Any]:
    """Return what the fields of a question hold, by name, for who gave this answer."""
    single = isinstance(question, One)
    return {
        "picks": next(iter(answer.picks), "") if single else list(answer.picks),
        "text": answer.text,
        **{ITEM + id_: value for id_, value in answer.items.items()},
        **{FOLLOW_UP + id_: value for id_, value in answer.fields.items()},
    }

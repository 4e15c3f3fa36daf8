"""Forms made from questions: what a page asks, and the answer that comes back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, assert_never

from werkzeug.datastructures import MultiDict
from wtforms import Field as FormField
from wtforms.form import BaseForm

from wizard.core.answers import Answer
from wizard.core.questionnaire import (
    Choice,
    Field,
    One,
    Pairs,
    People,
    Question,
    Scale,
    Several,
    TextQuestion,
    Tiles,
    Week,
)
from wizard.fields import PickField, PicksField, WordsField

ITEM, FOLLOW_UP = "item-", "field-"

NamedField = tuple[str, FormField]


def form_for(
    question: Question,
    answer: Answer,
    formdata: MultiDict[str, str] | None = None,
    prefix: str = "",
) -> BaseForm:
    """Return the form for a question, filled with what was sent or else with the answer.

    `prefix` tells the fields of several questions on one page apart.
    """
    values = _stored_values(question, answer)
    form = make_form(dict(_fields(question)), formdata, values, prefix)
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


def mark_language(form: BaseForm, lang: str, names: Collection[str] = ()) -> None:
    """Say in which language the stored words of these fields are, or of all when none is named.

    A page may be in another one.
    """
    for field in form:
        if isinstance(field, WordsField) and (not names or field.short_name in names):
            field.lang = lang


def errors_of(form: BaseForm) -> Iterator[tuple[str, str]]:
    """Yield (field id, text) for everything that is wrong, in the order of the page."""
    for field in form:
        yield from ((field.id, str(error)) for error in field.errors)


def answer_from(form: BaseForm, *, lang: str, skipped: bool, revision: int) -> Answer:
    """Return what a valid form says; `lang` marks the language of words that were typed."""
    data: dict[str, Any] = form.data
    picks = data.get("picks") or ()
    typed = any(field.data for field in form if isinstance(field, WordsField))
    return Answer(
        picks=(picks,) if isinstance(picks, str) else tuple(picks),
        items=_filled_in(data, ITEM),
        text=data.get("text") or "",
        fields=_filled_in(data, FOLLOW_UP),
        lang=lang if typed else "",
        skipped=skipped,
        revision=revision,
    )


def _fields(question: Question) -> Iterator[NamedField]:
    yield from _fields_of_kind(question)
    if question.own_words:
        yield "text", WordsField()
    yield from ((FOLLOW_UP + field.id, _follow_up(field)) for field in question.fields)


def _fields_of_kind(question: Question) -> list[NamedField]:
    match question:
        case One():
            return [("picks", PickField(_ids(question.choices + question.instead)))]
        case Several():
            return [("picks", _picks(question.choices, question.most))]
        case Tiles():
            return [("picks", _picks(question.choices))]
        case Scale():
            return [(ITEM + item.id, PickField(_ids(question.scale))) for item in question.items]
        case Pairs():
            return [(ITEM + pair.id, PickField(_ids(pair.choices))) for pair in question.items]
        case Week():
            return [("picks", PicksField([*_half_days(question), *_ids(question.instead)]))]
        case People():
            notes = [(ITEM + choice.id, WordsField(one_line=True)) for choice in question.choices]
            return [("picks", _picks(question.choices)), *notes]
        case TextQuestion():
            instead = [("picks", _picks(question.instead))] if question.instead else []
            return [("text", WordsField()), *instead]
        case _:
            assert_never(question)


def _picks(choices: Iterable[Choice], most: int = 0) -> PicksField:
    choices = tuple(choices)
    exclusive = [choice.id for choice in choices if choice.exclusive]
    return PicksField(_ids(choices), exclusive=exclusive, most=most)


def _follow_up(field: Field) -> FormField:
    if field.kind == "one":
        return PickField(_ids(field.choices))
    return WordsField(one_line=True)


def _ids(choices: Iterable[Choice]) -> list[str]:
    return [choice.id for choice in choices]


def _half_days(question: Week) -> Iterator[str]:
    return (f"{day.id}-{part.id}" for day in question.days for part in question.dayparts)


def _filled_in(data: Mapping[str, Any], prefix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix): value
        for name, value in data.items()
        if name.startswith(prefix) and value
    }


def _stored_values(question: Question, answer: Answer) -> dict[str, Any]:
    single = isinstance(question, One)
    return {
        "picks": next(iter(answer.picks), "") if single else list(answer.picks),
        "text": answer.text,
        **{ITEM + id_: value for id_, value in answer.items.items()},
        **{FOLLOW_UP + id_: value for id_, value in answer.fields.items()},
    }

"""How a desk may reach somebody: the form, what is missing in it, and what is kept of it.

What was typed for one way stays when another one is chosen: nobody types it twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm

from wizard.core.sent import Reach, Way
from wizard.core.typed_language import language_of
from wizard.fields import PickField, WordsField
from wizard.forms import make_form, mark_language

LINES = ("call_me", "phone", "mail", "helper", "helper_phone", "confirm_to")
ASKED = ("others_may_answer", "may_leave_message", "wmo", "confirm")
YES, NO = "yes", "no"
WORDS_OF = {YES: True, NO: False}


def reach_form(reach: Reach, sent: MultiDict[str, str] | None) -> BaseForm:
    """Return the form, filled with what was sent or else with what is kept."""
    fields: dict[str, Any] = {
        "call_me": WordsField(one_line=True),
        "way": PickField(list(Way)),
        **{name: WordsField(one_line=True) for name in LINES[1:]},
        "address": WordsField(),
        **{name: PickField((YES, NO)) for name in ASKED},
    }
    form = make_form(fields, sent, _stored(reach))
    if sent is None:
        mark_language(form, reach.lang)
    return form


def reach_in(form: BaseForm, kept: Reach, lang: str) -> Reach:
    """Return what a form with nothing too long in it says, typed on a page in `lang`."""
    words = {name: form[name].data or "" for name in (*LINES, "address")}
    known = {getattr(kept, name): kept.lang for name in words}
    return msgspec.structs.replace(
        kept,
        **words,
        **{name: WORDS_OF.get(form[name].data) for name in ASKED},
        way=Way(form["way"].data) if form["way"].data else None,
        lang=language_of(words.values(), lang, known),
    )


def say_what_is_missing(form: BaseForm, reach: Reach) -> None:
    """Put a text at every field without which the desk cannot reach this person."""
    texts = _texts()
    for name in reach.gaps():
        form[name].errors = [texts[name]]


def _texts() -> Mapping[str, str]:
    return {
        "call_me": gettext("Schrijf op hoe ze je mogen noemen."),
        "way": gettext("Kies een manier."),
        "phone": gettext("Schrijf hier je telefoonnummer, met cijfers."),
        "mail": gettext("Schrijf hier je mailadres. Er staat een @ in."),
        "address": gettext("Schrijf hier je adres."),
        "helper": gettext("Schrijf hier de naam van je helper."),
        "helper_phone": gettext("Schrijf hier het nummer van je helper, met cijfers."),
        "confirm_to": gettext("Schrijf hier het mailadres voor het bericht. Er staat een @ in."),
    }


def _stored(reach: Reach) -> dict[str, str]:
    said = msgspec.structs.asdict(reach)
    answers = {True: YES, False: NO, None: ""}
    return {**said, "way": reach.way or "", **{name: answers[said[name]] for name in ASKED}}

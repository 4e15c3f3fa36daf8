"""What every step shares: on what its page builds, what came back, and whether that clashes."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from typing import Self

import msgspec
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm

from wizard.core.answers import Answer
from wizard.core.codes import contains_code
from wizard.core.draft import Draft, HelperWords
from wizard.core.path import Step
from wizard.core.questionnaire import Question
from wizard.errors import AnswerClash
from wizard.fields import WordsField
from wizard.forms import make_form, whole_number
from wizard.store import Box, WrapKind
from wizard.web.places import is_turned
from wizard.web.visit import Visit


class StepForm:
    """A step that only wants a button pressed; the base of those that ask something.

    `was` is a digest of what the person's page showed at first; `seen` is the revision that it
    was made from, None when it did not arrive; `whole` tells whether all that it holds arrived.
    """

    question: Question | None = None
    stored: Answer | HelperWords | None = None

    def __init__(
        self,
        visit: Visit,
        step: Step,
        sent: MultiDict[str, str] | None = None,
        prefix: str = "",
    ) -> None:
        """Fill the step's fields with what was sent, or else with what is stored.

        `prefix` tells the fields of several steps on one page apart.
        """
        self.visit = visit
        self.step = step
        self.sent = sent
        self.prefix = prefix
        self.go = sent.get("go", "next") if sent else ""
        self.seen = whole_number(self._hidden("revision"))
        self.was = self._hidden("was")
        self._look_up()

    def _look_up(self) -> None:
        """Find what the step asks and what is stored for it."""

    @functools.cached_property
    def fields(self) -> BaseForm:
        """The step's fields; a page that is filled in from a sheet needs none."""
        return self._fields()

    def _fields(self) -> BaseForm:
        return make_form({}, None, {})

    def _hidden(self, name: str) -> str:
        """Return what the page held out of sight.

        A page that shows two versions holds what the first page held as well: turning it into
        another language chooses neither.
        """
        sent: Mapping[str, str] = self.sent or {}
        first = sent.get(f"{self.prefix}first-{name}", "") if is_turned() else ""
        return first or sent.get(f"{self.prefix}{name}", "")

    @property
    def held_to_choose(self) -> dict[str, str]:
        """What a page with two versions holds: the newest, to choose on, and what came before."""
        first = {f"first-{name}": value for name, value in self._built_on().items()}
        return self.newest.held | {self.prefix + name: value for name, value in first.items()}

    @property
    def held(self) -> dict[str, str]:
        """What the page keeps out of sight: on what its answer builds, and what it showed.

        A page that comes back with what was sent still builds on what it was made from: nobody
        has seen on it what others said since.
        """
        return {self.prefix + name: value for name, value in self._built_on().items()}

    def _built_on(self) -> dict[str, str]:
        if self.stored is None:
            return {"revision": "0"}
        if self.seen is None:
            return {"revision": str(self.stored.revision), "was": self._digest(self.stored)}
        return {"revision": str(self.seen), "was": self.was}

    @property
    def newest(self) -> Self:
        """The same form with what is stored now."""
        return type(self)(self.visit, self.step, prefix=self.prefix)

    @property
    def held_once_saved(self) -> dict[str, str]:
        """What a page that saved itself holds from now on.

        Nothing new where it shows something else than what is stored: a later change must build
        on what the person saw.
        """
        newest, told = self.newest, self.told()
        if told and newest.stored and self._digest(told) != self._digest(newest.stored):
            return {}
        return newest.held

    @property
    def is_touched(self) -> bool:
        """Tell whether the page came back with something else than it showed at first."""
        told = self.told()
        return told is None or not self._showed(told)

    def _digest(self, told: Answer | HelperWords) -> str:
        said = msgspec.json.encode(told.said())
        return hashlib.blake2b(said, key=self.visit.address_key, digest_size=8).hexdigest()

    def _is_untouched(self, stored: Answer | HelperWords, told: Answer | HelperWords) -> bool:
        """Tell whether the page came back as it was made: then what is stored now stays.

        Somebody else may have answered meanwhile, on a page that shows the same question.
        """
        return self._showed(told) and not getattr(stored, "skipped", False)

    def _showed(self, said: Answer | HelperWords) -> bool:
        return self.was == self._digest(said)

    @property
    def whole(self) -> bool:
        """Tell whether the form arrived whole."""
        return self.sent is None or self.stored is None or self.seen is not None

    def validate(self) -> bool:
        """Tell whether everything that was sent can be kept."""
        return self.fields.validate() and self.whole and self._keeps_code_apart()

    def _keeps_code_apart(self) -> bool:
        """Refuse an answer that holds a code of this plan: whoever reads it could open that."""
        note = self.visit.opened.note
        codes = [note[kind] for kind in (WrapKind.CODE, WrapKind.HELPER_CODE) if kind in note]
        clean = True
        for field in self.fields:
            words = field.data or "" if isinstance(field, WordsField) else ""
            if any(contains_code(words, code) for code in codes):
                text = gettext("Zet je code niet in je antwoord. Haal de cijfers weg.")
                field.errors = [*field.errors, text]
                clean = False
        return clean

    def told(self, _revision: int = 0, /) -> Answer | HelperWords | None:
        """Return what was sent as it would be stored, at this revision."""
        return None

    def change(self, draft: Draft, _revisions: Mapping[Box, int]) -> Draft:
        """Return the draft with what this step says. Raises AnswerClash."""
        return draft

    @property
    def clashes(self) -> bool:
        """Tell whether what was sent would overwrite what somebody else has said meanwhile."""
        try:
            self.change(self.visit.draft, dict.fromkeys(Box, 0))
        except AnswerClash:
            return True
        return False

    def _refuse_clash(self, stored: Answer | HelperWords) -> None:
        """Raise AnswerClash unless the page showed what is stored, whenever that was said."""
        if stored.revision != self.seen and not self._showed(stored):
            raise AnswerClash

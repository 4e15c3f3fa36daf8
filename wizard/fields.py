"""Form fields for answers: they take what browsers send, and say in plain words what is wrong.

Templates draw them; a field only reads, checks and keeps. Nothing is compulsory, so an empty
field is never an error.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from flask_babel import gettext, ngettext
from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from wizard.core.answers import LINE_MOST_CHARACTERS, TEXT_MOST_CHARACTERS, TEXT_MOST_LINES
from wizard.core.text import tidy_text


class PickField(Field):
    """One choice id, or "" when nothing was picked."""

    def __init__(self, choices: Collection[str], **kwargs: Any) -> None:
        """Accept only the given choice ids."""
        super().__init__(**kwargs)
        self.choices = choices

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Keep the picked id."""
        self.data = valuelist[0] if valuelist else ""

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002 - WTForms calls it so
        """Refuse a choice that this page does not have."""
        if self.data and self.data not in self.choices:
            raise ValidationError(gettext("Kies een antwoord dat op deze pagina staat."))


class PicksField(Field):
    """Choice ids in the order of the content; `most` limits their number unless it is 0."""

    def __init__(
        self,
        choices: Sequence[str],
        exclusive: Collection[str] = (),
        most: int = 0,
        **kwargs: Any,
    ) -> None:
        """Accept only the given choice ids; an exclusive one stands alone."""
        super().__init__(**kwargs)
        self.choices = choices
        self.exclusive = exclusive
        self.most = most

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Keep the picked ids in the order of the content, then those that do not exist."""
        unknown = [value for value in valuelist if value not in self.choices]
        self.data = [choice for choice in self.choices if choice in valuelist] + unknown

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002 - WTForms calls it so
        """Refuse unknown choices, too many, and two that contradict each other."""
        picks = self.data or []
        if not set(picks) <= set(self.choices):
            raise ValidationError(gettext("Kies een antwoord dat op deze pagina staat."))
        if self.most and len(picks) > self.most:
            raise ValidationError(self._too_many(len(picks)))
        if len(picks) > 1 and not set(picks).isdisjoint(self.exclusive):
            raise ValidationError(
                gettext("Twee antwoorden passen niet bij elkaar. Haal een vinkje weg.")
            )

    def _too_many(self, number: int) -> str:
        text: str = gettext(
            "Je koos er %(number)d. Kies er %(most)d of minder. Haal een vinkje weg.",
            number=number,
            most=self.most,
        )
        return text


class SwitchesField(PicksField):
    """Switches that are on, by id. One that the page no longer has is left out.

    A switch goes when its answer goes, in another tab or on another phone: nobody made a mistake.
    """

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Keep the ids that exist, in the order of the content."""
        self.data = [choice for choice in self.choices if choice in valuelist]


class WordsField(Field):
    """A person's own words, in a few lines or (`one_line`) in one.

    `lang` is the language of stored words, "" for words that were typed on this very page.
    """

    lang = ""

    def __init__(self, *, one_line: bool = False, **kwargs: Any) -> None:
        """Set the limit: 2,000 characters and 60 lines, or 200 characters on one line."""
        super().__init__(**kwargs)
        self.one_line = one_line
        self.most = LINE_MOST_CHARACTERS if one_line else TEXT_MOST_CHARACTERS

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Keep the text as typed, without what cannot be shown."""
        text = tidy_text(valuelist[0]) if valuelist else ""
        self.data = " ".join(text.split("\n")) if self.one_line else text

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002 - WTForms calls it so
        """Refuse a text that is too long for the paper, and say by how much."""
        text = self.data or ""
        if (over := len(text) - self.most) > 0:
            raise ValidationError(
                ngettext(
                    "Je tekst is te lang. Haal %(num)d letter weg.",
                    "Je tekst is te lang. Haal %(num)d letters weg.",
                    over,
                )
            )
        if text.count("\n") >= TEXT_MOST_LINES:
            raise ValidationError(
                gettext("Je tekst heeft te veel regels. Gebruik er %(most)d.", most=TEXT_MOST_LINES)
            )

"""The plan as plain text, for braille, for a screen reader and for the plainest phone.

Titles stand in capitals between empty lines, and what is still to be written stays open: rows of
dashes or dots would be read out one by one. Own words stay literal, with each line end where the
person put it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date

from babel.support import Translations

from wizard.core.answers import Line
from wizard.core.followup import Agreement
from wizard.core.mixed import with_dutch_words
from wizard.core.municipality import Contact
from wizard.core.plan import Chapter, Plan, PlanItem
from wizard.core.questionnaire import ChapterId
from wizard.core.references import grouped
from wizard.handout.environment import long_date
from wizard.languages import is_unread
from wizard.resources import resource_directory

WIDTH = 72
DOTTED = {"tr": str.maketrans("iı", "İI")}
"""Small letters whose capitals are others than in Dutch, by language."""
BYTE_ORDER_MARK = "\ufeff"


def plan_text(plan: Plan, *, demo: bool, kept_until: date | None = None) -> str:
    """Return the plan in lines of 72 characters at most, but for a longer word.

    It says what the paper plan says. `kept_until` is the day on which the plan goes, where the
    resident chose how long to keep it.
    """
    return "\n".join(_Sheet(plan).lines(demo=demo, kept_until=kept_until)) + "\n"


def text_file(text: str) -> bytes:
    """Return a text as a file that also an old Notepad shows as it is.

    Without a byte order mark that takes UTF-8 for something else, and without CR LF it shows all
    in one line. Nothing newer minds either.
    """
    return (BYTE_ORDER_MARK + text.replace("\n", "\r\n")).encode()


class _Sheet:
    """Writes one plan in its language; every method yields lines."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._translations = Translations.load(resource_directory("translations"), [plan.lang])

    def gettext(self, text: str) -> str:
        """Return one of our texts in the plan's language, its Dutch words among the others."""
        return str(with_dutch_words(self._translations.gettext(text)))

    def lines(self, *, demo: bool, kept_until: date | None) -> Iterator[str]:
        yield from self._head(demo=demo)
        yield from self._my_plan()
        yield from self._my_talk()
        yield from self._agreed(kept_until)
        yield from self._foot()

    def _head(self, *, demo: bool) -> Iterator[str]:
        _ = self.gettext
        plan = self.plan
        yield _capitals(f"{_('Mijn plan')} {_('(nog niet af)')}", plan.lang)
        yield ""
        if demo:
            yield from _wrapped(_("Proef. Niet van de gemeente. Vul geen echte gegevens in."))
        yield f"{_('Dit plan heet:')} {plan.mark}"
        if plan.reference:
            yield f"{_('Kenmerk:')} {grouped(plan.reference)}"
        yield _("Ik heet, of noem mij:")
        yield _("Datum: %(day)s.") % {"day": long_date(plan.made_on, plan.lang)}
        if not plan.together:
            yield _("Ik heb dit zelf ingevuld.")
        elif plan.helper_role:
            with_whom = _("Ik heb dit samen ingevuld met %(who)s.") % {"who": plan.helper_role}
            yield from _wrapped(with_whom)
        else:
            yield _("Ik heb dit samen met iemand ingevuld.")

    def _my_plan(self) -> Iterator[str]:
        _ = self.gettext
        yield from self._chapter("talk_with_me", _("Zo praat je het best met mij"))
        yield from self._chapter("hope", "")
        yield from self._chapter("want", _("Ik wil"))
        yield from self._chapter("can", _("Ik kan"))
        yield from self._chapter("need", _("Ik heb nodig"))
        if self.plan.talk_points:
            yield from self._title(_("Hier wil ik over praten"))
            for number, item in enumerate(self.plan.talk_points, start=1):
                yield from _wrapped(item.heading, f"{number}. ")

    def _my_talk(self) -> Iterator[str]:
        _ = self.gettext
        step = self.plan.next_step
        yield from self._chapter("people", _("Mijn mensen"))
        yield from self._chapter("exciting", _("Dit vind ik spannend"))
        yield from self._chapter("practical", _("Praktisch"))
        yield from self._chapter("my_questions", _("Mijn vragen"))
        yield from self._title(_("Mijn volgende stap"))
        yield from _wrapped(step.card.card.title)
        yield from _wrapped(" ".join(step.card.card.lines))
        yield from _wrapped(_reach(step.contact))
        yield from self._title(_("Je mag gratis iemand meenemen"))
        yield from _wrapped(_reach(step.companion_contact))
        if self.plan.tips:
            yield from self._title(_("Tips voor het gesprek"))
            for tip in self.plan.tips:
                yield from _wrapped(tip, "- ")

    def _agreed(self, kept_until: date | None) -> Iterator[str]:
        _ = self.gettext
        after = self.plan.after
        yield from self._title(_("Wat spreken we af?"))
        names = (_("Wie"), _("Wat"), _("Wanneer"))
        for line in after.agreements or (Agreement(),):
            row = zip(names, (line.who, line.what, line.when), strict=True)
            yield from _wrapped("\n".join(f"{name}: {said}".strip() for name, said in row), "- ")
        yield ""
        fixed_person = f"{_('Mijn vaste persoon en telefoon:')} {after.fixed_person}"
        yield from _wrapped(fixed_person.strip())
        if kept_until:
            day = long_date(kept_until, self.plan.lang)
            yield from _wrapped(_("Dit plan blijft op de website tot %(day)s.") % {"day": day})
        yield _("Kopie voor:")
        yield _("Je hoeft niet te tekenen. Dit is nog geen aanvraag.")

    def _foot(self) -> Iterator[str]:
        _ = self.gettext
        yield ""
        yield from _wrapped(
            _(
                "Dit heb ik ingevuld. Mijn eigen woorden staan tussen aanhalingstekens. "
                "Dit papier is voor ons gesprek."
            )
        )
        yield from _wrapped(
            _("Dit kan een begin zijn van je persoonlijk plan. Zie de Wmo 2015, artikel 2.3.2.")
        )
        if is_unread(self.plan.lang):
            yield from _wrapped(
                _(
                    "Een computer heeft deze tekst vertaald. Niemand die deze taal van huis uit "
                    "spreekt, las hem nog na. Klopt iets niet? Vraag het iemand, of lees de "
                    "Nederlandse tekst."
                )
            )

    def _title(self, text: str) -> Iterator[str]:
        yield ""
        yield _capitals(text, self.plan.lang)
        yield ""

    def _chapter(self, name: ChapterId, title: str) -> Iterator[str]:
        """Yield a chapter; an answer whose heading is the chapter's title goes without its own."""
        chapter = self.plan.chapters[name]
        if chapter:
            yield from self._title(title or next((item.heading for item in chapter.items), ""))
            yield from self._items(chapter, title)
            yield from self._helper_notes(chapter)

    def _items(self, chapter: Chapter, title: str) -> Iterator[str]:
        for place, item in enumerate(chapter.items):
            if item.heading != title and (title or place):
                yield from ("",) if place else ()
                yield from _wrapped(f"{item.heading}:")
            yield from _said(item)

    def _helper_notes(self, chapter: Chapter) -> Iterator[str]:
        """Yield the helper's words apart: under a label, set in, without quotation marks."""
        _ = self.gettext
        for note in chapter.helper:
            who = note.role or _("wie mij hielp")
            yield ""
            yield from _wrapped(_("Dit wil %(who)s erbij zeggen:") % {"who": who})
            yield from _wrapped(note.text, "    ")


def _capitals(text: str, lang: str) -> str:
    return text.translate(DOTTED.get(lang, {})).upper()


def _said(item: PlanItem) -> Iterator[str]:
    for line in item.lines:
        yield from _wrapped(_plain(line), "- ")


def _plain(line: Line) -> str:
    """Return ours followed by theirs, which stand between quotation marks."""
    own = f"„{line.own_words}”" if line.own_words else ""
    between = " " if line.text.endswith((".", ":", "?", "!")) else ": "
    return between.join(filter(None, (line.text, own)))


def _reach(contact: Contact) -> str:
    known = (
        f"{contact.name}: {contact.phone}" if contact.phone else f"{contact.name}. {contact.how}"
    )
    return f"{known} {contact.website}".strip()


def _wrapped(text: str, bullet: str = "") -> Iterator[str]:
    """Yield the lines of a text behind a bullet; each of its own line ends stays."""
    first = bullet
    for line in text.split("\n"):
        later = " " * len(bullet)
        yield from textwrap.wrap(
            line,
            WIDTH,
            initial_indent=first,
            subsequent_indent=later,
            replace_whitespace=False,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
        first = later

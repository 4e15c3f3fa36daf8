"""What mails say: that something was sent, and its reference; nothing of the person."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from gettext import NullTranslations

from babel.support import Translations

from wizard.core.mixed import with_dutch_words
from wizard.core.municipality import Contact, Desk, Edition
from wizard.core.references import grouped
from wizard.i18n import SOURCE_LANGUAGE, plain_text, text_direction
from wizard.languages import is_unread
from wizard.resources import resource_directory
from wizard.vault.mails import Letter

ISOLATED = "\u2066{}\u2069"
"""Keeps a number between words from right to left from standing back to front."""


def word_to_desk(address: str, reference: str, *, demo: bool) -> Letter:
    """Return what a desk gets when a case has come.

    There is no link in it: staff must not learn to sign in from a mail.
    """
    lines = [
        *(["Dit is een proef.", ""] if demo else []),
        "Hallo,",
        "",
        "Er staat een nieuwe zaak voor jullie klaar.",
        f"Kenmerk: {grouped(reference)}",
        "",
        "Ga zelf naar de balie van Startplan en kijk in de lijst.",
        "In deze mail staat niets over de inwoner. Dat is expres.",
        "",
        "Op deze mail kun je niet antwoorden.",
    ]
    return Letter(address, "Startplan: een nieuwe zaak", "\n".join(lines) + "\n", SOURCE_LANGUAGE)


def confirmation(
    address: str, edition: Edition, desk: Desk, reference: str, *, demo: bool
) -> Letter:
    """Return what a resident gets who asked for it, in the language of `edition`."""
    note = _Note(edition)
    lines = [*note.head(desk, reference, demo=demo), "", *note.what_now(desk), "", *note.foot()]
    _ = note.text
    subject = _("Startplan: het is aangekomen")
    return Letter(address, subject, "\n".join(lines) + "\n", edition.lang)


class _Note:
    """Writes the confirmation in one language; every method yields lines."""

    def __init__(self, edition: Edition) -> None:
        self._lang = edition.lang
        self._municipality = edition.municipality
        self._translations = _translations(edition.lang)

    def text(self, dutch: str) -> str:
        return str(with_dutch_words(self._translations.gettext(dutch)))

    def head(self, desk: Desk, reference: str, *, demo: bool) -> Iterator[str]:
        _ = self.text
        if demo:
            yield _("Proef. Niet van de gemeente. Vul geen echte gegevens in.")
            yield ""
        yield _("Hallo,")
        yield ""
        yield _("Je plan is aangekomen bij %(desk)s.") % {"desk": plain_text(desk.short)}
        shown = self._kept_whole(grouped(reference))
        yield _("Je kenmerk is: %(reference)s") % {"reference": shown}
        yield _("Bewaar dit kenmerk.")

    def what_now(self, desk: Desk) -> Iterator[str]:
        _ = self.text
        sending = self._municipality.sending
        called = _("Iemand van %(desk)s neemt contact met je op.")
        within = f" {self._within(sending.call_within)}" if sending else ""
        yield _("Wat gebeurt er nu?")
        yield called % {"desk": plain_text(desk.short)} + within
        yield _("Diegene vraagt of jij dit hebt gestuurd. Noem dan je kenmerk.")
        yield _("Wil je zien hoe het gaat? Open je plan op de website.")
        yield ""
        yield _("Hoor je niets?")
        yield _("Bel zelf, of ga langs. Noem je kenmerk.")
        yield self._reach(self._municipality.contact(desk.contact))

    def foot(self) -> Iterator[str]:
        _ = self.text
        yield _("Heb jij niets gestuurd? Dan gaf iemand een verkeerd mailadres op.")
        yield _("Je hoeft dan niets te doen.")
        yield _("Op deze mail kun je niet antwoorden.")
        if is_unread(self._lang):
            yield ""
            yield _(
                "Een computer heeft deze tekst vertaald. Niemand die deze taal van huis uit "
                "spreekt, las hem nog na. Klopt iets niet? Vraag het iemand, of lees de "
                "Nederlandse tekst."
            )

    def _within(self, days: int) -> str:
        text = self._translations.ngettext(
            "Dat gebeurt binnen %(num)d werkdag.", "Dat gebeurt binnen %(num)d werkdagen.", days
        )
        return str(with_dutch_words(text)) % {"num": days}

    def _reach(self, contact: Contact) -> str:
        if contact.phone:
            return f"{plain_text(contact.name)}: {self._kept_whole(contact.phone)}"
        return f"{plain_text(contact.name)}. {plain_text(contact.how)}"

    def _kept_whole(self, number: str) -> str:
        return ISOLATED.format(number) if text_direction(self._lang) == "rtl" else number


@functools.cache
def _translations(lang: str) -> NullTranslations:
    """Return a language's catalogue, read once: the resident waits while a mail is written."""
    return Translations.load(resource_directory("translations"), [lang])

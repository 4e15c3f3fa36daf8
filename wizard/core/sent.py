"""What a resident's draft holds about sending: how to be reached, and the links to what was sent.

All of it stands in the private document, which no helper's code opens.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from msgspec import Struct

from wizard.core.mail_address import is_mail_address

DIGITS_LEAST = 6
"""In a telephone number; people write them in many ways, also from abroad."""


class Way(StrEnum):
    """Name how the desk may reach a resident."""

    PHONE = "phone"
    MAIL = "mail"
    LETTER = "letter"
    HELPER = "helper"


class ContactWishes(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """How somebody wants to be reached; only what the chosen `way` needs is filled in.

    `reached_at` is a phone number, a mail address, a postal address over several lines, or the
    helper's phone number. `who` is the helper's name.
    """

    call_me: str = ""
    way: Way = Way.PHONE
    reached_at: str = ""
    who: str = ""
    others_may_answer: bool = False
    may_leave_message: bool = False


class Reach(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What was filled in on the way to sending, of every way, so that a change of mind loses none.

    None says that a question is open. `wmo` is on for whoever also asks the municipality for
    help, `confirm` for whoever wants a mail when the plan has come; `money_only` for whoever said
    that their one representative decides about money only. `lang` is that of the words.
    """

    call_me: str = ""
    way: Way | None = None
    phone: str = ""
    mail: str = ""
    address: str = ""
    helper: str = ""
    helper_phone: str = ""
    others_may_answer: bool | None = None
    may_leave_message: bool | None = None
    wmo: bool | None = None
    confirm: bool | None = None
    confirm_to: str = ""
    money_only: bool = False
    lang: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything was filled in."""
        return self != Reach()

    def wishes(self) -> ContactWishes | None:
        """Return what the desk gets: of the chosen way alone. None before one was chosen."""
        if self.way is None:
            return None
        by_phone = self.way is Way.PHONE
        return ContactWishes(
            call_me=self.call_me,
            way=self.way,
            reached_at=self._reached_at(self.way),
            who=self.helper if self.way is Way.HELPER else "",
            others_may_answer=by_phone and self.others_may_answer is True,
            may_leave_message=by_phone and self.may_leave_message is True,
        )

    @property
    def confirmed_at(self) -> str:
        """Where word goes that the plan has come; "" for nowhere."""
        if not self.confirm:
            return ""
        return self.mail if self.way is Way.MAIL else self.confirm_to

    def gaps(self) -> tuple[str, ...]:
        """Return the fields without which nobody can be reached as they asked, in their order."""
        return tuple(name for name, said in self._needed() if not said)

    def _needed(self) -> Iterator[tuple[str, bool]]:
        yield "call_me", bool(self.call_me)
        yield "way", self.way is not None
        match self.way:
            case Way.PHONE:
                yield "phone", _is_number(self.phone)
            case Way.MAIL:
                yield "mail", is_mail_address(self.mail)
            case Way.LETTER:
                yield "address", bool(self.address)
            case Way.HELPER:
                yield "helper", bool(self.helper)
                yield "helper_phone", _is_number(self.helper_phone)
        yield (
            "confirm_to",
            self.way is Way.MAIL or not self.confirm or is_mail_address(self.confirm_to),
        )

    def _reached_at(self, way: Way) -> str:
        return {
            Way.PHONE: self.phone,
            Way.MAIL: self.mail,
            Way.LETTER: self.address,
            Way.HELPER: self.helper_phone,
        }[way]


def _is_number(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= DIGITS_LEAST


class SentCase(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The link to a case in the resident's private document: it shows the state and withdraws.

    `id` and `reply_key` are hexadecimal. `desk` is the id of the desk that it was sent to.
    """

    id: str
    reply_key: str
    reference: str
    desk: str
    sent_on: date

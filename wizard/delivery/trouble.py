"""Why a mail is not delivered: all that is kept, logged and shown of it."""

from __future__ import annotations

from enum import StrEnum

from wizard.errors import WizardError


class Trouble(StrEnum):
    """Name why a mail was not delivered.

    Nobody answers, the server says no, it cannot be reached safely, or the mail itself is damaged.
    """

    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    UNSAFE = "unsafe"
    DAMAGED = "damaged"


class MailNotDelivered(WizardError):
    """Report a mail that was not delivered, and why; neither its address nor its text."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__("a mail was not delivered")
        self.trouble = trouble

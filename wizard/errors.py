"""The one tree of errors that the product raises on purpose.

Messages are fixed texts: no answer, code, token or address ever stands in one,
so an error may be logged by its class and place alone without losing meaning.
"""


class WizardError(Exception):
    """Stand above every error that a page or a command explains to people."""


class SettingsError(WizardError):
    """Report a setting that is missing or cannot be used."""


class KeysMissing(WizardError):
    """Report a key directory that is absent or incomplete; it is never refilled silently."""


class Unreadable(WizardError):
    """Report stored bytes that no key at hand opens: damaged, moved, or forgotten on purpose."""


class BoxUnreadable(Unreadable):
    """Report a box that its data key does not open."""


class WrapUnreadable(Unreadable):
    """Report a wrap that its secret or its week's pepper does not open."""


class CodeMistyped(WizardError):
    """Report a resume code of the wrong length or with the wrong check digit."""


class CodeWrong(WizardError):
    """Report a well-formed resume code that opens no draft."""


class PinUnusable(WizardError):
    """Report a PIN that is not 4 to 12 digits long."""


class PinWrong(WizardError):
    """Report a wrong PIN; at zero tries left the device is forgotten."""

    def __init__(self, tries_left: int) -> None:
        super().__init__("wrong PIN")
        self.tries_left = tries_left


class TryLater(WizardError):
    """Report a refusal that ends by itself after `retry_after` seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("try again later")
        self.retry_after = retry_after


class Busy(TryLater):
    """Report a full admission gate; nothing was tried and nothing is lost."""


class TooManyTries(TryLater):
    """Report too many wrong tries in this window of time."""


class SentTooOften(TryLater):
    """Report too many plans sent from one address in this window of time."""


class StorageError(WizardError):
    """Report that the store could not do what was asked; what it held is unchanged."""


class StorageFull(StorageError):
    """Report a store without room."""


class StorageBusy(StorageError):
    """Report a store that stayed locked longer than the waiting time."""


class StorageFailed(StorageError):
    """Report any other failure of the store outside our control."""


class DraftNotFound(WizardError):
    """Report a draft that is wiped, expired or never was."""


class CaseNotFound(WizardError):
    """Report a case that is not this desk's, is purged or never was."""


class CaseWithdrawn(WizardError):
    """Report a case of which nothing is left but its reference: the resident took it back."""

    def __init__(self, reference: str) -> None:
        super().__init__("case withdrawn")
        self.reference = reference


class CaseUnreadable(Unreadable):
    """Report a case that the desk's key does not open: damaged, or moved from elsewhere."""

    def __init__(self, message: str, reference: str = "") -> None:
        super().__init__(message)
        self.reference = reference


class ActionRefused(WizardError):
    """Report something that may not be done with a case now; `reason` says why, as an id."""

    def __init__(self, reason: str) -> None:
        super().__init__("action refused")
        self.reason = reason


class DeskMissing(WizardError):
    """Report a desk that has no key yet, so that nothing can be sealed to it."""


class DeskExists(WizardError):
    """Report a desk that has a key already; making another would lose what is sealed to it."""


class SendingNotOffered(WizardError):
    """Report a plan that may not be sent: not by this person, or not in this municipality."""


class SignInRefused(WizardError):
    """Report a sign-in that failed; which of name, password and code was wrong is told nobody."""


class NotSignedIn(WizardError):
    """Report a desk page that was asked for without a session."""


class RoleForbids(WizardError):
    """Report a colleague whose role does not allow what was asked."""


class StaffNotFound(WizardError):
    """Report a colleague who is not at this desk (any more)."""


class LastLead(WizardError):
    """Report that nobody would be left to give access at this desk."""


class NameTaken(WizardError):
    """Report a name that a colleague signs in with already."""


class PasswordUnusable(WizardError):
    """Report a password that is too short, too plain or the name itself."""


class InvitationGone(WizardError):
    """Report an invitation that is used, expired or never was."""


class SharesWrong(WizardError):
    """Report shares of a recovery key that do not open it together."""


class RevisionConflict(WizardError):
    """Report that someone else saved first; load the draft again and merge."""


class CatalogueInvalid(WizardError):
    """Report a catalogue of translations that would break a page, with its file and line."""


class ContentInvalid(WizardError):
    """Report content that cannot be used, with a line for each of its `problems`."""

    def __init__(self, *problems: object) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class NoVisit(WizardError):
    """Report a request whose browser can open no draft: none was started, or it has ended."""


class PlanElsewhere(WizardError):
    """Report a plan that belongs to another municipality than the address names."""


class PlaceNotServed(WizardError):
    """Report a plan of a municipality that has no pages here, or none any more."""


class ResidentOnly(WizardError):
    """Report that a helper's way in was used for what only the resident may do."""


class PinNeeded(WizardError):
    """Report a request from an own device that asks for its PIN first."""


class AnswerClash(WizardError):
    """Report that the same answer was changed in two places; the person chooses."""


class FileRefused(WizardError):
    """Report a file that is not opened as a plan at all; nothing of it was used."""


class FileUnreadable(FileRefused):
    """Report a file that is no plan of ours: something else, damaged, or far too large."""


class FileTooNew(FileRefused):
    """Report a plan in a format that a newer Startplan made."""


class PdfFailed(WizardError):
    """Report a PDF that could not be made; what it was made from is untouched."""


class LanguageToolsMissing(WizardError):
    """Report that the packages of `startplan[check]` are not installed."""


class LanguageUnknown(WizardError):
    """Report an address with a language that its municipality does not offer."""

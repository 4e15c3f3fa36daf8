"""Keys and encryption: what is stored opens only with something that a person holds."""

from wizard.vault.accounts import Accounts
from wizard.vault.deskkeys import DeskKey
from wizard.vault.desks import Desks
from wizard.vault.drafts import PIN_TRIES, Drafts
from wizard.vault.gate import Gate
from wizard.vault.keys import KeyDirectory
from wizard.vault.opened import Entry, OpenDraft, PinAsked
from wizard.vault.ownaccount import OwnAccount
from wizard.vault.secret import Argon2Cost, read_pin, token_key
from wizard.vault.sending import Dispatch
from wizard.vault.signedin import SignedIn
from wizard.vault.sweeping import refuse_older_keys, sweep, sweep_unless_doubted

__all__ = [
    "PIN_TRIES",
    "Accounts",
    "Argon2Cost",
    "DeskKey",
    "Desks",
    "Dispatch",
    "Drafts",
    "Entry",
    "Gate",
    "KeyDirectory",
    "OpenDraft",
    "OwnAccount",
    "PinAsked",
    "SignedIn",
    "read_pin",
    "refuse_older_keys",
    "sweep",
    "sweep_unless_doubted",
    "token_key",
]

"""Which passwords a colleague may choose: long, and not what somebody would try first."""

import re

from wizard.errors import PasswordUnusable

PASSWORD_LEAST = 12
"""Signs besides the own name."""

_LOOKED_AT = 72
"""Signs of a password that are judged; more cost time, and what is that long is not guessed."""
_STRONG_ENOUGH = 3
"""On zxcvbn's scale of 0 to 4: a hundred million tries or more."""

OUR_WORDS = ("startplan", "balie", "gemeente", "wachtwoord", "welkom", "plan", "caw", "wijkteam")
"""Words of this place, which somebody who guesses would try too."""


def require_good_password(password: str, name: str, desk_id: str) -> None:
    """Raise PasswordUnusable for a password that is short or easy to guess.

    Easy are the passwords that many people have, words, rows of the keyboard, days and repeats,
    the own name, the desk's and `OUR_WORDS`.
    """
    own = password.casefold().replace(name.casefold(), "")
    if len(own) < PASSWORD_LEAST or not _is_hard_to_guess(password, name, desk_id):
        raise PasswordUnusable("a password is long and not easy to guess")


def _is_hard_to_guess(password: str, name: str, desk_id: str) -> bool:
    # Its lists take a tenth of a second to load, which only a new password needs.
    from zxcvbn import zxcvbn

    words = [*OUR_WORDS, *re.split(r"[\W_]+", f"{name} {desk_id}".casefold())]
    judged = zxcvbn(password[:_LOOKED_AT], user_inputs=[word for word in words if word])
    return int(judged["score"]) >= _STRONG_ENOUGH

"""How long drafts and wraps live. Moments are rounded up, so that rows tell little about when."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)

IDLE = timedelta(minutes=30)
LONGEST_SESSION = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """Reckon the moments at which things end, from the term of a draft after its last save."""

    term: timedelta

    def draft_until(self, now: datetime, term: timedelta | None = None) -> datetime:
        """Return the end of a draft saved now: a whole day, or a whole hour for terms of days.

        A `term` that the resident chose counts only when it is the longer one.
        """
        term = max(self.term, term or self.term)
        return _round_up(now + term, _DAY if term > 7 * _DAY else _HOUR)


def session_ends(now: datetime) -> datetime:
    """Return the moment at which a session that starts now ends for certain."""
    return _round_up(now + LONGEST_SESSION, _MINUTE)


def session_until(now: datetime, ends_at: datetime) -> datetime:
    """Return when a session that is used now times out."""
    return min(_round_up(now + IDLE, _MINUTE), ends_at)


def whole_day_after(now: datetime, term: timedelta) -> datetime:
    """Return the first whole day (UTC) after a term."""
    return _round_up(now + term, _DAY)


def _round_up(moment: datetime, step: timedelta) -> datetime:
    whole = -(-moment.timestamp() // step.total_seconds())
    return datetime.fromtimestamp(whole * step.total_seconds(), UTC)

"""How both back ends write down a moment."""

from datetime import UTC, datetime


def seconds(moment: datetime) -> int:
    """Write a moment as whole seconds since the Unix epoch."""
    return int(moment.timestamp())


def moment(value: int) -> datetime:
    """Read what `seconds` wrote."""
    return datetime.fromtimestamp(value, UTC)

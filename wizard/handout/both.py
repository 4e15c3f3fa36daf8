"""Two of the same, one in the resident's language and one in Dutch, walked through as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup


class Both:
    """The same thing in two languages; a part of it is again in both.

    `own` is the resident's, `dutch` the other. Both must be built alike: pairs are found by name
    and by position, and ValueError is raised where one has more parts than the other.
    """

    def __init__(self, own: Any, dutch: Any) -> None:
        self.own = own
        self.dutch = dutch

    def __getattr__(self, name: str) -> Both:
        """Return a part of both by its name."""
        return Both(getattr(self.own, name), getattr(self.dutch, name))

    def __getitem__(self, key: Any) -> Both:
        """Return a part of both by its place."""
        return Both(self.own[key], self.dutch[key])

    def __iter__(self) -> Iterator[Both]:
        """Yield the parts of both, two by two."""
        return (Both(*parts) for parts in zip(self.own, self.dutch, strict=True))

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.own)


def both_texts(own: Markup, dutch: Markup, values: Mapping[str, object]) -> Both:
    """Return a text in both languages with `values` filled in, each in the language at hand."""
    return Both(
        own % {name: getattr(value, "own", value) for name, value in values.items()},
        dutch % {name: getattr(value, "dutch", value) for name, value in values.items()},
    )

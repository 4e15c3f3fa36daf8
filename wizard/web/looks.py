"""How somebody wants pages to look: size of the letters, room between them, pictures.

One cookie holds it, set when somebody asks for it and never before. It is read strictly: what
we did not write ourselves counts as the standard look.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import product
from types import MappingProxyType

from flask import request
from werkzeug.wrappers import Response

from wizard.web import cookies

CHOICES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "letters": {"gewoon": "", "groter": "letters-large", "heel-groot": "letters-huge"},
        "ruimte": {"gewoon": "", "meer": "room-more"},
        "plaatjes": {"aan": "", "uit": "pictures-off"},
    }
)
"""For each thing to choose: what can be chosen, the standard first, and its class in the CSS."""

CLASSES = {
    ".".join(pick for pick, _ in picks): " ".join(name for _, name in picks if name)
    for picks in product(*(choices.items() for choices in CHOICES.values()))
}
"""Every value that the cookie can have, with the classes of its pages."""

STANDARD = next(iter(CLASSES))


def held_look() -> str:
    """Return the look that this browser asks for, as the cookie's value."""
    held = cookies.look(request)
    return held if held in CLASSES else STANDARD


def look_classes() -> str:
    """Return the classes of this browser's pages, "" for the standard look."""
    return CLASSES[held_look()]


def picks_of(look: str) -> dict[str, str]:
    """Return what is chosen for each thing."""
    return dict(zip(CHOICES, look.split("."), strict=True))


def look_from(sent: Mapping[str, str]) -> str:
    """Return the look that a form asks for; what is missing or unknown is standard."""
    picks = [
        sent[name] if sent.get(name) in choices else next(iter(choices))
        for name, choices in CHOICES.items()
    ]
    return ".".join(picks)


def keep_look(response: Response, look: str, until: datetime | None) -> None:
    """Let the browser hold a look until then, or until it closes; the standard needs no cookie."""
    if look == STANDARD:
        cookies.clear(response, cookies.LOOK)
    else:
        cookies.set_look(response, look, until)

"""The code card: the resume code to cut out and keep, on a sheet of its own or under the plan."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from wizard.handout.environment import as_typed, long_date, paper_environment
from wizard.handout.paper import Paper
from wizard.i18n import text_direction


class CodeCard(Struct, frozen=True):
    """What stands on the card: the code in its groups, the plan's mark, the day it ends.

    `start_url` is the start page's address, "" when this instance has no public one. The code
    opens the plan, so nothing made from this is kept, logged or cached.
    """

    groups: tuple[str, ...]
    mark: str
    until: date
    lang: str
    start_url: str = ""

    @property
    def address(self) -> str:
        """The start page's address as people type it."""
        return as_typed(self.start_url)

    @property
    def last_day(self) -> str:
        """The day until which the code works, as people write it."""
        return long_date(self.until, self.lang)


def card_paper(card: CodeCard, *, demo: bool) -> Paper:
    """Return a sheet with the card, as large as a bank card, and what to do with it."""
    template = paper_environment(card.lang).get_template("handout/code_card.html")
    html = template.render(
        card=card, lang=card.lang, direction=text_direction(card.lang), demo=demo
    )
    return Paper(html, "card")

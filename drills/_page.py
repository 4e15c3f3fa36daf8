"""A page of the site as somebody who answers needs it: the form of its question."""

from __future__ import annotations

from html.parser import HTMLParser


class QuestionForm(HTMLParser):
    """The question of a page: where it posts to, what goes along, what to pick and to write in."""

    def __init__(self, html: str) -> None:
        """Read a page; without a question `action` is empty."""
        super().__init__()
        self.action = ""
        self.hidden: list[tuple[str, str]] = []
        self.picks: list[str] = []
        self.picked: list[str] = []
        self.has_text = False
        self.text = ""
        self._inside = self._writing = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a form holds."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("id") == "question"
            self.action = given.get("action", "") if self._inside else self.action
        elif self._inside and tag == "input":
            self._note_input(given)
        elif self._inside and tag == "textarea" and given.get("name") == "text":
            self.has_text = self._writing = True

    def handle_endtag(self, tag: str) -> None:
        """Note where a form or a box to write in ends."""
        self._inside = self._inside and tag != "form"
        self._writing = self._writing and tag != "textarea"

    def handle_data(self, data: str) -> None:
        """Note what stands in the box to write in."""
        self.text += data if self._writing else ""

    def _note_input(self, given: dict[str, str]) -> None:
        if given.get("type") == "hidden":
            self.hidden.append((given["name"], given["value"]))
        elif given.get("name") == "picks":
            self.picks.append(given["value"])
            if "checked" in given:
                self.picked.append(given["value"])

    @property
    def held(self) -> frozenset[tuple[str, str]]:
        """Return what is filled in."""
        picked = [("picks", pick) for pick in self.picked]
        text = self.text.strip()
        return frozenset([*picked, ("text", text)] if text else picked)

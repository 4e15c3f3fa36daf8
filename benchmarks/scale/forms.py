"""Filling in a page's form as a resident would, read with as little parsing as can be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode

FORM = re.compile(rb'<form id="question".*?</form>', re.DOTALL)
ACTION = re.compile(rb'action="([^"]*)"')
TAG = re.compile(rb"<(input|textarea|button|select)\b([^>]*)>")
TYPE, NAME, VALUE = (re.compile(rb'\b%b="([^"]*)"' % name) for name in (b"type", b"name", b"value"))

PICKS_MOST = 3
WORDS_CHANCE = 0.6
SENTENCES = {
    "nl": "Ik wil graag iets met dieren doen, het liefst in de ochtend.",
    "en": "I would like to do something with animals, in the morning if I can.",
    "ar": "أود أن أعمل مع الحيوانات، ويفضل أن يكون ذلك في الصباح.",
    "tr": "Hayvanlarla ilgili bir şey yapmak isterim, tercihen sabahları.",
    "uk": "Я хотіла б робити щось із тваринами, найкраще вранці.",
    "pl": "Chciałabym robić coś ze zwierzętami, najchętniej rano.",
}


@dataclass
class Page:
    """The question form of a page: where it goes, and what is in it."""

    action: str
    hidden: dict[str, str] = field(default_factory=dict)
    radios: dict[str, list[str]] = field(default_factory=dict)
    boxes: dict[str, list[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)

    def fill(self, rng: Random, lang: str) -> list[tuple[str, str]]:
        """Return what somebody picks and types here."""
        fields = [(name, rng.choice(values)) for name, values in self.radios.items()]
        for name, values in self.boxes.items():
            picks = rng.sample(values, min(len(values), rng.randint(1, PICKS_MOST)))
            fields += [(name, value) for value in picks]
        for name in self.texts:
            if rng.random() < WORDS_CHANCE:
                fields.append((name, SENTENCES[lang] * rng.randint(1, 3)))
        return fields

    def encode(self, fields: list[tuple[str, str]], go: str) -> str:
        """Return the form as a browser sends it."""
        return urlencode([*self.hidden.items(), *fields, ("go", go)])


def read_form(html: bytes) -> Page | None:
    """Return the question form of a page, or None."""
    found = FORM.search(html)
    if found is None:
        return None
    form = found[0]
    action = ACTION.search(form)
    assert action
    page = Page(action[1].decode())
    for tag, rest in TAG.findall(form):
        _note(page, tag, rest)
    return page


def _note(page: Page, tag: bytes, rest: bytes) -> None:
    name_found = NAME.search(rest)
    if name_found is None:
        return
    name, value = name_found[1].decode(), VALUE.search(rest)
    text = value[1].decode() if value else ""
    kind_found = TYPE.search(rest)
    match tag, kind_found[1] if kind_found else b"":
        case b"button", _:
            page.buttons.append(text)
        case b"textarea", _:
            page.texts.append(name)
        case b"input", b"hidden":
            page.hidden[name] = text
        case b"input", b"radio":
            page.radios.setdefault(name, []).append(text)
        case b"input", b"checkbox":
            page.boxes.setdefault(name, []).append(text)
        case _:
            pass

"""A page as it came: checked, and readable by what a person sees on it."""

import functools
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

from bs4 import BeautifulSoup
from tinyhtml5.parser import HTMLParser as StrictParser
from werkzeug.test import TestResponse

from wizard.i18n import text_direction

REFERENCES = ("for", "form", "aria-describedby", "aria-labelledby")
BLOCKS = {"li", "p", "h1", "h2", "h3", "dt", "dd", "div", "label", "legend", "blockquote"}
VALUED = {"input", "textarea", "button"}
CHECKED: dict[str, list[object]] = {}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Tree(HTMLParser):
    """A quick reader of pages in which every element that needs an end has one."""

    def __init__(self) -> None:
        super().__init__()
        self._builder = TreeBuilder()
        self._open: list[str] = []

    def read(self, html: str) -> Element:
        self.feed(html)
        self.close()
        assert self._open == []
        tree = self._builder.close()
        for box in tree.iter("textarea"):
            box.text = (box.text or "").removeprefix("\n")  # the one that HTML leaves out
        return tree

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._builder.start(tag, {name: value or "" for name, value in attrs})
        self._open.append(tag)
        if tag in VOID:
            self.handle_endtag(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        self._builder.end(tag)

    def handle_data(self, data: str) -> None:
        if self._open:
            self._builder.data(data)


def errors_in(html: str) -> list[object]:
    """What a strict (and slow) reader objects to, remembered for pages with the very same tags."""
    shape = re.sub(r'"[^"]*"', '""', "".join(re.findall(r"<[^>]*>", html)))
    if shape not in CHECKED:
        parser = StrictParser()
        parser.parse(html)
        CHECKED[shape] = parser.errors
    return CHECKED[shape]


class Page:
    """One HTML answer of the site. Making one fails when the page is not in order."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.url = response.request.full_path.rstrip("?")
        self.html = response.text
        assert errors_in(self.html) == [], self.url
        self.tree = Tree().read(self.html)
        self._check()

    @functools.cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "html.parser")

    @property
    def lang(self) -> str:
        return self.tree.get("lang", "")

    @property
    def title(self) -> str:
        return seen(next(self.tree.iter("title")))

    @property
    def heading(self) -> str:
        return seen(next(self.tree.iter("h1")))

    @functools.cached_property
    def text(self) -> str:
        return seen(next(self.tree.iter("main"), self.tree))

    def buttons(self) -> list[str]:
        return [seen(button) for button in self.tree.iter("button")]

    def links(self) -> dict[str, str]:
        return {seen(link): link.get("href", "") for link in self.tree.iter("a")}

    def hidden(self) -> dict[str, str]:
        inputs = (tag for tag in self.tree.iter("input") if tag.get("type") == "hidden")
        return {tag.get("name", ""): tag.get("value", "") for tag in inputs}

    def errors(self) -> list[str]:
        """What the summary above the heading says went wrong."""
        boxes = (tag for tag in self.tree.iter("div") if "alert--error" in tag.get("class", ""))
        return [seen(item) for box in boxes for item in box.iter("li")]

    def written(self) -> list[str]:
        """What stands in the boxes to write in."""
        lines = (tag for tag in self.tree.iter("input") if tag.get("type") in {"text", None})
        boxes = [box.text or "" for box in self.tree.iter("textarea")]
        return boxes + [line.get("value", "") for line in lines]

    def ticked(self) -> list[str]:
        """The labels of what is ticked."""
        ids = {tag.get("id") for tag in self.tree.iter("input") if "checked" in tag.attrib}
        return [seen(label) for label in self.tree.iter("label") if label.get("for") in ids]

    def tick(self, label: str) -> None:
        """Tick a box or pick a choice by its label; another press takes a tick off a box."""
        box = self._labelled(label)
        if box.get("type") == "radio":
            for other in self._named(box.get("name", "")):
                other.attrib.pop("checked", None)
            box.set("checked", "")
        elif box.attrib.pop("checked", None) is None:
            box.set("checked", "")

    def write(self, text: str, label: str = "") -> None:
        """Type in the box with this label; without a label, in the only box of the page."""
        boxes = list(self.tree.iter("textarea"))
        box = self._labelled(label) if label else boxes[0]
        if box.tag == "textarea":
            box.text = text
        else:
            box.set("value", text)

    def form_of(self, button: str) -> tuple[str, list[tuple[str, str]]]:
        """Return where this button posts to, and the fields that a browser would send."""
        pressed = next(tag for tag in self.tree.iter("button") if seen(tag) == button)
        form = self._form_around(pressed)
        fields = [pair for tag in self._controls(form) for pair in sent(tag, pressed)]
        return form.get("action") or self.url, fields

    def _form_around(self, button: Element) -> Element:
        for form in self.tree.iter("form"):
            if form.get("id", "") == button.get("form") or button in form.iter("button"):
                return form
        raise AssertionError("the button stands in no form")

    def _controls(self, form: Element) -> Iterator[Element]:
        inside = set(form.iter())
        for tag in self.tree.iter():
            if tag.tag in VALUED and (tag.get("form") == form.get("id", "?") or tag in inside):
                yield tag

    def _labelled(self, text: str) -> Element:
        for label in self.tree.iter("label"):
            if seen(label) == text:
                box = next(label.iter("input"), None)
                return box if box is not None else self._with_id(label.get("for", ""))
        raise AssertionError(f"no label {text!r} on {self.url}: {self.heading}")

    def _with_id(self, wanted: str) -> Element:
        return next(tag for tag in self.tree.iter() if tag.get("id") == wanted)

    def _named(self, name: str) -> list[Element]:
        return [tag for tag in self.tree.iter("input") if tag.get("name") == name]

    def _check(self) -> None:
        ids = Counter(tag.get("id") for tag in self.tree.iter() if "id" in tag.attrib)
        assert not [found for found, times in ids.items() if times > 1], self.url
        assert set(self._references()) <= set(ids), self.url
        assert len(list(self.tree.iter("h1"))) == 1, self.url
        assert self.heading, self.url
        assert self.tree.get("dir") == text_direction(self.lang), self.url
        assert self.title.endswith("Startplan") or leads_away(self.tree), self.url
        assert not list(inline_code(self.tree)), self.url

    def _references(self) -> Iterator[str]:
        for tag in self.tree.iter():
            for attribute in REFERENCES:
                yield from tag.get(attribute, "").split()
            if tag.get("href", "").startswith("#"):
                yield tag.get("href", "")[1:]


def seen(element: Element) -> str:
    """The text of an element as it reads, with a space behind each block."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield " " if child.tag in BLOCKS else ""
        yield child.tail or ""


def sent(tag: Element, pressed: Element) -> Iterator[tuple[str, str]]:
    """What one control adds to a form, given the button that is pressed."""
    name, kind = tag.get("name"), tag.get("type", "text")
    if name is None or (tag.tag == "button" and tag is not pressed):
        return
    if tag.tag == "textarea":
        yield name, re.sub(r"\r?\n", "\r\n", tag.text or "")
    elif kind not in {"radio", "checkbox"} or "checked" in tag.attrib:
        yield name, tag.get("value", "on" if kind == "checkbox" else "")


def leads_away(tree: Element) -> bool:
    return any(tag.get("http-equiv") == "refresh" for tag in tree.iter("meta"))


def inline_code(tree: Element) -> Iterator[Element]:
    """Script and style that the content security policy would stop."""
    for tag in tree.iter():
        own = (tag.tag == "script" and not tag.get("src")) or tag.tag == "style"
        if own or any(name == "style" or name.startswith("on") for name in tag.attrib):
            yield tag

"""What can be wrong with a page or a paper in another language, seen in its HTML alone."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from wizard.i18n import SOURCE_LANGUAGE
from wizard.languages import translations

LANGUAGES = (SOURCE_LANGUAGE, *translations())
PLAIN_TEXT = {"title", "option", "textarea"}
UNSEEN = {"script", "style"}
MARK = re.compile(r"<bdi|\[\w[^\]]*\]")
"""A mark of Dutch words as HTML, or as it stands in a catalogue."""
ESCAPED_TWICE = re.compile(r"&(#\w+|[a-z]+);")
LATIN = re.compile(r"[A-Za-z]{2,}")
OTHER_LETTERS = ("ar", "ti", "uk")
NAMES = re.compile(r"\bStartplan\b|\bPDF\b|\bWCAG\b|\b(?:\w+\.)+nl\b|\bJo\b")
"""What is written in Latin letters in every language; Jo is somebody's fixed person."""
TURNED = re.compile(r"\d+(?:[ -]\d+)+|\b\d+\.[a-z]+\b", re.ASCII)
"""What stands back to front between words from right to left, unless it is isolated."""
SPACES = re.compile(r"[ \n]+")
SAID = re.compile(r"aria-(label|description)|alt|title|placeholder")


def misplaced_marks(tree: Element) -> Iterator[str]:
    """Name the marks where nothing can be marked, and what people would see as code."""
    for tag in tree.iter():
        for name, value in tag.attrib.items():
            if name != "name" and MARK.search(value):
                yield f"mark in {name} | {value}"
        if tag.tag in PLAIN_TEXT and MARK.search("".join(tag.itertext())):
            yield f"mark in {tag.tag} | {tag.text}"
    for tag, text, _ in said(tree):
        found = MARK.search(text) or ESCAPED_TWICE.search(text)
        if found and tag.tag not in PLAIN_TEXT:
            yield f"code in {tag.tag} | {found[0]} | {text}"


def words_of_others(tree: Element, lang: str) -> Iterator[str]:
    """Name the Latin words that pass for words of a language with other letters."""
    for tag, text, around in said(tree):
        if around["lang"] == lang and LATIN.search(NAMES.sub("", text)):
            yield f"not {lang} in {tag.tag} | {text}"
    for tag in tree.iter():
        for name, value in tag.attrib.items():
            if _is_said(name, value) and LATIN.search(NAMES.sub("", value)):
                yield f"not {lang} in {name} | {value}"


def turned_around(tree: Element) -> Iterator[str]:
    """Name numbers and addresses that show back to front on a page from right to left.

    A space that does not break is fine: it counts as part of the number.
    """
    for tag, text, around in said(tree):
        if around["dir"] == "rtl" and TURNED.search(text):
            yield f"turned around in {tag.tag} | {text}"


def said(tree: Element, **around: str) -> Iterator[tuple[Element, str, dict[str, str]]]:
    """Yield each text with its element, and the language and the direction that it stands in."""
    if tree.tag in UNSEEN:
        return
    around = {"lang": "", "dir": "", **around}
    if tree.tag == "bdi":
        around["dir"] = "auto"
    around |= {name: tree.attrib[name] for name in around if name in tree.attrib}
    if tree.text:
        yield tree, SPACES.sub(" ", tree.text).strip(), around
    for child in tree:
        yield from said(child, **around)
        if child.tail:
            yield tree, SPACES.sub(" ", child.tail).strip(), around


def _is_said(name: str, value: str) -> bool:
    return bool(SAID.fullmatch(name)) or (name.startswith("data-") and " " in value)

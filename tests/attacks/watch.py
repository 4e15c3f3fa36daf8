"""What no answer may be, whatever was asked: each fault is a sentence."""

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from tests.attacks.corpus import MARK
from tests.attacks.raw import Answer
from wizard.web.security import HEADERS

FAILED = 500
TAG = re.compile(r"<(/?[a-zA-Z!?][^\s/>]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
ATTRIBUTE = re.compile(r"([^\s\"'>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")
SAYS = {"value", "name", "href", "action"}
"""Attributes in which something that was sent may stand: as a value, or as an address of ours."""
LEADS = {"href", "action", "src", "formaction"}
TRACE = "Traceback (most recent call last)"


def faults_of(answer: Answer) -> Iterator[str]:
    """Say what is wrong with an answer, whoever asked and whatever for."""
    if answer.status >= FAILED:
        yield f"status {answer.status}"
    yield from _of_headers(answer)
    if TRACE in answer.text:
        yield "a traceback"
    if answer.is_page:
        yield from _of_page(answer.text)
    elif MARK in answer.text and not _is_taken_along(answer):
        yield f"repeated as {answer.header('Content-Type')}"


def _of_headers(answer: Answer) -> Iterator[str]:
    for name, text in HEADERS.items():
        if answer.header(name) != text:
            yield f"without {name}"
    if not answer.header("Cache-Control"):
        yield "may be kept"
    for name, text in answer.headers:
        if "\r" in text or "\n" in text or MARK in name.lower():
            yield f"header {name} was broken open"
        if MARK in unquote(text) and name not in {"Location", "Content-Disposition"}:
            yield f"header {name} repeats"
    location = answer.header("Location")
    if location and not re.match(r"(?:http://localhost)?/(?![/\\])", location):
        yield f"leads away: {location}"


def _of_page(text: str) -> Iterator[str]:
    """Read every tag of a page: none of its names came from outside, nor any script or handler."""
    for name, inside in TAG.findall(text):
        if MARK in name.lower():
            yield f"element <{name}>"
        for attribute, quoted in ATTRIBUTE.findall(inside):
            yield from _of_attribute(name, attribute.lower(), html.unescape(quoted.strip("\"'")))


def _of_attribute(tag: str, name: str, value: str) -> Iterator[str]:
    if MARK in name or (name.startswith("on") and tag != "option") or name in {"style", "srcdoc"}:
        yield f"attribute {name} of <{tag}>"
    if MARK in unquote(value).lower():
        if name not in SAYS:
            yield f"{name} of <{tag}> repeats"
        if name in LEADS and not re.match(r"(?:http://localhost)?/(?![/\\])|\?", value):
            yield f"{name} of <{tag}> leads away"
    if name in LEADS and re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE):
        yield f"{name} of <{tag}> is a program"


def _is_taken_along(answer: Answer) -> bool:
    """Tell whether this is a file with somebody's own words, which no browser shows as a page."""
    kind = answer.header("Content-Type").split(";")[0]
    saved = answer.header("Content-Disposition").startswith("attachment")
    return saved or kind in {"application/json", "text/plain"}

"""What a screen reader gets from a page: the accessibility tree as lines, and what is announced."""

import textwrap
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import CDPSession, Page

Node = dict[str, Any]

UNSAID = {"none", "generic", "InlineTextBox", "LineBreak", "LabelText", "ListMarker", "Legend"}
"""Roles that a screen reader passes over; it reads what is in them."""
STATES = ("level", "checked", "expanded", "invalid", "modal", "multiline", "focused", "live")
TICKABLE = {"checkbox", "radio"}
SPOKEN_AS = {"DisclosureTriangle": "button"}
TEXT_MOST = 120
"""Characters of a text that a line shows."""

LISTEN = """
window.announced = [];
const say = (how, what) => announced.push(`${how}: ${what.replace(/\\s+/g, ' ').trim()}`);
addEventListener('focusin', ({target}) =>
  say('focus', target.labels?.[0]?.textContent ?? target.textContent));
addEventListener('DOMContentLoaded', () => {
  const region = node => (node.nodeType === 1 ? node : node.parentElement)
    ?.closest('[aria-live], [role=status], [role=alert], output');
  const told = ids => (ids ?? '').split(' ').map(id => document.getElementById(id)?.textContent);
  new MutationObserver(changes => {
    const changed = new Set(changes.filter(one => one.type !== 'attributes')
      .map(one => region(one.target)).filter(found => found?.textContent.trim()));
    for (const one of changed)
      say(one.getAttribute('role') ?? one.getAttribute('aria-live'), one.textContent);
    for (const {target} of changes.filter(one => one.type === 'attributes'))
      if (target.localName === 'dialog') say(target.open ? 'opens' : 'closes', [
        ...told(target.getAttribute('aria-labelledby')),
        ...told(target.getAttribute('aria-describedby')),
      ].join(' '));
  }).observe(document, {subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ['open']});
});
speechSynthesis.getVoices = () => [];
"""
"""Records what changes in live regions, dialogs that open and the focus, in order. It takes the
voices away too: which ones there are, and so whether reading aloud is offered, differs."""


def listen(page: Page) -> None:
    """Let every page that opens from now on keep a record of what it announces."""
    page.add_init_script(LISTEN)


def announcements(page: Page) -> list[str]:
    """Return what was announced since the page opened, in order."""
    heard: list[str] = page.evaluate("announced")
    return heard


class Tree:
    """The accessibility tree of a part of the page."""

    def __init__(self, page: Page, within: str = "main") -> None:
        """Read the tree that Chromium gives to screen readers."""
        session = page.context.new_cdp_session(page)
        found: list[Node] = session.send("Accessibility.getFullAXTree")["nodes"]
        self._nodes = {node["nodeId"]: node for node in found}
        backend = _backend_id(session, within)
        session.detach()
        self.root = next(node for node in found if node.get("backendDOMNodeId") == backend)

    def lines(self) -> list[str]:
        """Return a line for everything that is said, indented by how deep it stands."""
        return list(self._lines(self.root, 0, ""))

    def said_twice(self) -> Iterator[str]:
        """Yield each description that the name, or something around it, says already."""
        yield from self._said_twice(self.root, ())

    def _children(self, node: Node) -> list[Node]:
        return [self._nodes[one] for one in node.get("childIds", ()) if one in self._nodes]

    def _lines(self, node: Node, depth: int, around: str) -> Iterator[str]:
        line = "" if _is_unsaid(node) else _line(node)
        if node["role"]["value"] == "StaticText" and _text(node, "name") in around:
            return
        if line:
            yield "  " * depth + line
        name = self._label(node) or (_text(node, "name") if line else around)
        for child in self._children(node):
            yield from self._lines(child, depth + bool(line), name)

    def _label(self, node: Node) -> str:
        """Return what a label or legend says: its field or group has said it already."""
        spoken = node.get("role", {}).get("value") in {"LabelText", "Legend"}
        return "".join(self._texts(node)) if spoken else ""

    def _texts(self, node: Node) -> Iterator[str]:
        if node["role"]["value"] == "StaticText":
            yield _text(node, "name")
        for child in self._children(node):
            yield from self._texts(child)

    def _said_twice(self, node: Node, heard: tuple[str, ...]) -> Iterator[str]:
        own = () if _is_unsaid(node) else (_text(node, "name"), _text(node, "description"))
        if len(own) > 1 and own[1] and any(own[1] in said for said in (own[0], *heard)):
            yield _line(node)
        for child in self._children(node):
            yield from self._said_twice(child, (*heard, *filter(None, own)))


def _backend_id(session: CDPSession, within: str) -> int:
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    found = session.send("DOM.querySelector", {"nodeId": root, "selector": within})
    described = session.send("DOM.describeNode", {"nodeId": found["nodeId"]})
    number: int = described["node"]["backendNodeId"]
    return number


def _is_unsaid(node: Node) -> bool:
    return bool(node.get("ignored")) or node["role"]["value"] in UNSAID


def _text(node: Node, key: str) -> str:
    return " ".join(str(node.get(key, {}).get("value", "")).split())


def _line(node: Node) -> str:
    role = node["role"]["value"]
    name, description = _text(node, "name"), _text(node, "description")
    if role == "StaticText":
        return f'"{textwrap.shorten(name, TEXT_MOST)}"'
    said = [
        SPOKEN_AS.get(role, role),
        f'"{name}"' if name else "",
        f"described: {description}" if description else "",
    ]
    return ", ".join(filter(None, (*said, *_states(node))))


def _states(node: Node) -> Iterator[str]:
    has = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    for state in STATES:
        value = has.get(state)
        if state == "checked" and node["role"]["value"] in TICKABLE:
            yield "checked" if value == "true" else "not checked"
        elif state == "expanded" and value is not None:
            yield "expanded" if value else "collapsed"
        elif state in {"level", "live"} and value:
            yield f"{state} {value}"
        elif value not in {None, False, "false", "off"}:
            yield state

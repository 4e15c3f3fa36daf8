"""Repairs of WeasyPrint's structure tree, for people who hear the PDF instead of seeing it.

A validator passes the tree of WeasyPrint as it is, but then a screen reader reads every language
with a Dutch voice, meets the footer on each page, and finds a list that runs over two pages
twice. This module hangs on private functions, so it belongs to exactly one version; tests hold
each repair, and a repair goes when upstream makes it (docs/decisions/0021).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any
from weakref import WeakKeyDictionary

from wizard.errors import PdfFailed

WEASYPRINT = "70.0"
STRESSED = {"strong", "em"}
MAY_BE_EMPTY = {"/Span", "/P", "/Div", "/Sect", "/NonStruct"}

_installed: list[bool] = []


def install() -> None:
    """Put the repairs into WeasyPrint, once. Raises PdfFailed for any version but ours."""
    import weasyprint

    if weasyprint.__version__ != WEASYPRINT:
        raise PdfFailed(f"tagging belongs to WeasyPrint {WEASYPRINT}")
    if not _installed:
        _mark_repeats_as_artifacts()
        _repair_elements()
        _installed.append(True)


def _mark_repeats_as_artifacts() -> None:
    """Paint page numbers, and a footer's later showings, as artifacts."""
    from weasyprint import document
    from weasyprint.pdf.stream import Stream

    paint, marked = document.Page.paint, Stream.marked

    def paint_page(page: Any, stream: Any, scale: float = 1) -> None:
        stream.artifacts = _margin_artifacts(page._page_box)
        paint(page, stream, scale)

    def marked_or_artifact(stream: Any, box: Any, tag: str) -> AbstractContextManager[None]:
        if box in getattr(stream, "artifacts", ()) or _is_decoration(box):
            artifact: AbstractContextManager[None] = stream.artifact()
            return artifact
        content: AbstractContextManager[None] = marked(stream, box, tag)
        return content

    document.Page.paint = paint_page
    Stream.marked = marked_or_artifact


def _margin_artifacts(page: Any) -> set[Any]:
    """Return the boxes in a page's margins that are no content of the document."""
    from weasyprint.formatting_structure.boxes import MarginBox

    margins = [child for child in page.children if isinstance(child, MarginBox)]
    content = {
        box
        for margin in margins
        for element in _first_showings(margin, page.page_type.index)
        for box in element.descendants()
    }
    return {box for margin in margins for box in margin.descendants()} - content


def _first_showings(box: Any, page_index: int) -> Iterator[Any]:
    """Yield the running elements that a reader has not met yet: those of the first page."""
    if page_index == 0:
        for child in getattr(box, "children", ()):
            if child.element is None:
                yield from _first_showings(child, page_index)
            else:
                yield child


Objects = dict[tuple[Any, ...], Any]


def _repair_elements() -> None:
    """Add languages and scopes, and give each split element one place in the tree."""
    from weasyprint.formatting_structure.boxes import MarginBox
    from weasyprint.layout.absolute import AbsolutePlaceholder
    from weasyprint.pdf import tags

    build = tags._build_box_tree
    first_parts: WeakKeyDictionary[Any, Objects] = WeakKeyDictionary()

    def build_box_tree(
        box: Any, parent: Any, pdf: Any, page_number: int, *rest: Any
    ) -> Iterator[Any]:
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        if isinstance(box, MarginBox):
            for content in _first_showings(box, page_number):
                yield from build_box_tree(content, parent, pdf, page_number, *rest)
            return
        if _is_decoration(box):
            return
        for element in build(box, parent, pdf, page_number, *rest):
            if _passes_on(box):
                yield element
                continue
            if _says_nothing(element):
                element.clear()
                continue
            _describe(element, box)
            if not _joined(element, box, pdf, first_parts.setdefault(pdf, {})):
                yield element

    tags._build_box_tree = build_box_tree


def _passes_on(box: Any) -> bool:
    """Tell whether a box has no element of its own and hands on those of its children."""
    from weasyprint.formatting_structure.boxes import PageBox

    return isinstance(box, PageBox) or box.element_tag in ("html", "body")


def _is_decoration(box: Any) -> bool:
    """Tell whether a picture only repeats what the words beside it say."""
    from weasyprint.formatting_structure.boxes import ReplacedBox

    if not isinstance(box, ReplacedBox) or box.element is None:
        return False
    told = box.element.get("alt") if box.element.tag == "img" else "drawn"
    return told == "" or box.element.get("aria-hidden") == "true"


def _says_nothing(element: Any) -> bool:
    """Tell whether an element is only a line or a space: nothing to stop at when listening."""
    return not element["K"] and element["S"] in MAY_BE_EMPTY


def _describe(element: Any, box: Any) -> None:
    """Write the language of an element that names one, and what a heading cell is about."""
    import pydyf

    if box.element is None or _is_anonymous(box):
        return
    if language := box.element.get("lang"):
        element["Lang"] = pydyf.String(language)
    if box.element_tag in STRESSED:
        element["S"] = "/Span"
    if element["S"] == "/TH":
        element["A"]["Scope"] = "/Row" if box.element.get("scope") == "row" else "/Column"


def _joined(element: Any, box: Any, pdf: Any, first_parts: Objects) -> bool:
    """Move a later part of an element into the first one; False for what is whole or first."""
    if box.element is None or _is_anonymous(box):
        return False
    key = (box.element, box.element_tag, element["S"])
    first = first_parts.setdefault(key, element)
    if first is element:
        return False
    for kid in element["K"]:
        if isinstance(kid, bytes):
            pdf.objects[int(kid.split()[0])]["P"] = first.reference
        first["K"].append(kid)
    if hasattr(box, "mark"):
        # WeasyPrint comes back to the elements of a table's cells to name their headings.
        box.mark = first
    element.clear()
    return True


def _is_anonymous(box: Any) -> bool:
    """Tell whether a box was made around others, or within a table's wrapper: it shares one."""
    from weasyprint.css import AnonymousStyle
    from weasyprint.formatting_structure.boxes import TableBox

    made = isinstance(box.style, AnonymousStyle) and not getattr(box, "is_table_wrapper", False)
    return made or isinstance(box, TableBox)

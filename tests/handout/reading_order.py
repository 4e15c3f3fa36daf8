"""What a screen reader meets on every kind of paper, in its order, as files that people read.

`python -m tests.handout.reading_order` writes the expected files anew. Read the difference as if
you heard it.
"""

import tempfile
from pathlib import Path
from typing import Any

import outloud
from outloud.rules._common import element_text

from tests.handout.kinds import papers_of
from tests.handout.samples import usual_draft
from wizard.handout.pdf import render_pdf

EXPECTED = Path(__file__).parent / "expected"


UNSAID = {"Span", "Div", "NonStruct", "Lbl", "LBody", "THead", "TBody"}
"""Elements that a listener does not notice: their words belong to the one around them."""


def heard_in(pdf: Path) -> str:
    """Return what is told, one line for each thing, with its language where that changes."""
    document = outloud.Document(str(pdf))
    lines: list[str] = []
    for element in document.elements:
        if element.type not in UNSAID:
            lines.append("  " * depth_of(element) + element.type)
        language = f"[{element.lang}]" if element.lang else ""
        words = element_text(document, element, include_children=False)
        lines[-1] = " ".join((lines[-1], *filter(None, (language, words.strip()))))
    document.close()
    return "\n".join(lines) + "\n"


def depth_of(element: Any) -> int:
    """Return how many elements stand around this one that a listener notices."""
    around = element.parent
    if around is None:
        return 0
    return depth_of(around) + (around.type not in UNSAID)


def main() -> None:
    """Write all expected files anew."""
    EXPECTED.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        for name, paper in papers_of(usual_draft()).items():
            pdf = Path(file.name)
            pdf.write_bytes(render_pdf(paper))
            (EXPECTED / f"{name}.txt").write_text(heard_in(pdf), encoding="utf-8")


if __name__ == "__main__":
    main()

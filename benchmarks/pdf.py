"""Prints what a PDF costs through the site's workers, as a ratio to WeasyPrint's own time.

Both sides print the same HTML, warm, with style sheets and fonts used again; the floor is plain
WeasyPrint in a process of its own, without our structure repairs. The rounds alternate, so that
a busy machine slows both. Goal: at most 1.25. A second table has the distance to the same text
set by Typst, with the same fonts: what a compiled program that can do less would need.
"""

import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

from benchmarks._report import Row, show
from benchmarks._servers import processor_seconds
from benchmarks._typst import typst_press
from tests.handout.samples import paper_of, usual_draft
from wizard.handout.paper import Paper
from wizard.handout.pdf import SCHEME, OwnAssets
from wizard.handout.workers import PdfWorkers

ROUNDS = 40
WARM_ROUNDS = 3
GOAL = 1.25
NO_GOAL = float("inf")

Costs = tuple[float, float]
"""Processor and clock seconds of one PDF."""

_presses: dict[str, Callable[[], bytes]] = {}


def main() -> None:
    """Print the tables: processor time of all processes, and time on the clock."""
    paper = paper_of(usual_draft())
    context = multiprocessing.get_context("spawn")
    workers = PdfWorkers(workers=1)
    with ProcessPoolExecutor(1, mp_context=context) as floor:
        rounds = [
            (
                ours(workers, paper),
                floor.submit(costs, "weasyprint", paper.html).result(),
                floor.submit(costs, "typst", paper.html).result(),
            )
            for _ in range(WARM_ROUNDS + ROUNDS)
        ][WARM_ROUNDS:]
    workers.close()
    mine, weasyprint, typst = zip(*rounds, strict=True)
    show("PDF of a usual plan (floor: plain WeasyPrint)", "s", rows(mine, weasyprint, GOAL))
    show("PDF of a usual plan (floor: the same text by Typst)", "s", rows(mine, typst, NO_GOAL))


def rows(mine: tuple[Costs, ...], floor: tuple[Costs, ...], goal: float) -> list[Row]:
    """Compare processor with processor, and clock with clock."""
    return [
        Row(name, [one[place] for one in mine], [one[place] for one in floor], goal)
        for place, name in enumerate(("processor", "clock"))
    ]


def ours(workers: PdfWorkers, paper: Paper) -> Costs:
    """Return what one PDF costs as the site makes it: here and in the worker."""
    pid = workers._places[0].worker().pid  # noqa: SLF001 - the worker's own clock
    before = time.process_time() + processor_seconds(pid)
    start = time.perf_counter()
    assert workers.render(paper).startswith(b"%PDF")
    clock = time.perf_counter() - start
    return time.process_time() + processor_seconds(pid) - before, clock


def costs(press: str, html: str) -> Costs:
    """Return what one PDF costs by WeasyPrint or by Typst alone."""
    if press not in _presses:
        _presses[press] = typst_press(html) if press == "typst" else plain_press(html)
    processor, clock = time.process_time(), time.perf_counter()
    assert _presses[press]().startswith(b"%PDF")
    return time.process_time() - processor, time.perf_counter() - clock


def plain_press(html: str) -> Callable[[], bytes]:
    """Return WeasyPrint with the same style sheets and fonts, read once."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fonts, assets = FontConfiguration(), OwnAssets()
    styles = [
        weasyprint.CSS(url=f"{SCHEME}{name}.css", url_fetcher=assets, font_config=fonts)
        for name in ("base", "plan")
    ]

    def press() -> bytes:
        page = weasyprint.HTML(string=html, url_fetcher=assets)
        return bytes(page.write_pdf(stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1"))

    return press


if __name__ == "__main__":
    main()

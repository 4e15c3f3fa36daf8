"""Prints what a PDF costs through the site's workers, as a ratio to WeasyPrint's own time.

Both sides print the same HTML, warm, with one style sheet and one set of fonts used again; the
floor is plain WeasyPrint in a process of its own, without our structure repairs. The rounds
alternate, so that a busy machine slows both. Goal: at most 1.25.
"""

import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

from benchmarks._report import Row, show
from tests.handout.samples import paper_of, usual_draft
from wizard.handout.paper import Paper
from wizard.handout.pdf import SCHEME, OwnAssets
from wizard.handout.workers import PdfWorkers

ROUNDS = 40
WARM_ROUNDS = 3
GOAL = 1.25

_plain: dict[str, Callable[[str], bytes]] = {}


def main() -> None:
    """Print the table: processor time of all processes, and time on the clock."""
    paper = paper_of(usual_draft())
    context = multiprocessing.get_context("spawn")
    workers = PdfWorkers(workers=1)
    with ProcessPoolExecutor(1, mp_context=context) as floor:
        rounds = [
            (ours(workers, paper), floor.submit(plain, paper.html).result())
            for _ in range(WARM_ROUNDS + ROUNDS)
        ][WARM_ROUNDS:]
    workers.close()
    rows = [
        Row(name, [o[place] for o, _ in rounds], [f[place] for _, f in rounds], GOAL)
        for place, name in enumerate(("processor", "clock"))
    ]
    show("PDF of a usual plan (floor: plain WeasyPrint)", "s", rows)


def ours(workers: PdfWorkers, paper: Paper) -> tuple[float, float]:
    """Return processor and clock seconds of one PDF as the site makes it."""
    before, pool = time.process_time(), workers._running_pool()  # noqa: SLF001 - the worker's own clock
    worker_before = pool.schedule(time.process_time).result()
    start = time.perf_counter()
    assert workers.render(paper).startswith(b"%PDF")
    clock = time.perf_counter() - start
    spent = pool.schedule(time.process_time).result() - worker_before
    return spent + time.process_time() - before, clock


def plain(html: str) -> tuple[float, float]:
    """Return processor and clock seconds of one PDF by WeasyPrint alone."""
    if not _plain:
        _plain["print"] = plain_press()
    processor, clock = time.process_time(), time.perf_counter()
    assert _plain["print"](html).startswith(b"%PDF")
    return time.process_time() - processor, time.perf_counter() - clock


def plain_press() -> Callable[[str], bytes]:
    """Return WeasyPrint with the same style sheet and fonts, read once."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fonts, assets = FontConfiguration(), OwnAssets()
    styles = [
        weasyprint.CSS(url=f"{SCHEME}{name}.css", url_fetcher=assets, font_config=fonts)
        for name in ("base", "plan")
    ]

    def press(html: str) -> bytes:
        page = weasyprint.HTML(string=html, url_fetcher=assets)
        return bytes(page.write_pdf(stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1"))

    return press


if __name__ == "__main__":
    main()

"""Prints what the worst texts cost: each of them in every field of every kind of paper.

Processor seconds and pages of one handout, warm, and the most memory of all together. Goal: 3 s
and 300 MiB.
"""

import io
import time

import pikepdf

from tests.handout.hostile import HOSTILE, hostile_draft, memory_used
from tests.handout.kinds import UNLIKE, papers_of
from tests.handout.samples import in_other_scripts, longest_draft, usual_draft
from wizard.handout.paper import Paper
from wizard.handout.pdf import render_pdf

GOAL_SECONDS = 3
GOAL_MEBIBYTES = 300


def main() -> None:
    """Print a row for each text and a column for each kind."""
    for paper in papers_of(in_other_scripts()).values():
        render_pdf(paper)
    drafts = {"a usual plan": usual_draft(), "plain words": longest_draft()}
    drafts |= {name: hostile_draft(text) for name, text in HOSTILE.items()}
    drafts["all of them"] = hostile_draft(*HOSTILE.values())
    print(f"{'processor seconds (pages)':27}", *(f"{name:>15}" for name in UNLIKE))
    slowest = 0.0
    for name, draft in drafts.items():
        papers = papers_of(draft)
        costs = [cost_of(papers[kind]) for kind in UNLIKE]
        slowest = max(slowest, *(seconds for seconds, _ in costs))
        print(
            f"{name:27}", *(f"{seconds:9.2f} ({pages:3})" for seconds, pages in costs), flush=True
        )
    print(f"slowest {slowest:.2f} s (goal {GOAL_SECONDS} s),", end=" ")
    print(f"memory {memory_used():.0f} MiB (goal {GOAL_MEBIBYTES} MiB)")


def cost_of(paper: Paper) -> tuple[float, int]:
    """Return the processor seconds and the pages of one handout."""
    start = time.process_time()
    printed = render_pdf(paper)
    seconds = time.process_time() - start
    with pikepdf.open(io.BytesIO(printed)) as document:
        return seconds, len(document.pages)


if __name__ == "__main__":
    main()

"""Prints what Lighthouse gives the pages on a phone, and what keeps a page from 100.

Lighthouse is no part of the product: `python -m benchmarks.lighthouse FOLDER` names the folder that
it was installed in with `npm install lighthouse`. Without it this says so and measures nothing. A
busy machine lowers the score for performance.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.browser.chromium import SWITCHES
from tests.browser.live import Live, serve_site
from tests.browser.ready import Ready, full_draft
from wizard.web.cookies import SESSION

PROGRAM = Path("node_modules") / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = {"start": "/", "question": "question:wishes", "plan": "/plan/"}
"""A page for everyone and two that are somebody's own."""

Report = dict[str, Any]


def main() -> None:
    """Serve the site from a folder for now, run Lighthouse on each page, and print its scores."""
    program = Path(sys.argv[-1]) / PROGRAM
    if not program.is_file():
        print("\nLighthouse: not measured. Name the folder where npm installed it.")
        return
    with tempfile.TemporaryDirectory() as folder, serve_site(Path(folder)) as live:
        reports = {name: examine(program, live, place) for name, place in PAGES.items()}
    print("\nLighthouse on a phone, 100 is best")
    print(f"  {'':10}" + "".join(f"{category:>16}" for category in CATEGORIES))
    for name, report in reports.items():
        print(f"  {name:10}" + "".join(f"{score(report, one):16.0f}" for one in CATEGORIES))
    for name, report in reports.items():
        for line in faults(report):
            print(f"  {name}: {line}")


def examine(program: Path, live: Live, place: str) -> Report:
    """Return what Lighthouse found on a page. Raises CalledProcessError when it cannot run."""
    ready = Ready(live, None, full_draft())
    held = {} if place == "/" else {"Cookie": f"{SESSION}={ready.token}"}
    command = [
        "node",
        str(program),
        ready.find(place),
        "--output=json",
        "--quiet",
        "--form-factor=mobile",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags=--headless=new {' '.join(SWITCHES)}",
        f"--extra-headers={json.dumps(held)}",
    ]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    report: Report = json.loads(done.stdout)
    return report


def score(report: Report, category: str) -> float:
    """Return a score from 0 to 100."""
    return 100 * float(report["categories"][category]["score"] or 0)


def faults(report: Report) -> Iterator[str]:
    """Yield what keeps a category from 100: its name, the audit, and what was measured."""
    for name in CATEGORIES:
        for counted in report["categories"][name]["auditRefs"]:
            audit = report["audits"][counted["id"]]
            if counted["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{name}: {audit['title']} {audit.get('displayValue', '')}".strip()


if __name__ == "__main__":
    main()

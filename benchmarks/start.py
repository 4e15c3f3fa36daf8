"""Prints the time from starting the site to its first page, beside the one second it may take.

It also looks into a start that says what it imports: WeasyPrint may not be among it, because
that alone takes most of a second and only who wants a PDF needs it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks._product import Instance
from benchmarks._report import Row, show
from benchmarks._servers import Server, free_port, started

ROUNDS = 10
LIMIT_SECONDS = 1.0
IMPORTS = """
import sys
from wizard import create_app
from wizard.settings import read_settings
page = create_app(read_settings(dict(pair.split("=", 1) for pair in sys.argv[1:])))
assert page.test_client().get("/", follow_redirects=True).status_code == 200
assert "flask" in sys.modules
assert "weasyprint" not in sys.modules
"""


def main() -> None:
    """Start an instance again and again; print the table."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        instance = Instance(Path(folder), port)
        refuse_weasyprint(instance)
        clock, processor = zip(*(first_page(instance, port) for _ in range(ROUNDS)), strict=True)
    limit = [LIMIT_SECONDS] * ROUNDS
    rows = [Row("on the clock", clock, limit, 1), Row("of the processor", processor, limit, 1)]
    show("From process start to the first page (floor: the limit)", "s", rows)


def first_page(instance: Instance, port: int) -> tuple[float, float]:
    """Return clock and processor seconds from starting the process to having the start page."""
    start = time.perf_counter()
    with started(["wizard", "serve"], port, instance.settings) as pid:
        server = Server(pid, port)
        assert "Startplan" in server.get(instance.start_url)
        return time.perf_counter() - start, server.processor_seconds()


def refuse_weasyprint(instance: Instance) -> None:
    """Serve one page in a fresh interpreter and fail when that brings WeasyPrint along."""
    settings = [f"{name}={value}" for name, value in instance.settings.items()]
    subprocess.run([sys.executable, "-c", IMPORTS, *settings], check=True)


if __name__ == "__main__":
    main()

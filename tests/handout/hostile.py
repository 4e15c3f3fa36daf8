"""The worst that people can type, in every field at once, printed in a process of its own.

`python -m tests.handout.hostile FOLDER PORT` prints each kind into FOLDER, with markup that asks
for files and for the listener on PORT, and writes what it cost and what it reached for.
"""

import itertools
import json
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.handout.kinds import UNLIKE, papers_of
from tests.handout.samples import full_draft, in_other_scripts
from wizard.core.draft import Draft
from wizard.core.followup import AGREEMENTS_MOST, Agreement, Round
from wizard.handout.pdf import render_pdf

MARKUP = (
    '<img src="http://127.0.0.1:{port}/x.png"><link rel="attachment" href="file:///etc/hostname">'
    "<style>@import 'http://127.0.0.1:{port}/x.css'</style></li></table>&amp;{{{{ 7*7 }}}}"
    '<a rel="attachment" href="/etc/hostname">x</a><script>fetch("//127.0.0.1:{port}")</script>'
)
HOSTILE = {
    "soft hyphens": "a\u00ad" * 1000,
    "100,000 words": "woord " * 100_000,
    "10,000 lines": "regel\n" * 10_000,
    "surrogates": "\ud800a" * 900,
    "many marks": "a" + "\u0301\u0302\u0303" * 900,
    "right to left": "\u202eabc\u2066" * 400,
    "no font has it": "你好😀हि " * 300,
    "one word": "W" * 3000,
    "no-break spaces": "a\u00a0" * 1000,
    "zero-width spaces": "a\u200b" * 1000,
    "ideographic spaces": "a\u3000" * 1000,
    "controls": "\x00\x1b\ufffe\ue000a" * 400,
    "three scripts": "مرحبا Привіт ሰላም " * 100,
    "markup": MARKUP.format(port=9) * 9,
}
WARM_UP = ("plan", "easy")
"""Kinds that have letters and pictures read, so that nothing needs a file after them."""
REACHES = {"socket.connect", "socket.getaddrinfo", "open", "subprocess.Popen", "os.posix_spawn"}


def hostile_draft(*texts: str) -> Draft:
    """Return a draft with one of `texts` after the other in every field that there is."""
    turns = itertools.cycle(texts)
    agreed = [
        Agreement(who=next(turns), what=next(turns), when=next(turns))
        for _ in range(AGREEMENTS_MOST)
    ]
    after = Round(agreements=tuple(agreed), fixed_person=next(turns))
    return full_draft(turns).with_after(after)


def listen_in(heard: list[str]) -> Callable[[], None]:
    """Note in `heard` what Python reaches for from now on; return what ends it."""
    ears = [heard]

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if ears and event in REACHES:
            ears[0].append(f"{event} {arguments[0]!r}")

    sys.addaudithook(note)
    return ears.clear


def memory_used() -> float:
    """Return the most memory that this process ever had, in MiB.

    Not what `getrusage` says: that starts with the memory of whoever started this process.
    """
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main(folder: str, port: int) -> None:
    """Print every kind; write seconds, memory and what was reached for, as JSON."""
    texts = {**HOSTILE, "markup": MARKUP.format(port=port) * 9}
    papers = papers_of(hostile_draft(*texts.values()))
    known = papers_of(in_other_scripts())
    for name in WARM_UP:
        render_pdf(known[name])
    heard: list[str] = []
    stop, seconds, files = listen_in(heard), {}, {}
    for name in UNLIKE:
        start = time.process_time()
        files[name] = render_pdf(papers[name])
        seconds[name] = time.process_time() - start
    reached = list(heard)
    with socket.create_connection(("127.0.0.1", port)), Path(sys.executable).open("rb"):
        stop()
    for name, written in files.items():
        Path(folder, f"{name}.pdf").write_bytes(written)
    told = {"seconds": seconds, "mebibytes": memory_used(), "reached": reached, "control": heard}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

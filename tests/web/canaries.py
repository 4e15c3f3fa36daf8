"""Words that may turn up nowhere, and a scanner that looks for them in every disguise."""

import base64
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

ANIMALS = ("otter", "reiger", "kraanvogel", "salamander", "vleermuis", "egel", "bever", "wezel")
PLACES = ("zolder", "kelder", "haven", "molen", "brug", "tuin", "kade", "schuur")


def words(number: int) -> list[str]:
    """Make so many distinct sentences that nobody else would write, with signs worth encoding."""
    pairs = itertools.product(ANIMALS, PLACES)
    return [
        f"Kanarie-{a}é & «{b}» 7{n}1" for n, (a, b) in enumerate(itertools.islice(pairs, number))
    ]


def disguises(canary: str) -> dict[str, bytes]:
    """Every form in which a text could lie on a disk."""
    raw = canary.encode()
    return {
        "utf-8": raw,
        "utf-16": canary.encode("utf-16-le"),
        "utf-16, other end first": canary.encode("utf-16-be"),
        "latin-1": canary.encode("latin-1", "replace"),
        "base64": _aligned(raw, 0),
        "base64, one byte on": _aligned(raw, 1),
        "base64, two bytes on": _aligned(raw, 2),
        "hex": raw.hex().encode(),
        "HEX": raw.hex().upper().encode(),
        "url": quote(canary, safe="").encode(),
        "form": quote_plus(canary).encode(),
        "json": canary.encode("ascii", "backslashreplace").replace(b"\\x", b"\\u00"),
        "repr": ascii(canary)[1:-1].encode(),
        "html": canary.replace("&", "&amp;").encode(),
    }


def _aligned(raw: bytes, offset: int) -> bytes:
    """The part of a base64 text that holds whatever stands before and behind."""
    whole = base64.b64encode(b"\0" * offset + raw)
    return whole[4 if offset else 0 : -4]


def find(canaries: Iterable[str], content: bytes) -> Iterator[tuple[str, str]]:
    """Yield each canary with the disguise in which it was found."""
    for canary in canaries:
        for name, form in disguises(canary).items():
            if form in content:
                yield canary, name


def contents(*folders: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file below these folders, with its name as part of its content."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                yield str(path), path.name.encode() + b"\n" + path.read_bytes()

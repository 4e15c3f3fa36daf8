"""The catalogues of translations: checked and compiled before the site starts.

A place for a value that got lost in a translation would break a page while somebody fills it in.
So such a catalogue is refused with its file and line. What a catalogue leaves untranslated shows
in Dutch; `wizard check` tells of it (wizard/translation_check.py).
"""

from __future__ import annotations

import hashlib
import io
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from gettext import c2py
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from babel.support import Translations

from wizard.core.mixed import dutch_words
from wizard.errors import CatalogueInvalid

DOMAINS = ("content", "messages")
KEPT = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}|<[^>]*>|&\w+;")
"""What a translation keeps as it is: places for values, and tags."""
PYTHON_FILE = ".py"

SAYS_NOTHING = re.compile(r'"(?!Content-|MIME-|Language: |Plural-)[A-Za-z-]+: ')
"""Dates change by themselves; the rest of the header is for a catalogue in one language."""


def compile_catalogues(folder: Path) -> None:
    """Make the compiled form of every catalogue in a folder that has none, or an older one.

    Raises CatalogueInvalid, with the file and the line, and OSError where it cannot be written.
    """
    for path in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        compiled, seal = path.with_suffix(".mo"), _seal(path)
        if not (compiled.exists() and compiled.read_bytes().endswith(seal)):
            _write(read_catalogue(path), compiled, seal)


def _seal(path: Path) -> bytes:
    """Return what stands behind a compiled catalogue, where readers never get: its source.

    Times of files do not tell: a wheel is installed in any order, to where nobody may write.
    """
    return hashlib.sha256(path.read_bytes()).digest()


def read_catalogue(path: Path) -> Catalog:
    """Read one catalogue. Raises CatalogueInvalid when a text in it would break a page."""
    place = "/".join(path.parts[-3:])
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parts[-3], abort_invalid=True)
        c2py(catalogue.plural_expr)  # what reads the compiled form would fail on it
    except (PoFileError, ValueError) as error:
        raise CatalogueInvalid(f"{place}: {error}") from error
    for message in catalogue:
        for fault in faults(message):
            raise CatalogueInvalid(f"{place}:{message.lineno}: {fault}")
    return catalogue


def faults(message: Message) -> Iterator[str]:
    """Yield what would break a page if this text were shown; nothing of an untranslated one."""
    for source, text in translated_pairs(message):
        kept, wanted = Counter(KEPT.findall(text)), Counter(KEPT.findall(source))
        if more := kept - wanted:
            yield f"has {_listed(more)}, which the Dutch text has not"
        # "One more letter" may leave its number out, in the languages that say it so.
        if (lost := wanted - kept) and not isinstance(message.id, tuple):
            yield f"has no {_listed(lost)}"
        if text.count("[") != text.count("]") or text.count("[") != len(dutch_words(text)):
            yield "has a square bracket without its other half"
        for word in dutch_words(text):
            if word.casefold() not in source.casefold():
                yield f"has [{word}], which does not stand in the Dutch text"
            elif all(PYTHON_FILE in file for file, _ in message.locations):
                yield f"has [{word}], but this text is not made into HTML"


def translated_pairs(message: Message) -> Iterator[tuple[str, str]]:
    """Yield the Dutch text with its translation; for a plural each form with its Dutch one.

    What is not translated is left out.
    """
    return ((source, text) for source, text in all_pairs(message) if text)


def all_pairs(message: Message) -> Iterator[tuple[str, str]]:
    """Yield the same, with "" for what is not translated."""
    if isinstance(message.id, tuple):
        one, more = message.id
        for number, text in enumerate(message.string or ()):
            yield (more if number else one), str(text)
    elif message.id:
        yield str(message.id), str(message.string or "")


def written(catalogue: Catalog) -> str:
    """Return a catalogue as a file's text, with the headers that say something: how to read it.

    Without line numbers and dates, so that it changes only when a text does.
    """
    file = io.BytesIO()
    write_po(
        file, catalogue, width=100, sort_by_file=True, include_lineno=False, ignore_obsolete=True
    )
    header, *entries = file.getvalue().decode().split("\n\n")
    lines = [line for line in header.split("\n") if SAYS_NOTHING.match(line) is None]
    return "\n\n".join(["\n".join(lines), *entries])


def in_memory(catalogue: Catalog) -> Translations:
    """Return a catalogue ready for use, for where nothing may be written."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    file.seek(0)
    return Translations(file)


def _listed(pieces: Iterable[str]) -> str:
    return ", ".join(sorted(pieces)) or "nothing"


def _write(catalogue: Catalog, path: Path, seal: bytes) -> None:
    """Write the compiled form as a whole: another process may be reading the older one."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        write_mo(file, catalogue)
        file.write(seal)
    made = Path(file.name)
    made.chmod(0o644)
    made.replace(path)

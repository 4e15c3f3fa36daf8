"""Catalogues are compiled before the start, and one that would break a page stops it."""

import gettext
import os
from pathlib import Path

import pytest

from wizard.catalogues import compile_catalogues, read_catalogue
from wizard.errors import CatalogueInvalid

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
TEMPLATE, PYTHON = "templates/a.html", "wizard/a.py"


def catalogue(folder: Path, source: str, text: str, place: str = TEMPLATE) -> Path:
    path = folder / "en" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{HEAD}\n#: {place}\nmsgid "{source}"\nmsgstr "{text}"\n', encoding="utf-8")
    return path


def said(path: Path, source: str) -> str:
    with path.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file).gettext(source)


def test_a_changed_catalogue_is_compiled_anew_and_another_left_alone(tmp_path: Path) -> None:
    path = catalogue(tmp_path, "Verder", "Continue")
    compile_catalogues(tmp_path)
    assert said(path, "Verder") == "Continue"
    compiled = path.with_suffix(".mo").stat()

    os.utime(path, ns=(0, compiled.st_mtime_ns + 1))
    compile_catalogues(tmp_path)
    assert path.with_suffix(".mo").stat() == compiled, "an installed wheel has any times"

    catalogue(tmp_path, "Verder", "Go on")
    os.utime(path, ns=(0, compiled.st_mtime_ns - 1))
    compile_catalogues(tmp_path)
    assert said(path, "Verder") == "Go on"


@pytest.mark.parametrize(
    ("source", "text", "fault"),
    [
        ("Plan %(mark)s", "Plan", r"has no %\(mark\)s"),
        ("Plan %(mark)s", "Plan %(marc)s", r"has %\(marc\)s, which the Dutch text has not"),
        ("Naar {place}", "To {place} {place}", r"has \{place\}, which the Dutch text has not"),
        ("Vet", "<b>Bold</b>", "has </b>, <b>, which"),
        ("Het wijkteam", "The team ([wijkteam)", "has a square bracket without its other half"),
        ("Het wijkteam", "The [loket]", r"has \[loket\], which does not stand in the Dutch text"),
    ],
)
def test_what_would_break_a_page_is_refused_with_its_line(
    tmp_path: Path, source: str, text: str, fault: str
) -> None:
    path = catalogue(tmp_path, source, text)

    with pytest.raises(CatalogueInvalid, match=rf"en/LC_MESSAGES/messages\.po:6: {fault}"):
        compile_catalogues(tmp_path)
    assert not path.with_suffix(".mo").exists()


def test_a_mark_for_html_is_refused_where_no_html_is_made(tmp_path: Path) -> None:
    path = catalogue(tmp_path, "Het wijkteam", "The [wijkteam]", PYTHON)

    with pytest.raises(CatalogueInvalid, match="not made into HTML"):
        read_catalogue(path)


def test_a_catalogue_that_is_none_is_refused_with_its_line(tmp_path: Path) -> None:
    path = catalogue(tmp_path, "Verder", 'Continue"\nmsgstr[ "')

    with pytest.raises(CatalogueInvalid, match=r"en/LC_MESSAGES/messages\.po"):
        read_catalogue(path)


def test_a_rule_for_plurals_that_is_none_is_refused(tmp_path: Path) -> None:
    path = catalogue(tmp_path, "Verder", "Continue")
    header = r'msgstr "Plural-Forms: nplurals=2; plural=run(1);\n"'
    path.write_text(path.read_text().replace('msgstr ""', header, 1), encoding="utf-8")

    with pytest.raises(CatalogueInvalid, match=r"en/LC_MESSAGES/messages\.po: invalid token"):
        read_catalogue(path)


def test_a_plural_may_leave_its_number_out(tmp_path: Path) -> None:
    path = catalogue(tmp_path, "Verder", "Continue")
    more = 'msgid "%(num)d dag"\nmsgid_plural "%(num)d dagen"\nmsgstr[0] "one day"\n'
    more += 'msgstr[1] "%(num)d days"\n'
    path.write_text(f"{path.read_text()}\n#: {TEMPLATE}\n{more}", encoding="utf-8")

    assert read_catalogue(path).get(("%(num)d dag", "%(num)d dagen")) is not None

"""Extracts the texts to translate and brings every catalogue up to date with them.

The product's texts go into messages.pot, the content's into content.pot. In the catalogues of the
languages a new or changed Dutch text stands untranslated, and one that is gone is dropped. Without
line numbers and dates, so that a catalogue changes only when a text does.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from wizard.catalogues import written

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "translations"
# Per domain: which files hold its texts, and what reads them.
SOURCES = {
    "messages": [("wizard/**.py", "python"), ("templates/**.html", "jinja2")],
    "content": [("wizard/content/**.toml", "wizard.i18n:extract_toml")],
}
KEYWORDS = DEFAULT_KEYWORDS | {
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}
# A template that cannot be read must fail here, not lose its texts in silence.
OPTIONS = {"templates/**.html": {"silent": "false"}}
HEADER = """\
# Texts of Startplan to translate. Dutch is the source.
# Licensed under the EUPL-1.2, like the rest of the project.
#"""


def catalogue(domain: str, root: Path = ROOT) -> str:
    """Return the template catalogue of a domain, extracted from the sources now."""
    found = Catalog(header_comment=HEADER, charset="utf-8", fuzzy=False)
    methods = SOURCES[domain]
    for filename, _, message, comments, context in extract_from_dir(
        root, methods, options_map=OPTIONS, keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        found.add(message, None, [(filename, 0)], auto_comments=comments, context=context)
    return written(found)


def updated(catalogue_file: Path, template: str) -> str:
    """Return a language's catalogue with exactly the texts of the template.

    What was translated stays where Dutch text and id are still the same; nothing is guessed.
    """
    lang = catalogue_file.parts[-3]
    with catalogue_file.open("rb") as file:
        catalogue = read_po(file, locale=lang)
    texts = Catalog(locale=lang, header_comment=HEADER, charset="utf-8", fuzzy=False)
    for message in read_po(io.StringIO(template)):
        if message.id:
            known = catalogue.get(message.id, message.context)
            texts[message.id] = message
            message.string = known.string if known else ""
    return written(texts)


def path_of(domain: str) -> Path:
    """Return where the template catalogue of a domain is kept."""
    return TRANSLATIONS / f"{domain}.pot"


def main() -> None:
    """Write the template catalogue of every domain and bring those of the languages up to date."""
    for domain in SOURCES:
        path_of(domain).parent.mkdir(exist_ok=True)
        path_of(domain).write_text(catalogue(domain), encoding="utf-8")
        print(f"Wrote translations/{domain}.pot")
        for file in sorted(TRANSLATIONS.glob(f"*/LC_MESSAGES/{domain}.po")):
            file.write_text(updated(file, catalogue(domain)), encoding="utf-8")


if __name__ == "__main__":
    main()

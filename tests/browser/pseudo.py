"""Two languages that nobody speaks: one from right to left, one with texts 40 percent longer.

Every letter tells that a text went through translation: a Latin one in the language from right
to left, or a vowel without an accent in the long one, stands on a page untranslated. They borrow
the codes of two languages that Babel knows, for their direction and the names of months.
"""

import io
import itertools
import re
import shutil
from collections.abc import Callable, Iterator
from math import ceil
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from playwright.sync_api import Page

from tests.browser.live import CONTENT
from tools import extract_translations as extraction
from wizard.languages import LANGUAGES_FILE
from wizard.resources import PACKAGE, resource_directory

RIGHT_TO_LEFT, LONG = "he", "fy"
LONGER = 0.4
KEPT = re.compile(r"(%\(\w+\)[sd]|%%|\{\w+\}|<[^>]+>|&\w+;)")
"""What a translator leaves as it is: places for values, and tags."""
LATIN = "abcdefghijklmnopqrstuvwxyz"
HEBREW = "אבגדהוזחטיכלמנסעפצקרשתאבגד"
TURNED = str.maketrans(LATIN + LATIN.upper(), HEBREW + HEBREW)
ACCENTED = dict(zip("aeiouAEIOU", "áéíóúÁÉÍÓÚ", strict=True))
UNTRANSLATED = {
    RIGHT_TO_LEFT: re.compile(r"[A-Za-z]{2,}"),
    LONG: re.compile(r"\w*[aeiouAEIOU]\w*"),
}
SAME_EVERYWHERE = re.compile(
    r"\bStartplan\b|\bArnhem\b|\bwww\.\S+|\b24 oere\b|\bFrysk\b|\d+ \w+ 20\d\d"
)
"""Names, addresses, and what Babel says in the language whose code is borrowed: hours, dates."""

TOLD = """() => {
  const found = [document.title];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const node = () => texts.currentNode;
  while (texts.nextNode())
    if (!node().parentElement.closest('script, style, body [lang]')) found.push(node().data);
  for (const tag of document.querySelectorAll('*'))
    for (const {name, value} of tag.attributes)
      if (/^(aria-(label|description)|alt|title|placeholder)$/.test(name)
          || name.startsWith('data-') && value.includes(' ')) found.push(value);
  return found.map(text => text.trim()).filter(text => text);
}"""
"""What the page says or can come to say: hidden texts and those for the script count too.

What is marked as another language on purpose does not: a Dutch word, the name of a language.
"""


def turn(text: str, letters: dict[int, int] = TURNED) -> str:
    """Return a text in letters that run from right to left."""
    return _outside_kept(text, lambda words: words.translate(letters))


def stretch(text: str) -> str:
    """Return a text that is 40 percent longer, in longer words with accents."""
    return _outside_kept(text, _stretched)


def _outside_kept(text: str, change: Callable[[str], str]) -> str:
    pieces = KEPT.split(text)
    return "".join(piece if KEPT.fullmatch(piece) else change(piece) for piece in pieces)


def _stretched(words: str) -> str:
    vowels = [place for place, letter in enumerate(words) if letter in ACCENTED]
    more = dict.fromkeys(vowels, 0)
    for _, place in zip(range(ceil(len(words) * LONGER)), itertools.cycle(vowels), strict=False):
        more[place] += 1
    return "".join(_drawn_out(letter, more.get(n, 0)) for n, letter in enumerate(words))


def _drawn_out(letter: str, more: int) -> str:
    accented = ACCENTED.get(letter, letter)
    return accented + accented.lower() * more


Languages = dict[str, Callable[[str], str]]
LANGUAGES: Languages = {RIGHT_TO_LEFT: turn, LONG: stretch}


def make_installation(folder: Path, languages: Languages = LANGUAGES) -> Path:
    """Make a folder like that of an installed package, with translations of its own."""
    (folder / "templates").symlink_to(resource_directory("templates"))
    (folder / "static").symlink_to(PACKAGE / "static")
    (folder / "translations").mkdir()
    known = resource_directory("translations") / LANGUAGES_FILE
    (folder / "translations" / LANGUAGES_FILE).symlink_to(known)
    for domain in extraction.SOURCES:
        source = extraction.path_of(domain).read_text(encoding="utf-8")
        for lang, translate in languages.items():
            path = folder / "translations" / lang / "LC_MESSAGES" / f"{domain}.mo"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write_mo(file, _translated(source, lang, translate))
    return folder


def _translated(source: str, lang: str, translate: Callable[[str], str]) -> Catalog:
    catalogue = read_po(io.StringIO(source), locale=lang)
    for message in catalogue:
        if isinstance(message.id, tuple):
            one, more = map(translate, message.id)
            message.string = (one, *[more] * (catalogue.num_plurals - 1))
        elif isinstance(message.id, str) and message.id:
            message.string = translate(message.id)
    return catalogue


def offer_languages(folder: Path, languages: Languages = LANGUAGES) -> Path:
    """Copy the content to a folder where the municipality offers these languages too."""
    shutil.copytree(CONTENT, folder)
    file = folder / "municipalities" / "arnhem.toml"
    offered, more = 'languages = ["nl"', "".join(f', "{lang}"' for lang in languages)
    text = file.read_text(encoding="utf-8")
    assert offered in text
    file.write_text(text.replace(offered, offered + more), encoding="utf-8")
    return folder


def untranslated(page: Page, lang: str) -> Iterator[str]:
    """Yield each word that a person sees, or hears, and that never went through a catalogue."""
    for text in page.evaluate(TOLD):
        for word in UNTRANSLATED[lang].findall(SAME_EVERYWHERE.sub("", text)):
            yield f"{page.title()} | untranslated | {word}: {text[:60]}"

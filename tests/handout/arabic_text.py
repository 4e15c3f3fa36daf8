"""What a program finds when it reads Arabic back from a PDF, without spaces and vowel signs.

A reader puts those where it thinks that they belong, so they tell nothing about our text.
"""

import io
import re
import subprocess
from collections.abc import Iterator

import pikepdf
from bs4 import BeautifulSoup

LETTERS = re.compile("[\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3]+")
SIGNS = re.compile("[\u0640\u064b-\u065f\u0670]")
ONE_TO_ONE = re.compile(r"<(\w+)>\s*<(\w*)>")
IN_A_ROW = re.compile(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>")
Glyphs = dict[int, str]


def words_in(text: str) -> list[str]:
    """Return the Arabic words of a text, without vowel signs."""
    return LETTERS.findall(SIGNS.sub("", text))


def letters_in(text: str) -> str:
    """Return the Arabic letters of a text in a row."""
    return "".join(words_in(text))


def lines_of(html: str) -> list[str]:
    """Return the letters of each heading, paragraph, item and cell that is in Arabic alone."""
    tags = BeautifulSoup(html, "html.parser").select("h1, h2, h3, p, li, td, th")
    texts = (tag.get_text() for tag in tags)
    return [
        letters_in(text) for text in texts if words_in(text) and not re.search("[A-Za-z]", text)
    ]


def read_by_poppler(pdf: bytes) -> str:
    """Return what pdftotext gives, from the top of the page to its foot."""
    command = ["pdftotext", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def read_by_pikepdf(pdf: bytes) -> str:
    """Return the text of each piece that is drawn; Arabic is drawn from its end to its begin."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return "".join(
            "".join(reversed(drawn)) for page in document.pages for drawn in _drawn(page)
        )


def _drawn(page: pikepdf.Page) -> Iterator[list[str]]:
    fonts = {name: _glyphs(font) for name, font in page.Resources.Font.items()}
    glyphs: Glyphs = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            glyphs = fonts[str(operands[0])]
        elif str(operator) == "TJ":
            pieces = (bytes(piece) for piece in operands[0] if isinstance(piece, pikepdf.String))
            yield [glyphs.get(code, "") for piece in pieces for code in _codes(piece)]


def _codes(piece: bytes) -> Iterator[int]:
    return (int.from_bytes(piece[place : place + 2], "big") for place in range(0, len(piece), 2))


def _glyphs(font: pikepdf.Object) -> Glyphs:
    """Return which letters each glyph of a font stands for, as the file tells it."""
    told = font.ToUnicode.read_bytes().decode("latin-1")
    glyphs: Glyphs = {}
    for block in re.findall("beginbfchar(.*?)endbfchar", told, re.DOTALL):
        found = ONE_TO_ONE.findall(block)
        glyphs |= {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in found}
    for block in re.findall("beginbfrange(.*?)endbfrange", told, re.DOTALL):
        for first, last, text in IN_A_ROW.findall(block):
            codes = range(int(first, 16), int(last, 16) + 1)
            glyphs |= {code: chr(int(text, 16) + n) for n, code in enumerate(codes)}
    return glyphs

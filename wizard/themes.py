"""Themes: a municipality's own colours, as design tokens on top of the neutral ones.

A proprietary theme stands outside the package, as `themes/<name>.css` in the content directory. It
is somebody else's style sheet on our pages, so only tokens in a known form come through: it is
read, checked, and written anew. What can be read in it is checked as for the themes of our own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path

import tinycss2
from msgspec import Struct, field
from tinycss2.ast import Declaration, Node

from wizard.core.municipality import Municipality
from wizard.core.problems import Problem, municipality_file
from wizard.errors import ContentInvalid
from wizard.resources import PACKAGE, built_files

THEMES = "themes"
MOST_BYTES = 20_000
DIGEST_LETTERS = 10
NEARLY_BLACK = 0.04045
"""Below this a channel is linear (sRGB)."""
NAME = re.compile(r"[a-z0-9-]{1,40}")

VALUES = {
    "color-": r"#(?:[0-9a-f]{3}){1,2}|var\(--basis-(?:color|focus)-[a-z0-9-]+\)",
    "focus-": r"#(?:[0-9a-f]{3}){1,2}|var\(--basis-(?:color|focus)-[a-z0-9-]+\)",
    "text-font-family-": r"(?:\"[\w ]+\"|[a-z-]+)(?:, ?(?:\"[\w ]+\"|[a-z-]+))*",
    "border-radius-": r"0|[0-9.]{1,6}(?:px|rem)",
}
"""What each kind of token may be: nothing that loads, computes or reaches beyond itself."""

TOKEN = re.compile(rf"--basis-({'|'.join(VALUES)})[a-z0-9-]+")
DARK = {"(prefers-color-scheme:dark)", "screenand(prefers-color-scheme:dark)"}

# What must be told apart (front, back, least contrast): WCAG AAA for text, AA for the edge of
# what can be pressed, for what is picked and for where the focus is.
TEXT, EDGE = 7.0, 3.0
STATES = ("default", "hover", "active")
PAGE = ("default-bg-document", "default-bg-default", "default-bg-subtle")
SURFACES = (*PAGE, "accent-1-bg-default")
PAIRS: tuple[tuple[str, str, float], ...] = (
    *product(("default-color-document", "default-color-subtle"), SURFACES, (TEXT,)),
    *product(("accent-1-color-default", "accent-1-color-hover"), SURFACES, (TEXT,)),
    *((f"accent-1-color-{s}", f"accent-1-bg-{s}", TEXT) for s in STATES),
    *((f"accent-1-inverse-color-{s}", f"accent-1-inverse-bg-{s}", TEXT) for s in STATES),
    *((f"default-color-{s}", f"default-bg-{s}", TEXT) for s in STATES),
    ("default-color-document", "accent-1-bg-hover", TEXT),
    ("highlight-color-document", "highlight-bg-default", TEXT),
    ("accent-2-color-default", "accent-2-bg-default", TEXT),
    *product(("default-color-document", "default-color-subtle"), ("accent-2-bg-default",), (TEXT,)),
    *product(
        ("negative-color-default", "negative-color-document"), ("negative-bg-default",), (TEXT,)
    ),
    ("focus-color", "focus-background-color", TEXT),
    *product(("default-border-default", "negative-border-default"), PAGE[:2], (EDGE,)),
    *product(("accent-1-border-default", "accent-1-inverse-bg-default"), SURFACES, (EDGE,)),
    ("accent-2-border-default", "accent-2-bg-default", EDGE),
    *product(
        ("focus-outline-color",),
        (*SURFACES, "accent-2-bg-default", "highlight-bg-default"),
        (EDGE,),
    ),
)

Tokens = dict[str, str]


class Theme(Struct, frozen=True):
    """Tokens for light pages, and those that differ on dark ones."""

    light: Tokens = field(default_factory=dict)
    dark: Tokens = field(default_factory=dict)

    def css(self) -> str:
        """Return these tokens, and nothing else, as a style sheet."""
        light, dark = (_root(tokens) for tokens in (self.light, self.dark))
        return f"{light}@media screen and (prefers-color-scheme:dark){{{dark}}}\n"

    def on(self, base: Theme) -> dict[str, Tokens]:
        """Return all tokens as a browser sees them when this comes after `base`.

        What the theme sets for light pages holds on dark ones too, unless it says otherwise.
        """
        light = base.light | self.light
        return {"light": light, "dark": base.light | base.dark | self.light | self.dark}


class Themes:
    """The proprietary themes of a content directory, checked and ready to be served."""

    def __init__(self, content_dir: Path, municipalities: Iterable[Municipality]) -> None:
        """Read them. Raises ContentInvalid with everything that is wrong."""
        if problems := tuple(check_themes(content_dir, municipalities)):
            raise ContentInvalid(*problems)
        self._sheets = {
            path.stem: theme_in(path.read_text("utf-8")).css() for path in files(content_dir)
        }

    def sheets(self) -> Iterator[tuple[str, str]]:
        """Return each style sheet with the name under which it is served: that of its content."""
        for theme, css in self._sheets.items():
            yield self._file(theme), css

    def file(self, theme: str) -> str:
        """Return the name under which a theme is served: one from outside before one of ours."""
        return self._file(theme) if theme in self._sheets else built_files()[_built(theme)]

    def _file(self, theme: str) -> str:
        digest = hashlib.sha256(self._sheets[theme].encode()).hexdigest()[:DIGEST_LETTERS]
        return f"{THEMES}/{theme}.{digest}.css"


def files(content_dir: Path) -> list[Path]:
    """Return the theme files of a content directory."""
    return sorted((content_dir / THEMES).glob("*.css"))


def check_themes(content_dir: Path, municipalities: Iterable[Municipality]) -> Iterator[Problem]:
    """Yield what is wrong with each proprietary theme, and the themes that are nowhere."""
    paths = files(content_dir)
    for path in paths:
        for fault in _faults_of_file(path):
            yield Problem(f"{THEMES}/{path.name}", "theme", fault)
    known = {_built(path.stem) for path in paths} | built_files().keys()
    for municipality in municipalities:
        if municipality.theme and _built(municipality.theme) not in known:
            text = f'there is no theme {municipality.theme}: look up its name, or take ""'
            yield Problem(municipality_file(municipality.slug), "theme", text)


def _faults_of_file(path: Path) -> Iterator[str]:
    if not NAME.fullmatch(path.stem):
        yield "a theme's name has small letters, digits and hyphens only"
    raw = path.read_bytes()
    if len(raw) > MOST_BYTES:
        yield f"this is too large: {len(raw)} bytes, at most {MOST_BYTES}"
        return
    try:
        yield from faults(raw.decode(), neutral())
    except UnicodeDecodeError:
        yield "this is not text in UTF-8"


def neutral() -> Theme:
    """Return the tokens of the built style sheet, on which every theme stands."""
    sheets = (built_files()[name] for name in ("app.css", "more.css"))
    return theme_in("".join((PACKAGE / "static" / name).read_text("utf-8") for name in sheets))


def faults(css: str, base: Theme) -> Iterator[str]:
    """Yield what is wrong with a theme: its form first, and then what cannot be read in it."""
    form = list(_faults_of_form(css))
    yield from form or faults_of_contrast(theme_in(css).on(base))


def faults_of_contrast(modes: Mapping[str, Tokens]) -> Iterator[str]:
    """Yield each pair of colours that is too hard to tell apart, in each mode."""
    for (mode, tokens), (front, back, least) in product(modes.items(), PAIRS):
        one, other = (_colour(name, tokens) for name in (front, back))
        if not (one and other):
            yield f"{mode}: {front if not one else back} leads to no colour"
        elif (found := contrast(one, other)) < least:
            text = f"{mode}: {front} on {back} is {found:.1f}:1, less than {least}:1"
            yield f"{text}: make one of the two darker or lighter"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours such as `#0b5345`, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= NEARLY_BLACK else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _colour(name: str, tokens: Tokens) -> str:
    """Follow a token to its colour in six digits; "" where it leads to none."""
    value = tokens.get(f"--basis-color-{name}") or tokens.get(f"--basis-{name}", "")
    for _ in tokens:
        if not value.startswith("var("):
            break
        value = tokens.get(value[4:-1].strip(), "")
    if re.fullmatch(r"#[0-9a-fA-F]{3}", value):
        return "#" + "".join(digit * 2 for digit in value[1:])
    return value if re.fullmatch(r"#[0-9a-fA-F]{6}", value) else ""


def theme_in(css: str) -> Theme:
    """Return the tokens that a style sheet sets for the whole page, light and dark."""
    theme = Theme()
    for rule, is_dark in _rules(css):
        if _is_root(rule):
            tokens = theme.dark if is_dark else theme.light
            tokens.update((d.name, _text(d.value)) for d in _declared(rule) if _is_token(d))
    return theme


def _faults_of_form(css: str) -> Iterator[str]:
    for rule, _ in _rules(css):
        if not _is_root(rule):
            yield f"only :root may stand here, light or dark: line {rule.source_line}"
            continue
        for item in _declared(rule):
            yield from _faults_of_token(item)


def _faults_of_token(item: Node) -> Iterator[str]:
    found = TOKEN.fullmatch(item.name) if isinstance(item, Declaration) else None
    if found is None:
        named = getattr(item, "name", f"line {item.source_line}")
        yield f"only colours, focus, letters and corners can be set: {named[:60]}"
    elif item.important or not re.fullmatch(VALUES[found[1]], _text(item.value), re.IGNORECASE):
        yield f"{item.name} cannot be: {_text(item.value)[:60]}"


def _rules(css: str) -> Iterator[tuple[Node, bool]]:
    """Yield the rules of a style sheet; those for dark pages stand in a media query."""
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule" and rule.content is not None and _is_dark(rule):
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            yield from ((one, True) for one in inner)
        else:
            yield rule, False


def _is_dark(rule: Node) -> bool:
    asked = "".join(tinycss2.serialize(rule.prelude).split())
    return rule.lower_at_keyword == "media" and asked in DARK


def _is_root(rule: Node) -> bool:
    return rule.type == "qualified-rule" and _text(rule.prelude) == ":root"


def _is_token(item: Node) -> bool:
    return isinstance(item, Declaration) and item.name.startswith("--basis-")


def _declared(rule: Node) -> list[Node]:
    items: list[Node] = tinycss2.parse_declaration_list(
        rule.content, skip_comments=True, skip_whitespace=True
    )
    return items


def _text(nodes: list[Node]) -> str:
    text: str = tinycss2.serialize(nodes)
    return text.strip()


def _root(tokens: Tokens) -> str:
    return ":root{" + "".join(f"{name}:{value};" for name, value in tokens.items()) + "}"


def _built(theme: str) -> str:
    return f"{THEMES}/{theme}.css"

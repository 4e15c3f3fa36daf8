"""Every theme can be read, and one from outside brings colours and nothing else."""

from itertools import combinations
from pathlib import Path

import pytest

from wizard.themes import (
    MOST_BYTES,
    PAIRS,
    check_themes,
    contrast,
    faults,
    faults_of_contrast,
    neutral,
    theme_in,
)

TOKENS = Path(__file__).resolve().parents[2] / "assets" / "tokens"
OWN = {path.stem: path.read_text() for path in sorted(TOKENS.glob("*.css"))}
ACCENT = "--basis-color-accent-1-inverse-bg-default"
LOOKS_ALIKE = 60
"""Less than this between two colours, over all three channels, and they pass for one."""
GOOD = ":root { --basis-color-accent-1-color-default: #0e447a }"
PALE = """
:root { --basis-color-accent-1-color-default: #0e447a }
@media (prefers-color-scheme: dark) {
  :root { --basis-color-accent-1-color-default: #0e447a }
}
"""
HOSTILE = {
    "another rule": "body { display: none }",
    "a rule for one answer": ':root:has([value="money"]:checked) { --basis-color-x: #fff }',
    "something loaded": ":root { --basis-color-accent-1-bg-default: url(//example.org/a) }",
    "something loaded, in disguise": r":root { --basis-color-x: u\72l(//example.org/a) }",
    "another style sheet": '@import "//example.org/a.css";',
    "a font": "@font-face { font-family: x; src: url(//example.org/a) }",
    "a font under a name of ours": ':root { --basis-text-font-family-default: "a", url(b) }',
    "a property": ":root { display: none }",
    "a token that is not one": ":root { --gutter: 40rem }",
    "letters that hide": ":root { --basis-text-font-size-md: 0 }",
    "a colour with more behind it": ":root { --basis-color-x: #fff; } body { color: #fff }",
    "a colour that computes": ":root { --basis-color-x: rgb(from red r g b) }",
    "more important than others": ":root { --basis-color-default-bg-default: #fff !important }",
    "another media query": "@media print { :root { --basis-color-x: #fff } }",
    "a media query inside one": "@media (prefers-color-scheme: dark) { @media print { a { } } }",
    "an end of the style element": ":root { --basis-color-x: </style><script> }",
    "no style sheet": "}}}{{{",
    "half a string": ':root { --basis-color-x: "',
}


@pytest.mark.parametrize("name", OWN)
def test_every_theme_of_ours_can_be_read_by_tired_eyes(name):
    assert list(faults_of_contrast(theme_in(OWN[name]).on(neutral()))) == []


def apart(one, other):
    return sum(
        abs(a - b) for a, b in zip(*(bytes.fromhex(c[1:]) for c in (one, other)), strict=True)
    )


def alike(accents):
    return [
        pair for pair in combinations(accents, 2) if apart(*map(accents.get, pair)) < LOOKS_ALIKE
    ]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_no_two_municipalities_of_ours_look_alike(mode):
    accents = {name: getattr(theme_in(css), mode)[ACCENT] for name, css in OWN.items()}
    accents.pop("neutral")
    assert alike(accents) == []
    assert alike(accents | {"twin": accents["ede"]}) == [("ede", "twin")]


def test_the_pairs_cover_each_kind_of_text_and_edge():
    fronts = {front for front, _, _ in PAIRS}
    assert {"default-color-document", "negative-color-default", "focus-outline-color"} <= fronts
    assert {least for _, _, least in PAIRS} == {3.0, 7.0}


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_a_theme_that_is_too_pale_fails_in_the_mode_where_it_is():
    pale = GOOD.replace("0e447a", "7aa7d9")
    assert "light" in {fault.split(":")[0] for fault in faults(pale, neutral())}
    assert {fault.split(":")[0] for fault in faults(PALE, neutral())} == {"dark"}


def test_what_is_set_for_light_pages_holds_on_dark_ones_too():
    assert any(fault.startswith("dark: ") for fault in faults(GOOD, neutral()))


def test_a_token_that_leads_nowhere_or_round_is_no_colour():
    for value in ("var(--basis-color-none)", "var(--basis-color-accent-1-color-default)"):
        css = f":root {{ --basis-color-accent-1-color-default: {value} }}"
        assert "accent-1-color-default leads to no colour" in "".join(faults(css, neutral()))


@pytest.mark.parametrize("css", HOSTILE.values(), ids=HOSTILE)
def test_a_theme_brings_colours_and_nothing_else(css):
    assert [fault for fault in faults(css, neutral()) if ":1" not in fault] != []


def test_what_is_served_is_written_anew_from_the_tokens_alone():
    theme = theme_in(OWN["arnhem"] + HOSTILE["another rule"])
    assert theme_in(theme.css()) == theme == theme_in(OWN["arnhem"])
    assert "display" not in theme.css()


def test_an_editor_hears_of_every_fault(tmp_path):
    folder = tmp_path / "themes"
    folder.mkdir()
    (folder / "Bad Name.css").write_text(OWN["arnhem"])
    (folder / "large.css").write_text("/*" + "a" * MOST_BYTES + "*/")
    (folder / "odd.css").write_bytes(b"\xff\xfe")
    (folder / "fine.css").write_text(OWN["arnhem"])
    found = [(problem.file, problem.text) for problem in check_themes(tmp_path, [])]
    assert found == [
        ("themes/Bad Name.css", "a theme's name has small letters, digits and hyphens only"),
        ("themes/large.css", f"this is too large: {MOST_BYTES + 4} bytes, at most {MOST_BYTES}"),
        ("themes/odd.css", "this is not text in UTF-8"),
    ]

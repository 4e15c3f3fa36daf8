"""The built look is whole, current and light, and loads nothing from elsewhere."""

import gzip
import hashlib
import importlib
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "wizard" / "static"
MANIFEST = json.loads((STATIC / "manifest.json").read_text())
FILES = MANIFEST["files"]
TEMPLATES = "\n".join(path.read_text() for path in sorted((ROOT / "templates").rglob("*.html")))
STYLES = "".join((STATIC / FILES[name]).read_text() for name in ("app.css", "more.css"))
OWN_STYLES = {
    str(path.relative_to(ROOT)): path.read_text()
    for path in sorted((ROOT / "assets/css").rglob("*.css"))
}
UNPACK = {".gz": gzip.decompress, ".br": brotli.decompress}
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)|left|right)\s*:"
    r"|(?:text-align|float)\s*:\s*(?:left|right)"
)
ELSEWHERE = re.compile(r"""(?:url\(|@import)\s*["']?(?:https?:|//|data:)""")


def test_the_manifest_names_every_file_by_its_content():
    for name, hashed in FILES.items():
        stem, _, suffix = name.rpartition(".")
        digest = hashlib.sha256((STATIC / hashed).read_bytes()).hexdigest()[:10]
        assert hashed == f"{stem}.{digest}.{suffix}"


def test_nothing_is_left_over_from_an_earlier_build():
    named = {"manifest.json", *FILES.values()}
    present = {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file()}
    assert {name.removesuffix(".gz").removesuffix(".br") for name in present} == named


def test_the_squeezed_files_hold_the_same():
    squeezed = [path for path in STATIC.rglob("*") if path.suffix in UNPACK]
    assert squeezed
    for path in squeezed:
        assert UNPACK[path.suffix](path.read_bytes()) == path.with_suffix("").read_bytes()


def test_what_can_be_squeezed_is():
    for path in STATIC.rglob("*"):
        content = path.read_bytes() if path.suffix in {".css", ".js", ".svg"} else b""
        if len(gzip.compress(content)) < len(content):
            assert {path.with_name(path.name + suffix).is_file() for suffix in UNPACK} == {True}


def test_the_same_build_comes_from_the_sources_byte_for_byte(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "tools")
    build_assets = importlib.import_module("build_assets")
    assert build_assets.sources_digest() == MANIFEST["sources"], "run make assets"
    assert build_assets.main(["--check"]) == 0, "run make assets"


def test_every_file_that_a_template_or_the_content_names_exists():
    named = set(re.findall(r"""asset\(["']([^"']+\.\w+)["']\)""", TEMPLATES))
    content = [
        tomllib.loads(path.read_text())
        for path in (ROOT / "wizard/content").rglob("*.toml")
        if path.name != "fields_nl.toml"  # says of each field what it is; `icon` is one
    ]
    named |= {f"icons/{name}.svg" for name in icons_in(content)}
    assert named <= FILES.keys()


def icons_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from [value["icon"]] if value.get("icon") else []
        yield from (icon for inner in value.values() for icon in icons_in(inner))
    elif isinstance(value, list):
        yield from (icon for inner in value for icon in icons_in(inner))


def test_every_line_icon_that_a_template_names_is_drawn():
    sprites = [(STATIC / FILES[name]).read_text() for name in ("controls.svg", "more-controls.svg")]
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', "".join(sprites)))
    named = set(re.findall(r"""\bicon\(["']([\w-]+)["']\)""", TEMPLATES))
    named |= set(re.findall(r"""icon_name=["']([\w-]+)["']""", TEMPLATES))
    assert named
    assert named <= drawn


def test_every_design_system_class_in_a_template_has_its_style():
    used = set(
        re.findall(
            r"\b(?:nl|utrecht)-[a-z]+(?:-[a-z0-9]+)*(?:__[a-z-]+)?(?:--[a-z0-9-]+)?(?=[\s\"'])",
            TEMPLATES,
        )
    )
    assert "nl-button" in used
    assert sorted(name for name in used if f".{name}" not in STYLES) == []


@pytest.mark.parametrize("name", OWN_STYLES)
def test_our_styles_work_from_right_to_left(name):
    assert PHYSICAL.findall(OWN_STYLES[name]) == []


def test_the_styles_load_nothing_from_elsewhere():
    assert ELSEWHERE.findall(STYLES) == []
    assert set(re.findall(r"url\(([^)]+)\)", STYLES)) <= set(FILES.values())


def test_no_style_minds_how_a_device_is_held():
    sheets = {name: (STATIC / file).read_text() for name, file in FILES.items() if ".css" in name}
    assert "app.css" in sheets
    assert [name for name in sheets if "orientation" in sheets[name]] == []


def test_the_look_is_light():
    size = {name: (STATIC / hashed).stat().st_size for name, hashed in FILES.items()}
    squeezed = {
        name: (STATIC / f"{hashed}.gz").stat().st_size
        for name, hashed in FILES.items()
        if name.endswith(".css")
    }
    assert squeezed.pop("app.css") <= 5_000
    assert squeezed.pop("more.css") <= 4_500
    assert squeezed.pop("desk.css") <= 4_500  # staff only
    assert squeezed.pop("workbench.css") <= 2_500  # content editors only
    assert all(theme <= 1_000 for theme in squeezed.values())
    assert sum(size[f"fonts/latin-{weight}.woff2"] for weight in (400, 700)) <= 30_000
    assert max(size[name] for name in size if name.startswith("icons/")) <= 6_000


@pytest.mark.parametrize("script", ["arabic", "cyrillic", "ethiopic", "latin-ext"])
def test_the_letters_of_another_language_are_light(script):
    fonts = [STATIC / FILES[f"fonts/{script}-{weight}.woff2"] for weight in (400, 700)]
    style = (STATIC / FILES[f"{script}.css"]).read_text()
    assert sum(font.stat().st_size for font in fonts) <= 45_000
    assert [style.count(font.name) for font in fonts] == [1, 1]
    assert style.count("font-display:swap") == 2
    assert ELSEWHERE.findall(style) == []


def test_the_guards_see_what_is_wrong():
    assert PHYSICAL.search("a { margin-left: 1px }")
    assert PHYSICAL.search("a { text-align: right }")
    assert not PHYSICAL.search("a { margin-inline-start: 1px; text-align: start }")
    assert ELSEWHERE.search("a { background: url(https://example.org/a.png) }")
    assert list(icons_in([{"choices": [{"icon": "dog"}, {"icon": ""}]}])) == ["dog"]

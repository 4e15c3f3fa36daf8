"""Build `wizard/static` from `assets` and the locked npm packages in `frontend`.

    npm ci --ignore-scripts --prefix frontend
    python tools/build_assets.py            write the result, to be committed
    python tools/build_assets.py --check    fail when the committed result differs

The output is the same byte for byte each time. Running the site needs none of this. The check
does not squeeze anew, which takes longest: a test opens the squeezed files instead.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # ships no types
import fonts  # type: ignore[import-not-found]  # stands beside this script
import scripts  # type: ignore[import-not-found]  # stands beside this script
import stylesheet  # type: ignore[import-not-found]  # stands beside this script
import zopfli.gzip  # type: ignore[import-untyped]  # ships no types

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
MODULES = ROOT / "frontend" / "node_modules"
STATIC = ROOT / "wizard" / "static"
COMPRESSED = (".css", ".js", ".svg")

TOOLS = ("build_assets", "fonts", "scripts", "stylesheet")

Files = dict[str, bytes]


def main(arguments: list[str]) -> int:
    """Write the built files, or compare them with what stands there (`--check`)."""
    files = static_files()
    if "--check" in arguments:
        return report(differences(files))
    write(files | compressed(files))
    return 0


def static_files() -> Files:
    """Return every file of `wizard/static`, by its path in the repository, but not squeezed."""
    drawings = {path.name: path.read_bytes() for path in ASSETS.glob("*.svg")}
    named = answer_icons() | controls() | drawings
    named |= fonts.build(MODULES) | scripts.build(ASSETS, MODULES)
    hashed = {name: hashed_name(name, content) for name, content in named.items()}
    for name, css in style_sheets().items():
        named[name] = filled_in(css, hashed).encode()
        hashed[name] = hashed_name(name, named[name])
    manifest = {"files": dict(sorted(hashed.items())), "sources": sources_digest()}
    files = {hashed[name]: content for name, content in named.items()}
    files["manifest.json"] = (json.dumps(manifest, indent=1) + "\n").encode()
    return {f"wizard/static/{name}": content for name, content in sorted(files.items())}


def style_sheets() -> dict[str, str]:
    """Return the two style sheets, those for whoever wants them, and a theme per municipality.

    Letters that any page may need for what people typed come with the second sheet; a language
    that is written with them has them at once, even where the second sheet is not loaded.
    """
    themes = sorted(p for p in (ASSETS / "tokens").glob("*.css") if p.stem != "neutral")
    wanted = sorted((ASSETS / "css" / "wanted").glob("*.css"))
    return {
        **stylesheet.build(ASSETS, MODULES),
        "latin-ext.css": stylesheet.minify((ASSETS / "css/more/10-fonts.css").read_text()),
        **{path.name: stylesheet.minify(path.read_text()) for path in wanted},
        **{f"themes/{path.name}": stylesheet.build_theme(path) for path in themes},
    }


def filled_in(css: str, hashed: dict[str, str]) -> str:
    """Return the style sheet with the hashed names of the fonts that it loads."""
    return re.sub(r'url\("?(fonts/[^")]+)"?\)', lambda found: f"url({hashed[found[1]]})", css)


def answer_icons() -> Files:
    """Return the pictures that stand beside choices, one file each."""
    pack = json.loads((MODULES / "@iconify-json/fluent-emoji-flat/icons.json").read_text())
    size = pack["width"]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
    return {
        f"icons/{name}.svg": f"{head}{pack['icons'][name]['body']}</svg>".encode()
        for name in icon_names("answers")
    }


def icon_names(group: str) -> list[str]:
    """Return the icon names of one group in `assets/icons.toml`."""
    return sorted(tomllib.loads((ASSETS / "icons.toml").read_text())[group])


def controls() -> Files:
    """Return the line drawings of buttons in two files, from which pages use them by name."""
    return {f"{group}.svg": drawn(icon_names(group)) for group in ("controls", "more-controls")}


def drawn(names: list[str]) -> bytes:
    """Return one file with these line drawings, each under its name."""
    symbols = "".join(
        f'<symbol id="{name}" viewBox="0 0 24 24"><path d="{outline(name)}"/></symbol>'
        for name in names
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'.encode()


def outline(name: str) -> str:
    """Return the strokes of a Tabler icon as one path."""
    svg = (MODULES / "@tabler/icons/icons/outline" / f"{name}.svg").read_text()
    return " ".join(re.findall(r'<path d="([^"]+)"', svg))


def hashed_name(name: str, content: bytes) -> str:
    """Return the name with ten characters of the content's digest in it."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}{dot}{suffix}"


def compressed(files: Files) -> Files:
    """Return the files made smaller beforehand, where that saves something."""
    return {
        name + suffix: smaller
        for name, content in files.items()
        if name.endswith(COMPRESSED)
        for suffix, squeeze in SQUEEZERS.items()
        if len(smaller := squeeze(content)) < len(content)
    }


SQUEEZERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": zopfli.gzip.compress,
    ".br": lambda content: brotli.compress(content, quality=11),
}


def sources_digest() -> str:
    """Return a digest of everything the result is made from, so that a test sees a stale build."""
    here = Path(__file__).parent
    paths = [*ASSETS.rglob("*"), *(here / f"{name}.py" for name in TOOLS)]
    paths.append(ROOT / "frontend" / "package-lock.json")
    digest = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def differences(files: Files) -> list[str]:
    """Return the paths whose committed content is not what the build gives."""
    built = [p for p in STATIC.rglob("*") if p.is_file() and p.suffix not in SQUEEZERS]
    present = {str(path.relative_to(ROOT)): path.read_bytes() for path in built}
    return sorted(name for name in files.keys() | present if files.get(name) != present.get(name))


def report(changed: list[str]) -> int:
    """Say which files differ; return the exit code."""
    for name in changed:
        sys.stderr.write(f"differs from its sources: {name}\n")
    return 1 if changed else 0


def write(files: Files) -> None:
    """Replace `wizard/static` by the built files."""
    for old in STATIC.rglob("*"):
        if old.is_file():
            old.unlink()
    for name, content in files.items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

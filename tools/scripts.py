"""Make each script in `assets/js` small with terser, from the locked npm packages."""

from __future__ import annotations

import subprocess
from pathlib import Path

BANNER = "/*! Startplan, EUPL-1.2 */"


def build(assets: Path, modules: Path) -> dict[str, bytes]:
    """Return every script minified, by its name before building, such as `js/autosave.js`."""
    sources = sorted((assets / "js").glob("*.js"))
    return {f"js/{path.name}": minified(path, modules) for path in sources}


def minified(path: Path, modules: Path) -> bytes:
    """Return one module minified. A mistake in it stops the build with its line."""
    terser = modules / "terser" / "bin" / "terser"
    options = ["--module", "--compress", "passes=2", "--mangle", "--ecma", "2020", "--toplevel"]
    preamble = ["--format", f"preamble='{BANNER}'"]
    command: list[str | Path] = ["node", terser, path, *options, *preamble]
    return subprocess.run(command, check=True, capture_output=True).stdout

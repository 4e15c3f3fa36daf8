"""Where templates and translations are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

import functools
import json
from pathlib import Path

PACKAGE = Path(__file__).parent


def resource_directory(name: str) -> Path:
    """Return the directory `templates` or `translations`, wherever this installation has it."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


@functools.cache
def built_files() -> dict[str, str]:
    """Return where each built file is below `static`, by its name before building."""
    manifest = json.loads((PACKAGE / "static" / "manifest.json").read_text())
    files: dict[str, str] = manifest["files"]
    return files

"""Made-up people for the workbench: those of the product and those of a content folder."""

from __future__ import annotations

from pathlib import Path

from wizard.answersfile import people

FOLDER = "people"
REMARK, DIRECTIVE = "# ", "#:"


def everyone(content_dir: Path) -> dict[str, Path]:
    """Return the answers file of each made-up person by name; an editor's own go first."""
    own = {path.stem: path for path in sorted((content_dir / FOLDER).glob("*.toml"))}
    return own | {name: path for name, path in people().items() if name not in own}


def first_remark(path: Path) -> str:
    """Return what the remark at the top of somebody's file says about them, "" without one."""
    remark = []
    for line in path.read_text("utf-8", errors="replace").splitlines():
        if line.startswith(REMARK):
            remark.append(line.removeprefix(REMARK).strip())
        elif not line.startswith(DIRECTIVE):
            break
    return " ".join(remark)

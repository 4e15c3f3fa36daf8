"""What is known of the made-up people beside their answers."""

from __future__ import annotations

from pathlib import Path

REMARK, DIRECTIVE = "# ", "#:"


def first_remark(path: Path) -> str:
    """Return what the remark at the top of somebody's file says about them, "" without one."""
    remark = []
    for line in path.read_text("utf-8", errors="replace").splitlines():
        if line.startswith(REMARK):
            remark.append(line.removeprefix(REMARK).strip())
        elif not line.startswith(DIRECTIVE):
            break
    return " ".join(remark)

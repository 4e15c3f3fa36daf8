"""A person who follows docs/content-editing.md to the letter: types commands, makes edits."""

import re
import shlex
from pathlib import Path

from click.testing import CliRunner
from msgspec import Struct

from wizard.cli import main

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "content-editing.md"
WALK = "In een uur je eigen gemeente"
FENCED = re.compile(r"(?P<before>[^\n]*)\n\n```(?P<kind>\w+)\n(?P<text>.*?)```\n", re.DOTALL)
STAYS_ON = {"serve", "edit-preview"}
"""Commands that run until they are told to end: whether they exist is asked."""


class Block(Struct, frozen=True):
    """Something to type: its kind, the text, and the line above it, which says what to do."""

    kind: str
    text: str
    before: str


def chapter(title: str) -> str:
    """Return the text of one chapter of the guide."""
    _, _, rest = GUIDE.read_text("utf-8").partition(f"\n## {title}\n")
    assert rest, f"the guide has no chapter {title}"
    return rest.partition("\n## ")[0]


def blocks(title: str) -> list[Block]:
    """Return everything that a chapter has somebody type, in order."""
    return [Block(**found.groupdict()) for found in FENCED.finditer(chapter(title))]


class Editor:
    """Somebody with a home folder and a terminal."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = {"HOME": str(home)}
        self.told: list[str] = []
        self._sought = ""

    @property
    def folder(self) -> Path:
        return Path(self.environment["WIZARD_CONTENT_DIR"])

    @property
    def file(self) -> Path:
        (found,) = (self.folder / "municipalities").glob("*.toml")
        return found

    def follow(self, block: Block) -> None:
        """Do what a block says."""
        if block.kind == "bash":
            for line in block.text.splitlines():
                self._type(shlex.split(line.replace("~", str(self.home))))
        elif block.before.endswith("Zoek:"):
            self._sought = block.text
        elif block.before.endswith("Maak ervan:"):
            self._change(self._sought, block.text)
        elif block.before.endswith("Zet onderaan:"):
            self.file.write_text(f"{self.file.read_text('utf-8')}\n{block.text}", "utf-8")
        else:
            self._make(block)

    def _change(self, old: str, new: str) -> None:
        before = self.file.read_text("utf-8")
        assert before.count(old) == 1, f"the guide says to look for {old}"
        self.file.write_text(before.replace(old, new), "utf-8")

    def _make(self, block: Block) -> None:
        found = re.search(r"een map `(\w+)` met een bestand `([\w.]+)`\. Zet daarin:", block.before)
        assert found, f"nobody knows what to do with this: {block.before}"
        path = self.folder / found[1] / found[2]
        path.parent.mkdir()
        path.write_text(block.text, "utf-8")

    def _type(self, words: list[str]) -> None:
        if words[0] == "export":
            self.environment |= dict(word.split("=", 1) for word in words[1:])
            return
        assert words[:3] == ["python", "-m", "wizard"], words
        asked = [words[3], "--help"] if words[3] in STAYS_ON else words[3:]
        done = CliRunner().invoke(main, asked, env=self.environment)
        assert done.exit_code == 0, (words, done.output)
        self.told.append(done.output)

"""Takes the pictures of the papers that stand in the documentation.

Run `python -m tools.take_paper_pictures` after a change that shows, with names such as `plan` for
those alone, and look at what it took. Tests compare every later version with these pictures.
"""

import sys
import tempfile
from pathlib import Path

from tests.browser.pictures import keep
from tests.handout.paper_pictures import FOLDER, SHEETS, path_of, take
from tests.handout.two_languages import make_editions


def main() -> None:
    """Take the pictures, and drop those of sheets that have no name any more."""
    with tempfile.TemporaryDirectory() as folder:
        editions = make_editions(Path(folder))
        for name in sys.argv[1:] or SHEETS:
            keep(take(name, editions), path_of(name))
    for old in set(FOLDER.glob("*.png")) - {path_of(name) for name in SHEETS}:
        old.unlink()


if __name__ == "__main__":
    main()

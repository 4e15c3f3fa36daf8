"""Who follows docs/content-editing.md to the letter has a municipality that works."""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
import pytest

from tests.guards.editor import GUIDE, WALK, Block, Editor, blocks
from tests.web.browser import Browser
from tests.web.conftest import make_app
from tests.web.walks import walk
from wizard import checkcommand
from wizard.contentset import read_content
from wizard.core.content_check import check_content
from wizard.core.municipality import Municipality
from wizard.core.overlay import Overlay
from wizard.core.questionnaire import Rename
from wizard.municipalitycommands import started
from wizard.resources import PACKAGE
from wizard.settings import read_settings
from wizard.web.site import EXTENSION

QUESTION = "Werk je graag op het water?"
SENTENCE = "Ik werk graag op het water."
CARD = "Kom naar de huiskamer van Molendam"
TOLD = {
    "Doe je dit alleen of samen?": ["Ik doe het alleen"],
    QUESTION: ["Ja, graag"],
}


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Editor:
    """Somebody who has followed the whole walk."""
    somebody = Editor(tmp_path_factory.mktemp("home"))
    with pytest.MonkeyPatch.context() as patch:
        # The product's own translations take a while, and have tests of their own.
        patch.setattr(checkcommand, "check_translations", lambda _: ())
        for block in blocks(WALK):
            somebody.follow(block)
    return somebody


@pytest.fixture(scope="module")
def browser(editor: Editor) -> Iterator[Browser]:
    """A resident's browser on the site that they then serve."""
    place = {
        "WIZARD_DATABASE_URL": f"sqlite:///{editor.home}/drafts.db",
        "WIZARD_KEY_DIR": f"{editor.home}/keys",
    }
    app = make_app(read_settings(editor.environment | place))
    yield app.test_client()
    app.extensions[EXTENSION].store.close()


def test_each_check_on_the_way_finds_no_error(editor):
    checks = [told for told in editor.told if " errors, " in told]
    assert len(checks) == 2
    assert [told.splitlines()[-1][:9] for told in checks] == ["0 errors,"] * 2


def test_its_question_is_asked_its_sentence_planned_and_its_card_shown(browser):
    browser.visit("/molendam/nl/")
    browser.press("Start")
    headings = walk(browser, TOLD)

    assert QUESTION in headings
    assert "Wat past niet bij jou?" not in headings
    assert SENTENCE in browser.visit("/molendam/nl/plan").text
    assert CARD in browser.visit("/molendam/nl/volgende-stap").text


def test_its_paper_has_the_sentence_too(editor):
    command = ["pdftotext", editor.folder / "noor.pdf", "-"]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert SENTENCE in " ".join(text.split())


@pytest.mark.parametrize("title", ["Andere vragen", "Bronnen en jaren"])
def test_each_example_further_on_fits_a_municipality_as_well(title):
    (example,) = blocks(title)
    content, today = read_content(), datetime.now(UTC).date()
    toml = f"{started('Molendam', 'molendam', today)}\n{example.text}"
    made = msgspec.toml.decode(toml, type=Municipality)

    problems = check_content(content.questionnaire, content.glossary, [made], today)
    assert [str(problem) for problem in problems if problem.level == "error"] == []


def test_the_example_of_a_renamed_id_is_one():
    (example,) = blocks("Een id is voor altijd")
    overlay = msgspec.convert(tomllib.loads(example.text)["questions"], Overlay)
    assert overlay.renamed == (Rename(from_="on_the_water", to="boats"),)


def test_every_link_within_the_guide_leads_somewhere():
    guide = GUIDE.read_text("utf-8")
    titles = re.findall(r"^#+ (.*)$", guide, re.MULTILINE)
    places = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
    links = set(re.findall(r"\]\(#([^)]+)\)", guide))

    assert links
    assert links - places == set()


def test_what_the_guide_says_that_the_check_says_is_what_it_says():
    sources = "".join(path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py")))
    section = GUIDE.read_text("utf-8").partition("## Wat de controle zegt\n")[2]
    rows = section.partition("\n## ")[0]
    told = re.findall(r"^\| (?!Hij zegt)([^|]+?) \|", rows, re.MULTILINE)

    assert len(told) > 20
    pieces = {piece.strip() for row in told for piece in row.split("...")}
    assert [piece for piece in sorted(pieces) if piece not in sources] == []


def test_who_reads_something_else_in_the_guide_does_not_get_there(tmp_path):
    """A guide that drifts from the product is seen: a text to look for that is not there."""
    somebody = Editor(tmp_path)
    for block in blocks(WALK)[:1]:
        somebody.follow(block)
    somebody.follow(Block("toml", 'name = "Iemand anders"', "Zoek:"))
    with pytest.raises(AssertionError, match="says to look for"):
        somebody.follow(Block("toml", 'name = "Molenaar"', "Maak ervan:"))

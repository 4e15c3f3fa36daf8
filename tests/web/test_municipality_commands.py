"""A municipality starts its own content with one command, and may have it in any folder."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.web.conftest import make_app
from wizard import municipalitycommands
from wizard.answersfile import people
from wizard.cli import main
from wizard.contentset import OURS, read_content
from wizard.core.content_check import check_content
from wizard.municipalitycommands import EXAMPLE_DAY, EXAMPLE_NAME, EXAMPLE_SLUG, slug_of
from wizard.settings import Settings
from wizard.web.site import EXTENSION


def run(*words: str | Path, **settings: str) -> Result:
    return CliRunner().invoke(main, ["municipality", *map(str, words)], env=settings)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


def test_a_new_municipality_is_complete_and_has_no_error(own):
    assert run("new", "'s-Hertogenbosch", "--folder", own).exit_code == 0
    found, today = read_content(own), datetime.now(UTC).date()
    made = found.municipalities["s-hertogenbosch"]

    problems = check_content(found.questionnaire, found.glossary, (made,), today)
    assert {problem.level for problem in problems} == {"warning"}
    assert made.name == made.words["municipality"] == "'s-Hertogenbosch"
    assert {contact.owner for contact in made.contacts} == {"Gemeente 's-Hertogenbosch"}
    assert {contact.checked_on for contact in made.contacts} == {today}


def test_nothing_of_the_example_is_left(own):
    run("new", "Zevenaar", "--folder", own)
    toml = (own / "municipalities" / "zevenaar.toml").read_text("utf-8")

    assert toml.startswith("#:schema ../schemas/municipality.schema.json\n")
    assert (own / "schemas" / "municipality.schema.json").is_file()
    for left in (EXAMPLE_DAY, EXAMPLE_NAME, f'"{EXAMPLE_SLUG}"'):
        assert left not in toml
        assert left in municipalitycommands.TEMPLATE.read_text("utf-8")


def test_a_folder_with_one_municipality_is_enough_to_serve(own, tmp_path):
    told = run("new", "Zevenaar", WIZARD_CONTENT_DIR=str(own)).output
    assert f"WIZARD_CONTENT_DIR={own} WIZARD_MUNICIPALITY=zevenaar wizard serve" in told
    app = make_app(
        Settings(
            content_dir=own,
            municipality="zevenaar",
            database_url=f"sqlite:///{tmp_path}/drafts.db",
            key_dir=tmp_path / "keys",
        )
    )
    page = app.test_client().get("/zevenaar/nl/")
    app.extensions[EXTENSION].store.close()

    assert page.status_code == 200
    assert "Zevenaar" in page.text


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("'s-Hertogenbosch", "s-hertogenbosch"),
        ("het Rijk van Nijmegen", "het-rijk-van-nijmegen"),
        ("Súdwest-Fryslân", "sudwest-fryslan"),
        ("Bergen (L.)", "bergen-l"),
    ],
)
def test_a_slug_is_made_from_the_name(name, slug):
    assert slug_of(name) == slug


def test_what_is_there_is_never_overwritten(own):
    run("new", "Zevenaar", "--folder", own)
    file = own / "municipalities" / "zevenaar.toml"
    file.write_text(before := file.read_text("utf-8") + "# Van ons.\n", "utf-8")

    refused = run("new", "Zevenaar", "--folder", own)
    assert refused.exit_code == 1
    assert "is there already" in refused.output
    assert file.read_text("utf-8") == before
    assert "is there already" in run("new", "Arnhem", "--folder", own).output
    assert run("new", "Zevenaar", "--slug", "zevenaar-oost", "--folder", own).exit_code == 0


@pytest.mark.parametrize(
    "words", [('Ze"venaar',), ("{naam}",), ("<b>",), ("",), ("Zevenaar", "--slug", "../zevenaar")]
)
def test_a_name_that_would_break_the_file_is_refused(own, words):
    assert "a name has letters" in run("new", *words, "--folder", own).output
    assert not own.exists()


def test_without_a_folder_it_asks_for_one():
    refused = run("new", "Zevenaar", WIZARD_CONTENT_DIR=str(OURS))
    assert "give --folder, or set WIZARD_CONTENT_DIR" in refused.output


def test_made_up_people_of_their_own_stand_beside_ours(own):
    (own / "people").mkdir(parents=True)
    mine = own / "people" / "one-answer.toml"
    mine.write_text("[answers.hope]\ntext = 'Weer lachen.'\n", "utf-8")

    assert people(own) == people() | {"one-answer": mine}

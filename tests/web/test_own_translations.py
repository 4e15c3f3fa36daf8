"""A municipality's own texts are translated beside its content: theirs first, ours behind."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner

from wizard.cli import main
from wizard.contentset import OURS
from wizard.errors import CatalogueInvalid
from wizard.i18n import Editions
from wizard.municipalitycommands import started
from wizard.owncatalogues import catalogue_file, check_own_translations, update_catalogues

OWN_QUESTION = """
[[questions.add]]
part = "want"
after = "hope"

[questions.add.question]
id = "garden"
kind = "one"
text = "Werk je graag in een tuin?"
chapter = "want"
heading = "De tuin"
choices = [{ id = "yes", text = "Ja", sentence = "Ik werk graag in een tuin." }]
"""

Write = Callable[[str, str], None]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Somebody's own folder: one municipality in Dutch and English, with a question of its own."""
    toml = started("Zevenaar", "zevenaar", date(2026, 11, 22)) + OWN_QUESTION
    (tmp_path / "municipalities").mkdir()
    file = tmp_path / "municipalities" / "zevenaar.toml"
    file.write_text(toml.replace('languages = ["nl"]', 'languages = ["nl", "en"]'), "utf-8")
    return tmp_path


@pytest.fixture
def translate(own: Path) -> Write:
    """Translate one own text into English, by its context."""

    def write(context: str, text: str) -> None:
        update_catalogues(own)
        path = catalogue_file(own, "en")
        before = path.read_text("utf-8")
        head, _, tail = before.partition(f'msgctxt "{context}"')
        assert tail, f"{context} is not in the catalogue"
        path.write_text(
            f'{head}msgctxt "{context}"' + tail.replace('msgstr ""', f'msgstr "{text}"', 1), "utf-8"
        )

    return write


def english(own: Path) -> dict[str, str]:
    with catalogue_file(own, "en").open("rb") as file:
        return {message.context: message.string for message in read_po(file) if message.id}


def test_theirs_goes_first_then_ours_and_then_dutch(own, translate):
    translate("garden.text", "Do you like to work in a garden?")
    edition = Editions(own).find("zevenaar", "en")

    added = edition.questionnaire.find_question("garden")
    assert added.text == "Do you like to work in a garden?"
    assert added.heading == "De tuin"
    ours = Editions(OURS).find("arnhem", "en").questionnaire.find_question("hope")
    assert edition.questionnaire.find_question("hope").text == ours.text
    assert edition.municipality.urgent_help[0].for_whom != "Is er nu gevaar?"


def test_nothing_is_written_where_a_site_runs(own, translate):
    translate("garden.text", "Do you like to work in a garden?")
    before = sorted(own.rglob("*"))
    Editions(own).find("zevenaar", "en")

    assert sorted(own.rglob("*")) == before


def test_a_translation_that_would_break_a_page_keeps_the_site_from_starting(own, translate):
    translate("garden.text", "Do you work in {garden}?")
    with pytest.raises(CatalogueInvalid, match=r"en/LC_MESSAGES/content\.po:\d+: has \{garden\}"):
        Editions(own)


def test_a_folder_for_a_language_that_nobody_offers_is_told(own):
    catalogue_file(own, "engels").parent.mkdir(parents=True)
    told = [problem for problem in check_own_translations(own) if problem.place == "engels"]
    assert [problem.level for problem in told] == ["warning"]


def test_what_is_translated_stays_and_what_is_gone_goes(own, translate):
    translate("garden.text", "Do you like to work in a garden?")
    file = own / "municipalities" / "zevenaar.toml"
    file.write_text(file.read_text("utf-8").replace("De tuin", "Buiten werken"), "utf-8")
    update_catalogues(own)

    texts = english(own)
    assert texts["garden.text"] == "Do you like to work in a garden?"
    assert texts["garden.heading"] == ""
    assert "hope.text" not in texts, "ours has that"


def test_the_same_dutch_is_filled_in_from_ours(own):
    update_catalogues(own)
    theirs = english(own)["zevenaar.danger.for_whom"]

    assert theirs == Editions(OURS).find("arnhem", "en").municipality.urgent_help[0].for_whom


def test_only_offered_languages_get_a_catalogue(own):
    assert list(update_catalogues(own)) == ["en"]
    assert [path.name for path in (own / "translations").iterdir()] == ["en"]


def test_the_check_counts_what_is_missing_and_tells_what_looks_wrong(own, translate):
    (before,) = check_own_translations(own)
    assert before.level == "warning"
    assert "texts show in Dutch: run `wizard municipality translations`" in before.text
    translate("garden.heading", "De tuin")

    counted, told = check_own_translations(own)
    assert "texts show in Dutch: translate them here" in counted.text
    assert int(before.text.split()[0]) > int(counted.text.split()[0])
    assert (told.place, told.level) == ("garden.heading", "warning")
    assert told.text.startswith("the same as the Dutch text")


def test_a_catalogue_that_would_break_a_page_hides_no_other_problem(own, translate, monkeypatch):
    for slow in ("check_language", "check_translations"):
        monkeypatch.setattr(f"wizard.checkcommand.{slow}", lambda *_: ())
    translate("garden.text", "Do you {like} a garden?")

    done = CliRunner().invoke(main, ["check"], env={"WIZARD_CONTENT_DIR": str(own)})

    assert "error: translations: en/LC_MESSAGES/content.po:" in done.output
    assert "warning: municipalities/zevenaar.toml:" in done.output
    assert done.exit_code == 1


def test_ours_is_not_counted_twice():
    assert list(check_own_translations(OURS)) == []


def test_the_command_says_how_much_there_is_to_do(own):
    done = CliRunner().invoke(main, ["municipality", "translations", str(own)])
    assert done.exit_code == 0
    assert "content.po: " in done.output


def test_the_command_leaves_ours_alone():
    done = CliRunner().invoke(main, ["municipality", "translations", str(OURS)])
    assert "run `make translations`" in done.output
    assert done.exit_code == 2


def test_where_nothing_may_be_written_the_command_says_so(own):
    (own / "translations").write_text("a file in the way", "utf-8")
    done = CliRunner().invoke(main, ["municipality", "translations", str(own)])
    assert done.output.startswith("Error: cannot write ")

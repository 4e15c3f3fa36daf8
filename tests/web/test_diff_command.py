"""`wizard diff`: told in lines that somebody who writes texts understands, and 1 when it loses."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from wizard.cli import main
from wizard.resources import PACKAGE

CONTENT = PACKAGE / "content"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content with one municipality, to change."""
    return copy_to(tmp_path / "new")


def copy_to(folder: Path) -> Path:
    shutil.copytree(CONTENT, folder)
    for path in (folder / "municipalities").glob("*.toml"):
        if path.stem not in {"arnhem", "oss"}:
            path.unlink()
    return folder


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def run(tmp_path: Path, new: Path, *options: str, exit_code: int = 0) -> str:
    old = tmp_path / "old"
    if not old.exists():
        copy_to(old)
    result = CliRunner().invoke(main, ["diff", str(old), str(new), *options])
    assert result.exit_code == exit_code, result.output
    return result.output


RHYTHM = '{ id = "rhythm", text = "Een vast ritme in mijn week"'
QUESTIONNAIRE = "questionnaire.toml"


def test_nothing_differs(tmp_path, folder):
    assert run(tmp_path, folder) == "Nothing differs.\n"


def test_a_text_is_told_with_what_it_was(tmp_path, folder):
    change(folder, QUESTIONNAIRE, "Een vast ritme in mijn week", "Vaste dagen")

    told = run(tmp_path, folder, "--municipality", "arnhem")

    assert told == (
        "== arnhem ==\n"
        "text wishes.rhythm.text:\n"
        "  - Een vast ritme in mijn week\n"
        "  + Vaste dagen\n"
    )  # fmt: skip


def test_a_sentence_changes_the_plans_of_sample_people(tmp_path, folder):
    change(folder, QUESTIONNAIRE, "Ik wil een vast ritme in mijn week.", "Ik wil vaste dagen.")

    told = run(tmp_path, folder, "--municipality", "arnhem")

    assert "plan gone: Ik wil een vast ritme in mijn week.\n" in told
    assert "plan new: Ik wil vaste dagen.\n" in told


def test_a_choice_without_its_id_is_an_error(tmp_path, folder):
    change(folder, QUESTIONNAIRE, RHYTHM, RHYTHM.replace('"rhythm"', '"regular"'))

    told = run(tmp_path, folder, exit_code=1)

    assert "error: arnhem: wishes.rhythm: is gone: retire it, or say in `renamed`" in told
    assert "error: oss: wishes.rhythm" in told
    assert "id added: wishes.regular\n" in told


def test_a_rename_and_a_choice_that_retires_are_no_error(tmp_path, folder):
    change(folder, QUESTIONNAIRE, RHYTHM, RHYTHM.replace('"rhythm"', '"regular"'))
    change(folder, QUESTIONNAIRE, 'id = "learn", ', 'id = "learn", retired = true, ')
    path = folder / QUESTIONNAIRE
    renamed = '\n[[renamed]]\nfrom = "wishes.rhythm"\nto = "wishes.regular"\n'
    path.write_text(path.read_text("utf-8") + renamed, "utf-8")

    told = run(tmp_path, folder, "--municipality", "arnhem")

    assert "id renamed: wishes.rhythm -> wishes.regular\n" in told
    assert "id retired: wishes.learn\n" in told


def test_other_cards_and_pages_are_told_by_person(tmp_path, folder):
    change(folder, QUESTIONNAIRE, 'id = "hope"\n', 'id = "hope"\nretired = true\n')
    title = next(
        line
        for line in (folder / "municipalities" / "arnhem.toml").read_text("utf-8").splitlines()
        if line.startswith("[[cards]]")
    )
    change(folder, "municipalities/arnhem.toml", title, FIRST + title)

    told = run(tmp_path, folder, "--municipality", "arnhem")

    assert "-- skipped-everything --\n" in told
    assert "page gone: hope\n" in told
    assert "first card:\n  - " in told
    assert "  + Eerst koffie\n" in told
    assert "reason new: Koffie is voor iedereen.\n" in told
    assert "other card new: " in told


FIRST = """[[cards]]
id = "coffee"
title = "Eerst koffie"
lines = ["Drink koffie."]
short = ["Drink koffie."]
contact = "caw"
extra_rank = 9
why = [{ text = "Koffie is voor iedereen." }]

"""


def test_another_order_of_pages_is_told(tmp_path, folder):
    path = folder / "municipalities" / "arnhem.toml"
    order = '\n[questions.order]\nwant = ["hope"]\n'
    path.write_text(path.read_text("utf-8") + order, "utf-8")

    assert "pages in another order: mode, " in run(tmp_path, folder)


def test_a_municipality_that_comes_or_goes_is_told(tmp_path, folder):
    (folder / "municipalities" / "oss.toml").unlink()

    assert run(tmp_path, folder, exit_code=1) == (
        "error: oss: this municipality is gone, and so are the plans that were made there\n"
    )
    told = CliRunner().invoke(main, ["diff", str(folder), str(tmp_path / "old")])
    assert (told.exit_code, told.output) == (0, "oss: this municipality is new\n")


def test_a_folder_of_ones_own_is_held_against_ours(tmp_path):
    own = tmp_path / "own"
    (own / "municipalities").mkdir(parents=True)
    shutil.copy(CONTENT / "municipalities" / "arnhem.toml", own / "municipalities")
    change(own, "municipalities/arnhem.toml", 'name = "Arnhem"', 'name = "Arnhem-Zuid"')

    told = CliRunner().invoke(main, ["diff", str(CONTENT), str(own)])

    assert told.output.startswith("== arnhem ==\ntext arnhem.name:\n  - Arnhem\n")
    assert told.output.count("==") == 2


def test_a_municipality_that_neither_has_is_a_mistake(tmp_path, folder):
    told = run(tmp_path, folder, "--municipality", "nowhere", exit_code=2)

    assert "neither folder has a municipality nowhere" in told


def test_an_answers_file_of_before_is_read_under_its_new_names(tmp_path, folder):
    change(folder, QUESTIONNAIRE, 'id = "how_it_went"\n', 'id = "what_happened"\n')
    path = folder / QUESTIONNAIRE
    renamed = '\n[[renamed]]\nfrom = "how_it_went"\nto = "what_happened"\n'
    path.write_text(path.read_text("utf-8") + renamed, "utf-8")

    told = run(tmp_path, folder)

    assert told.count("id renamed: how_it_went -> what_happened") == 2
    assert "plan gone" not in told
    again = CliRunner().invoke(main, ["diff", str(folder), str(folder)])
    assert again.output == "Nothing differs.\n"

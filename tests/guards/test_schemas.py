"""The schemas for editors say what the structs say, with a word of Dutch for every field."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.guards.schema_reader import underlined
from wizard.cli import main
from wizard.contentset import OURS
from wizard.schemas import FOLDER, KINDS, SUFFIX, schema_line, schema_text

FILES = sorted(path for path in OURS.rglob("*.toml") if path.name != "fields_nl.toml")
ARNHEM = (OURS / "municipalities" / "arnhem.toml").read_text("utf-8")


def schema_of(kind: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(schema_text(kind))
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_schema_is_what_the_command_writes(kind):
    told = "run `python -m wizard schema wizard/content`"
    assert (OURS / FOLDER / f"{kind}{SUFFIX}").read_text("utf-8") == schema_text(kind), told


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_and_field_has_a_description(kind):
    for name, part in schema_of(kind)["$defs"].items():
        assert part.get("description"), f"{name} in fields_nl.toml"
        for field, form in part.get("properties", {}).items():
            assert form.get("description"), f"{name}.{field} in fields_nl.toml"


def test_every_description_is_of_something_that_exists():
    known = {name: part for kind in KINDS for name, part in schema_of(kind)["$defs"].items()}
    shared = known["TextQuestion"]["properties"]
    told = tomllib.loads((OURS / "fields_nl.toml").read_text("utf-8"))
    for name, words in told.items():
        fields = shared if name == "QuestionBase" else known[name].get("properties", {})
        assert set(words) - {""} <= set(fields), name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_names_its_schema_and_keeps_to_it(path: Path):
    first, _, toml = path.read_text("utf-8").partition("\n")
    assert first.startswith("#:schema ")
    schema = path.parent / first.removeprefix("#:schema ")
    assert schema.resolve().is_relative_to(OURS)

    assert underlined(toml, json.loads(schema.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('id = "caw"', 'id = "Het CAW"', ".contacts[0].id: not in this form"),
        ('slug = "arnhem"', 'slug = "Arnhem!"', ".slug: not in this form"),
        ("retention_days = 30", 'retention_days = "30"', ".retention_days: no integer"),
        ("retention_days = 30", "days = 30", ".days: not known"),
        ('phone_line = "', 'phoneline = "', ".phone_line: missing"),
    ],
)
def test_an_editor_underlines_what_is_wrong(old, new, place):
    assert place in underlined(ARNHEM.replace(old, new, 1), schema_of("municipality"))


@pytest.mark.parametrize(
    ("old", "new"),
    [('icon = "red-heart"', 'icon = "heart-that-is-red"'), ('kind = "one"', 'kind = "two"')],
)
def test_an_editor_knows_the_kinds_and_the_pictures(old, new):
    questions = (OURS / "questionnaire.toml").read_text("utf-8")
    assert underlined(questions.replace(old, new, 1), schema_of("questionnaire"))


def test_an_editor_offers_the_ids_of_the_common_questions_and_takes_others():
    structs = schema_of("municipality")["$defs"]
    offered = structs["Condition"]["properties"]["question"]["anyOf"]
    assert "hope" in offered[0]["enum"]
    assert offered[1] == {"type": "string"}
    left_out = structs["Overlay"]["properties"]["leave_out"]["items"]["anyOf"][0]["enum"]
    assert {"hope", "wishes.rest"} <= set(left_out)


def test_the_command_writes_them_into_a_folder_of_somebody_s_own(tmp_path):
    done = CliRunner().invoke(main, ["schema", str(tmp_path)])

    assert done.exit_code == 0
    assert schema_line("municipality", "..") in done.output
    assert {path.name for path in (tmp_path / FOLDER).iterdir()} == {f"{k}{SUFFIX}" for k in KINDS}

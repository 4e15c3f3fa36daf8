"""JSON Schema of the content files, so that an editor completes and checks while somebody types.

The structs say what may stand where; `content/fields_nl.toml` says in Dutch what each field is, for
the people who write the texts. Every TOML file names its schema on its first line (`#:schema`).
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import click
import msgspec
from msgspec import Struct

from wizard.answersfile import AnswersFile
from wizard.contentset import OURS, folder_with
from wizard.core.content import load_questionnaire
from wizard.core.municipality import Glossary, Municipality
from wizard.core.problems import QUESTIONNAIRE_FILE
from wizard.core.questionnaire import Question, QuestionBase, Questionnaire, choices_of
from wizard.readability import WordLists
from wizard.resources import built_files

KINDS: dict[str, type[Struct]] = {
    "answers": AnswersFile,
    "glossary": Glossary,
    "language": WordLists,
    "municipality": Municipality,
    "questionnaire": Questionnaire,
}
"""What a content file may be, by the name of its schema."""

FOLDER = "schemas"
SUFFIX = ".schema.json"
DRAFT = "http://json-schema.org/draft-07/schema#"
"""What the editors' extension for TOML reads (taplo); in it all items of a list have one form."""
ICONS = "icons/"

Schema = dict[str, Any]


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def schema(*, folder: Path) -> None:
    """Write the schemas of the content files beside them, for whoever edits in FOLDER."""
    write_schemas(folder)
    click.echo(f"{folder / FOLDER} holds the schemas: {', '.join(KINDS)}.")
    click.echo("The first line of a file in municipalities/ names its own:")
    click.echo(schema_line("municipality", ".."))


def write_schemas(folder: Path) -> None:
    """Write the schema of every kind of file into a content directory."""
    (folder / FOLDER).mkdir(exist_ok=True)
    for kind in KINDS:
        path = folder / FOLDER / f"{kind}{SUFFIX}"
        path.write_text(schema_text(kind, folder), "utf-8")


def schema_line(kind: str, to_content: str = ".") -> str:
    """Return the first line of a file of this kind; `to_content` leads to the content directory."""
    return f"#:schema {to_content}/{FOLDER}/{kind}{SUFFIX}"


def schema_text(kind: str, folder: Path = OURS) -> str:
    """Return the schema of one kind of file in a content directory, as it is written.

    Raises ContentInvalid where the common questions cannot be read, whose ids it offers.
    """
    names = _described_names()
    (root,), parts = msgspec.json.schema_components([KINDS[kind]], ref_template="#/$defs/{name}")
    structs = {name: _described(part, names.get(name, {})) for name, part in parts.items()}
    questionnaire = load_questionnaire(folder_with(folder, QUESTIONNAIRE_FILE))
    for (struct, field), ids in _ids_to_offer(questionnaire).items():
        if struct in structs:
            _offer(ids, structs[struct]["properties"][field])
    made = {"$schema": DRAFT, **root, "$defs": structs}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _ids_to_offer(questionnaire: Questionnaire) -> dict[tuple[str, str], list[str]]:
    """Return the ids that an editor knows, by the struct and the field in which they go."""
    parts = [part.id for part in questionnaire.parts]
    questions = [question.id for question in questionnaire.questions()]
    choices = [f"{q.id}.{c.id}" for q in questionnaire.questions() for c in choices_of(q)]
    return {
        ("Addition", "part"): parts,
        ("Addition", "after"): questions,
        ("Condition", "question"): questions,
        ("Overlay", "leave_out"): questions + choices,
        ("QuestionChange", "id"): questions,
    }


def _offer(ids: list[str], form: Schema) -> None:
    """Let an editor complete these ids; a municipality may write others, of its own."""
    one = form.get("items", form)
    one["anyOf"] = [{"enum": ids}, {"type": one.pop("type")}]


@functools.cache
def _described_names() -> Mapping[str, Mapping[str, str]]:
    """Return what each field is, by the name of its struct; kinds of question share some."""
    file = OURS / "fields_nl.toml"
    told = msgspec.toml.decode(file.read_bytes(), type=dict[str, dict[str, str]])
    shared = told.pop(QuestionBase.__name__)
    questions = {kind.__name__: shared | told[kind.__name__] for kind in get_args(Question)}
    return told | questions


def _described(part: Schema, words: Mapping[str, str]) -> Schema:
    """Return what is known of one struct, with our words in place of those for programmers."""
    shown = {key: value for key, value in part.items() if key not in {"description", "title"}}
    shown |= {"description": words[""]} if "" in words else {}
    if "properties" in part:
        fields = part["properties"].items()
        shown["properties"] = {name: _field(name, value, words) for name, value in fields}
    return shown


def _field(name: str, value: Schema, words: Mapping[str, str]) -> Schema:
    shown = _without_null(value)
    if name == "icon":
        shown["enum"] = icons()
    return shown | ({"description": words[name]} if name in words else {})


def _without_null(value: Schema) -> Schema:
    """Return a field's form as TOML can hold it: there is no null, and leaving out says enough."""
    shown = dict(_known(value))
    if "prefixItems" in shown:
        shown["items"], *_ = shown.pop("prefixItems")
    if "items" in shown:
        shown["items"] = dict(_known(shown["items"]))
    forms = [form for form in shown.get("anyOf", ()) if form != {"type": "null"}]
    if len(forms) == 1:
        del shown["anyOf"]
        shown |= forms[0]
    return shown


def _known(value: Schema) -> Iterator[tuple[str, Any]]:
    for key, inner in value.items():
        if key != "discriminator" and not (key == "default" and not isinstance(inner, bool)):
            yield key, inner


def icons() -> list[str]:
    """Return the names of all pictures that an answer can have."""
    names = (name for name in built_files() if name.startswith(ICONS))
    return sorted(name.removeprefix(ICONS).removesuffix(".svg") for name in names)

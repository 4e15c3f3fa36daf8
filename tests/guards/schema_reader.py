"""A small reader of JSON Schema: what in a file an editor would underline."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

TYPES: dict[str, type | tuple[type, ...]] = {
    "array": list,
    "boolean": bool,
    "integer": int,
    "object": dict,
    "string": (str, date),
}
KNOWN = {
    *("$ref", "$schema", "$defs", "additionalProperties", "anyOf", "default", "description"),
    *("enum", "format", "items", "maxItems", "minItems", "pattern", "properties"),
    *("required", "type"),
}


def underlined(toml: str, schema: dict[str, Any]) -> list[str]:
    """Return the places in a TOML file that its schema does not allow."""
    return list(_wrong(tomllib.loads(toml), schema, schema, ""))


def _wrong(value: Any, schema: Any, root: dict[str, Any], place: str) -> Iterator[str]:
    assert set(schema) <= KNOWN, f"the reader does not know {set(schema) - KNOWN}"
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        forms = [list(_wrong(value, form, root, place)) for form in schema["anyOf"]]
        yield from () if [] in forms else min(forms, key=len)
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        yield f"{place}: no {schema['type']}"
    elif isinstance(value, dict):
        yield from _wrong_table(value, schema, root, place)
    elif isinstance(value, list):
        inner = schema.get("items") or {}
        for n, item in enumerate(value):
            yield from _wrong(item, inner, root, f"{place}[{n}]")
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{place}: not one of the {len(schema['enum'])}"
    elif "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{place}: not in this form"


def _wrong_table(
    value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], place: str
) -> Iterator[str]:
    fields, others = schema.get("properties", {}), schema.get("additionalProperties", {})
    yield from (
        f"{place}.{name}: missing" for name in schema.get("required", ()) if name not in value
    )
    for name, inner in value.items():
        if name not in fields and others is False:
            yield f"{place}.{name}: not known"
        else:
            yield from _wrong(inner, fields.get(name, others), root, f"{place}.{name}")

"""What a feed's rows are made of: fields with their JSON schema and how they stand in one cell; and its parameters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Schema = Mapping[str, Any]
Flat = Callable[[Any], Any]


@dataclass(frozen=True)
class Field:
    """One name of a row: its schema, what it means, and what its CSV cell holds (None: no column)."""

    name: str
    schema: Schema
    words: str
    flat: Flat | None = lambda value: value


@dataclass(frozen=True)
class Parameter:
    """One name that may stand after the question mark."""

    name: str
    schema: Schema
    words: str
    repeats: str | None = None
    """The kind of thing of the register that it names, where it does."""


TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer", "minimum": 0}
SCORE: Schema = {"type": ["number", "null"]}
YES: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "format": "date"}


def maybe(schema: Schema) -> Schema:
    """The same, or null where it is not known."""
    if "enum" in schema:
        return {"type": ["string", "null"], "enum": [*schema["enum"], None]}
    return {**schema, "type": [schema["type"], "null"]}


def word(words: type[StrEnum]) -> Schema:
    """One of a closed vocabulary."""
    return {"type": "string", "enum": [one.value for one in words]}


def a_list(schema: Schema) -> Schema:
    """A list of these, in a stable order."""
    return {"type": "array", "items": schema}


def an_object(**fields: Schema) -> Schema:
    """An object with exactly these names."""
    return {
        "type": "object",
        "properties": dict(fields),
        "required": list(fields),
        "additionalProperties": False,
    }


def joined(value: Any) -> str:
    """A list in one cell."""
    return "; ".join(str(one) for one in value)


def row_schema(fields: tuple[Field, ...]) -> Schema:
    """The schema of a whole row: every name is always there."""
    return an_object(**{field.name: field.schema for field in fields})


COUNTS = an_object(total=NUMBER, blue=NUMBER, green=NUMBER, amber=NUMBER, red=NUMBER, grey=NUMBER)

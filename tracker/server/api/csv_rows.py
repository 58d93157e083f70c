"""Rows as CSV, harmless in a spreadsheet, written while they are read."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tracker.server.api.fields import Field

KIND = "text/csv; charset=utf-8"
BOM = "\ufeff"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula."""
AT_ONCE = 200


def harmless(value: Any) -> Any:
    """A cell as it is written. Text that a spreadsheet might take for a formula gets an apostrophe in front of it, as
    does text that begins with one; whoever reads it takes off one apostrophe at the beginning of a text. Numbers are
    numbers, null is an empty cell, yes and no are true and false."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = told.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    return f"'{text}" if text.startswith(("'", *DANGEROUS)) or text.lstrip().startswith(DANGEROUS) else text


def columns(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """The fields that have a column."""
    return tuple(field for field in fields if field.flat is not None)


def lines(
    fields: tuple[Field, ...], things: Iterable[Any], row: Callable[[Any], dict[str, Any]], *, bom: bool = False
) -> Iterator[str]:
    """The heading and every row, some hundred at a time."""
    shown = columns(fields)
    out = io.StringIO(BOM if bom else "", newline="")
    out.seek(0, io.SEEK_END)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([field.name for field in shown])
    for number, thing in enumerate(things, 1):
        told = row(thing)
        writer.writerow([harmless(field.flat(told[field.name])) for field in shown if field.flat])
        if number % AT_ONCE == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()

"""What a layout is made of: columns that know their heading, what they show, and how to help who fills them in."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from tracker.rules.records import ActionFile
from tracker.rules.register import Register
from tracker.rules.standing import Standing
from tracker.sheets.plan import EditField, Value

Written: TypeAlias = str | date | None
"""What we write into a cell."""

DAYS = frozenset({"due", "original_due", "last_update", "evidence_about"})
"""The fields whose cells are days."""

NOT_A_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class ReadingColumn:
    """A column that tells: what stands in it is worked out, and what is typed into it is refused."""

    field: str
    heading: str
    width: float
    show: Callable[[Standing, ActionFile], Written]
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenColumn:
    """A column that asks. `show` is the cell as written, `value` what the register holds behind it."""

    field: EditField
    heading: str
    width: float
    show: Callable[[Register, ActionFile], Written]
    value: Callable[[ActionFile], Value]
    help: str
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlankColumn:
    """A column that goes with another one: empty when sent, never compared."""

    field: str
    heading: str
    width: float
    help: str
    other_names: tuple[str, ...] = ()


Column: TypeAlias = ReadingColumn | OpenColumn | BlankColumn


@dataclass(frozen=True, slots=True)
class Layout:
    """One known arrangement of a plan. The first `printed` columns go on paper; `required` fields recognise it."""

    name: str
    version: int
    sheet: str
    columns: tuple[Column, ...]
    printed: int
    required: tuple[str, ...]

    @property
    def open_columns(self) -> tuple[OpenColumn, ...]:
        """The columns that may be filled in and change the register."""
        return tuple(column for column in self.columns if isinstance(column, OpenColumn))

    @property
    def reading_columns(self) -> tuple[ReadingColumn, ...]:
        """The columns that are for reading."""
        return tuple(column for column in self.columns if isinstance(column, ReadingColumn))

    @property
    def headings(self) -> Mapping[str, str]:
        """Field by heading as it is compared: every heading and its other names."""
        return {plain(name): c.field for c in self.columns for name in (*c.other_names, c.heading)}


def plain(heading: str) -> str:
    """A heading as it is compared: words only, in lower case."""
    return NOT_A_WORD.sub(" ", heading).strip().casefold()

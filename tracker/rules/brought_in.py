"""What an import wrote and what came after it: the values that `import_cells` and `taking_back` judge."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from dataclasses import fields as dataclass_fields
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from tracker.rules.dates import in_words

SAID = ("status", "own_rating", "progress")
"""Cells that one update tells together."""
FILED = {
    "action_update": ("updates", "wrote an update"),
    "evidence": ("evidence", "added evidence"),
    "extension": ("extensions", "asked for another date"),
    "verification": ("verifications", "verified it or returned its claim"),
    "check_back": ("check_backs", "made a check-back"),
    "not_doing": ("not_doing", "entered it as not doing"),
}
"""What is filed under an action: the table of a register where it stands, and what whoever put it there did."""
TABLES = {entity: table for entity, (table, _) in FILED.items()} | {
    "action": "actions", "action_part": "action_parts", "ask": "asks", "decision": "decisions",
}  # fmt: skip
"""Where the things that an import may write, and what may rest on them, stand in a register."""

Thing = tuple[str, str]
"""A row: its kind, by its word on the trail, and its id."""


class Wrote(NamedTuple):
    """One field of one row as an import changed it. `redacted` is the redaction that took words out of `before`."""

    entity: str
    id: str
    field: str
    before: Any
    after: Any
    redacted: str | None = None


class Touch(NamedTuple):
    """Somebody's change: who, on which day, as which entry of the trail."""

    by: str
    on: date
    number: int


class InTheWay(NamedTuple):
    """Why a cell stays: what was done later, and who did it when, where the trail tells."""

    what: str
    touch: Touch | None = None

    def in_words(self, name: Callable[[str], str]) -> str:
        """ "Anna Bell wrote an update on 3 May 2026": `name` says what a person is called."""
        if self.touch is None:
            return self.what
        return f"{name(self.touch.by)} {self.what} on {in_words(self.touch.on)}"


@dataclass(frozen=True, slots=True)
class Later:
    """What the trail tells of the time after: who last changed a field of a row, and who put a row in."""

    changed: Mapping[tuple[str, str, str], Touch] = field(default_factory=dict)
    made: Mapping[Thing, Touch] = field(default_factory=dict)


class State(StrEnum):
    """Where a cell is now."""

    HERE = "here"
    BACK = "back"
    IN_THE_WAY = "in_the_way"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that an import filled: what it was about, what stood there before, what the file said, and whether it
    can be taken back. `puts` are fields with the value to put back, `takes` the rows that the import put in for it."""

    id: str
    action_id: str
    field: str
    before: Any
    after: Any
    state: State
    in_the_way: tuple[InTheWay, ...] = ()
    added: bool = False
    puts: tuple[Wrote, ...] = ()
    takes: tuple[Thing, ...] = ()


@dataclass(frozen=True)
class Import:
    """What one import wrote: its name in the words that updates of it quote, the entry of the trail it ended with, and
    the net change of every field."""

    file_name: str
    last: int
    wrote: tuple[Wrote, ...]

    @property
    def rows(self) -> dict[Thing, dict[str, Wrote]]:
        """Everything by row and field."""
        found: dict[Thing, dict[str, Wrote]] = defaultdict(dict)
        for one in self.wrote:
            found[one.entity, one.id][one.field] = one
        return dict(found)

    def is_plain(self, narrative: str) -> bool:
        """Whether the words of an update are the tracker's own, for a row that gave no progress."""
        return narrative.endswith(self._ending)

    def as_written(self, said: Iterable[Any]) -> str:
        """The tracker's own words for what a row said in its status and own rating."""
        words = " and ".join(word.label.lower() for word in said)
        return f"{words.capitalize()}{self._ending}"

    @property
    def _ending(self) -> str:
        return f", as written in the workbook {self.file_name}."


def differing(row: Any, fields: Mapping[str, Wrote]) -> list[str]:
    """The fields of a row that say something else than what an import wrote; of one that it put in, any field."""
    if "id" not in fields:
        return [name for name, one in fields.items() if getattr(row, name) != one.after]
    every = (each.name for each in dataclass_fields(row) if each.name != "version")
    return [name for name in every if getattr(row, name) != (fields[name].after if name in fields else None)]

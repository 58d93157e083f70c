"""What a reader of one kind hands back; `read` adds the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.sheets.grid import Sheet


@dataclass(frozen=True, slots=True)
class Found:
    """The sheets of a file, its own properties, and what there is to say about it."""

    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()

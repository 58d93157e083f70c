"""An action as somebody's plan writes it: the cells of its row, before anything is matched to the register."""

from dataclasses import dataclass, field

from tracker.sheets.grid import Cell


@dataclass(frozen=True, slots=True)
class Asked:
    """The recommendation that a row answers, as written, and the cell that says so."""

    ref: str | None
    text: str
    row: int
    heading: str

    @property
    def written(self) -> str:
        """Ref and text in one line."""
        return ": ".join(each for each in (self.ref, self.text) if each)


@dataclass(slots=True)
class Draft:
    """One action of one owner, as written. `cells` are by field, with those filled down from a merged cell."""

    sheet: str
    row: int
    action: str
    action_heading: str
    asked: Asked | None
    cells: dict[str, Cell]
    rows: dict[str, int]
    """The row that each cell stands in: not the action's own where it is merged over several."""
    owner: str = ""
    owner_heading: str = ""
    agency: str = ""
    """Whose plan it is, as its title, its tab or a band above says: where the row itself names nobody else."""
    mark: str = ""
    """What stands in an agency's own column."""
    colour: str | None = None
    """The colour of the cell that rates it, RRGGBB."""
    percent: int | None = None
    done: bool = False
    """Whether it stands under a heading such as ‘Completed actions’."""
    flags: list[str] = field(default_factory=list)

"""The rows of a table as drafts of actions: bands, cells filled down, lines that go on, several actions in a cell."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tracker.rules.dates import list_in_words
from tracker.rules.errors import shown
from tracker.sheets.grid import Cell, ErrorValue, Formula, Row
from tracker.sheets.meaning.several import actions_in, align
from tracker.sheets.other.above import TITLE, Above, is_under
from tracker.sheets.other.bands import NOTED, Band, band
from tracker.sheets.other.colour import by_colour
from tracker.sheets.other.columns import Reading, value_of, words_of
from tracker.sheets.other.contents import VERB
from tracker.sheets.other.draft import Asked, Draft
from tracker.sheets.other.places import AgencyNamed
from tracker.sheets.other.tables import Table
from tracker.sheets.other.ticked import Ticked
from tracker.sheets.plan import Problem

WIDE_BAND = 0.6
LEAST_BAND = 3
NOTE_CELLS = 2
TOLD = ("progress", "evidence", "intended_outcome", "measure", "lead", "completed", "status")
SPLIT = ("owner", "due", "lead", "status", "progress", "evidence", "intended_outcome", "rating", "completed", "measure")
"""Cells that may hold one line for each of several actions."""


class Rows:
    """A table being read from top to bottom."""

    def __init__(self, table: Table, mapping: Reading, is_agency: AgencyNamed, signs: frozenset[str]) -> None:
        self.table, self.mapping, self.is_agency = table, mapping, is_agency
        self.ticked = Ticked(table, mapping, signs)
        self.heading = {column.place: column.heading for column in table.columns}
        self.drafts: list[Draft] = []
        self.problems: list[Problem] = []
        self.notices: list[str] = []
        self.above = Above(table, mapping, is_agency)
        self._unanswered: Asked | None = None
        self.instead: dict[int, str] = {}
        """Rows whose date stands in another column than most, with its heading."""
        self.earlier: dict[int, list[str]] = {}
        """Rows that tell of their progress more than once, with the headings of what is not taken."""
        self._colours = by_colour(table, mapping)
        self._left = self.above.left
        self._fields = {place: field for field, place in reversed(list(mapping.places.items()))}

    def read(self) -> None:
        """Every row into drafts, problems and notices."""
        rows = self.table.rows
        for place, (number, row) in enumerate(rows):
            if place + 1 < len(rows) and (said := self._asks(row, rows[place + 1][1])):
                self.above.heed(said, number)
            else:
                self._row(number, row)

    def _asks(self, row: Row, below: Row) -> Band | None:
        """A recommendation in the column of actions: alone in its row, and the row below goes on from its number."""
        action, ref = (self.mapping.places.get(field) for field in ("action", "ref"))
        own = {place for place, cell in row.items() if words_of(cell)}
        if action is None or ref is None or own != {action, ref} or "recommendation" in self.mapping.places:
            return None
        number, next_number = words_of(row.get(ref)).strip(" ."), words_of(below.get(ref)).strip()
        if not is_under(number, next_number) or len([c for c in below.values() if words_of(c)]) <= len(own):
            return None
        return Band("recommendation", words_of(row[action]), number)

    # ---- one row

    def _row(self, number: int, row: Row) -> None:
        own = {place: cell for place, cell in row.items() if words_of(cell)}
        self._broken(number, row)
        if not own:
            return
        if self._is_band(number, own):
            text = words_of(next(iter(own.values())))
            self.above.heed(band(text), number)
            return
        if self._is_note(own):
            return
        cells, rows, down = self._filled_down(number, own)
        asked = self.above.asked(number, cells, rows)
        action = words_of(cells.get("action"))
        if (
            "action" not in self.mapping.places
            and asked
            and ("recommendation" in cells and "recommendation" not in down)
        ):
            action = asked.text or asked.written
        if not action:
            self._without_action(number, cells, down, asked)
            return
        if "action" in down and not (self._other_owner(cells, down) or self.ticked.owners(number, row)):
            self._goes_on(number, cells, down)
            return
        self._unanswered = None
        self._drafted(number, row, action, asked, cells, rows)

    def _filled_down(self, number: int, own: Row) -> tuple[dict[str, Cell], dict[str, int], set[str]]:
        cells: dict[str, Cell] = {}
        rows: dict[str, int] = {}
        down: set[str] = set()
        for field, place in self.mapping.places.items():
            if place in own:
                cells[field], rows[field] = own[place], number
            elif over := self.table.merged.above(number, place):
                rows[field], cells[field] = over
                down.add(field)
        if "due" not in cells and (other := [p for p in self.mapping.instead if p in own]):
            cells["due"], rows["due"] = own[other[0]], number
            self.instead[number] = self.heading[other[0]]
        if self.mapping.share is not None and self.mapping.share in own:
            cells["share"] = own[self.mapping.share]
        if said := [p for p in self.mapping.series if p in own]:
            cells["progress"], rows["progress"] = own[said[-1]], number
            down.discard("progress")
            self.earlier[number] = [self.heading[p] for p in said[:-1]]
        told = [words_of(cells.get("progress"))]
        told += [f"{self.heading[place]}: {words_of(own[place])}" for place in self.mapping.more if place in own]
        if len(told) > 1:
            cells["progress"] = "\n".join(filter(None, told))
            rows.setdefault("progress", number)
            down.discard("progress")
        return cells, rows, down

    def _is_band(self, number: int, own: Row) -> bool:
        texts = {words_of(cell) for cell in own.values()}
        if len(texts) > 1:
            return False
        place, cell = next(iter(own.items()))
        text = words_of(cell)
        columns = len(self.table.columns)
        if len(own) >= LEAST_BAND or self.table.merged.width(number, place) >= max(LEAST_BAND, columns * WIDE_BAND):
            return True
        action = self.mapping.places.get("action")
        if action is not None and action not in own and self.table.merged.above(number, action):
            return False
        said = band(text)
        if said.sure and said.kind not in ("recommendation",):
            return columns > NOTE_CELLS
        if place == action:
            heads = place == self._left and len(text) <= TITLE and not text.rstrip().endswith((".", ";"))
            if heads and not VERB.match(text) and columns > LEAST_BAND and not self._plain_list():
                self.notices.append(
                    f"Row {number}, ‘{shown(text)}’, was read as a heading over the rows below it, not as an action."
                )
                return True
            return said.sure
        field = self._fields.get(place)
        if field in ("recommendation", "ref"):
            return said.sure and field != "recommendation"
        return place == self._left or (field is None and len(text) > NOTE_CELLS and place <= self._left + 1)

    def _plain_list(self) -> bool:
        """Whether most rows of the table hold one cell only: then such a row is nothing special."""
        few = sum(1 for _, row in self.table.rows if len(row) <= 1)
        return few > len(self.table.rows) / 2

    def _is_note(self, own: Row) -> bool:
        """A total, a footer, a signature: few cells, of which the first says so."""
        if not own:
            return True
        first = words_of(own[min(own)])
        action = self.mapping.places.get("action")
        return len(own) <= NOTE_CELLS and min(own) != action and bool(NOTED.match(first))

    def _broken(self, number: int, row: Row) -> None:
        for place, cell in row.items():
            field = self._fields.get(place)
            if field is None and place not in self.mapping.owners:
                continue
            if isinstance(cell, ErrorValue) or (isinstance(cell, Formula) and isinstance(cell.stored, ErrorValue)):
                why = "is an error of the spreadsheet: put in what was meant"
            elif isinstance(cell, Formula) and cell.stored is None:
                why = "is a formula, and the file does not say what it came to: put in its value"
            else:
                continue
            self.problems.append(Problem(self.table.sheet.name, number, self.heading.get(place), str(cell), why))

    # ---- rows that are not an action by themselves

    def _without_action(self, number: int, cells: Mapping[str, Cell], down: set[str], asked: Asked | None) -> None:
        own = set(cells) - down - {"share"}
        if own <= {"ref", "part", "theme", "review"}:
            return
        if "recommendation" in own or "ref" in own:
            if own & {"due", "progress", "status"} and "action" in self.mapping.places and asked:
                why = "says what was recommended and how it goes, but no action: say what will be done"
                heading = self.heading.get(self.mapping.places["action"])
                self.problems.append(Problem(self.table.sheet.name, number, heading, "", why))
            elif asked:
                self._unanswered = asked
            return
        if self.drafts and self._unanswered is None:
            self._goes_on(number, cells, down)

    def _goes_on(self, number: int, cells: Mapping[str, Cell], down: set[str]) -> None:
        """A line that adds to the action above it."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.sheet != self.table.sheet.name:
            return
        for field in cells.keys() - down:
            text = words_of(cells[field])
            had = words_of(last.cells.get(field))
            if not had:
                last.cells[field] = cells[field]
                last.rows[field] = number
            elif text and text not in had and field in TOLD:
                last.cells[field] = f"{had}\n{text}"
            elif text and text != had and field != "action":
                last.flags.append(f"Row {number} goes on with this action and says ‘{shown(text)}’ too.")

    def _other_owner(self, cells: Mapping[str, Cell], down: set[str]) -> bool:
        return "owner" in cells and "owner" not in down

    # ---- rows that are

    def _drafted(
        self,
        number: int,
        row: Row,
        action: str,
        asked: Asked | None,
        cells: dict[str, Cell],
        rows: dict[str, int],
    ) -> None:
        places = self.mapping.places
        flags = [
            f"‘{self.heading.get(places[f], f)}’ is what a formula came to when the file was saved:"
            f" nobody confirmed it."
            for f, cell in cells.items()
            if isinstance(cell, Formula) and value_of(cell) is not None
        ]
        if self.above.agency and "owner" not in cells and not self.mapping.owners:
            flags.append(f"Its owner is taken from above it: ‘{shown(self.above.agency)}’.")
        if number in self.instead:
            flags.append(f"Its date stands under ‘{shown(self.instead[number])}’.")
        if earlier := self.earlier.get(number):
            flags.append(f"Only its latest update is taken: there is more under {_listed(earlier)}.")
        fills = self.table.sheet.fills
        colour = next(
            (
                fills[at]
                for f in ("rating", "status")
                if f in places and (at := (rows.get(f, number), places[f])) in fills
            ),
            self._colours.get(number),
        )
        state, doubt = self.ticked.state(number, row)
        flags += [doubt] if doubt else []
        drafts = [
            Draft(
                self.table.sheet.name, number, text, self.heading.get(places.get("action", -1), ""), asked,
                {**cells, **parts}, rows, words_of(parts.get("owner", cells.get("owner"))) or self.above.agency,
                self.heading.get(places.get("owner", -1), ""), self.above.agency, state, colour,
                self.ticked.percent(number, row), self.above.done, list(flags),
            )
            for text, parts in self._several(action, cells)
        ]  # fmt: skip
        if not (marks := self.ticked.owners(number, row)):
            self.drafts += drafts
            return
        for draft in drafts:
            for place, mark in marks:
                self.drafts.append(
                    replace(
                        draft,
                        owner=self.mapping.owners[place],
                        owner_heading=self.heading[place],
                        mark="" if mark.lower() in self.ticked.ticks else mark,
                        colour=fills.get((number, place), draft.colour),
                        flags=list(draft.flags),
                        cells=dict(draft.cells),
                    )
                )

    def _several(self, action: str, cells: Mapping[str, Cell]) -> Iterator[tuple[str, dict[str, Cell]]]:
        """The actions of one cell, each with its own line of the other cells where they have one for each."""
        actions = actions_in(action)
        if len(actions) <= 1:
            yield (actions[0] if actions else action), {}
            return
        fields = [field for field in SPLIT if isinstance(value_of(cells.get(field)), str)]
        lines = align(actions, [words_of(cells[field]) for field in fields])
        for text, line in zip(actions, lines, strict=True):
            yield text, {f: said for f, said in zip(fields, line, strict=True) if said != words_of(cells[f])}


def _listed(headings: list[str]) -> str:
    return list_in_words([f"‘{shown(heading)}’" for heading in headings])

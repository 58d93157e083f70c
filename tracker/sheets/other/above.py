"""What the rows of a table are about by what stands above them: titles, bands, the tab's name, the row before."""

from collections.abc import Mapping
from dataclasses import replace

from tracker.sheets.grid import Cell
from tracker.sheets.other.bands import Band, band, ref_and_text
from tracker.sheets.other.columns import Reading, words_of
from tracker.sheets.other.draft import Asked
from tracker.sheets.other.places import AgencyNamed
from tracker.sheets.other.tables import Table

TITLE = 110


class Above:
    """The recommendation, the agency and the state that hold until a band says otherwise."""

    def __init__(self, table: Table, mapping: Reading, is_agency: AgencyNamed) -> None:
        self.mapping, self.is_agency = mapping, is_agency
        self.heading = {column.place: column.heading for column in table.columns}
        self.left = min((c.place for c in table.columns), default=0)
        self.agency = ""
        self.done = False
        self._asked: Asked | None = None
        self._band: Asked | None = None
        for number, text in table.above:
            self.heed(band(text), number, title=True)
        named = band(table.sheet.name)
        if self._band is None and named.kind in ("recommendation", "objective") and named.sure:
            text = named.text if named.text != table.sheet.name else ""
            self._band = Asked(named.ref, text, 0, table.sheet.name)
        if not self.agency and "owner" not in mapping.places and is_agency(table.sheet.name):
            self.agency = table.sheet.name

    def heed(self, said: Band, number: int, *, title: bool = False) -> None:
        """A band changes what the rows below it are about; of a title only what it says plainly."""
        asked = "recommendation" in self.mapping.places
        match said.kind:
            case "completed":
                self.done = True
            case "open":
                self.done = False
            case "agency":
                self.agency = said.text
            case "note":
                pass
            case "recommendation":
                self._set(said, number)
            case _ if len(said.text) < TITLE and not (title and self._has_owners()) and self._whose(said):
                self.agency = said.text
            case "objective" | "text" if not title and not asked:
                self._set(said, number)

    def _has_owners(self) -> bool:
        """Whether the table has a column of owners that is not one of persons standing in for them."""
        return self.mapping.places.get("owner") not in (None, self.mapping.places.get("lead"))

    def _whose(self, said: Band) -> bool:
        return self.is_agency(said.text)

    def _set(self, said: Band, number: int) -> None:
        self._asked, self._band = None, Asked(said.ref, said.text, number, self.heading.get(self.left, ""))

    def asked(self, number: int, cells: Mapping[str, Cell], rows: Mapping[str, int]) -> Asked | None:
        """What a row answers: by its own cells, else as the row above, else as the band above."""
        text, ref = words_of(cells.get("recommendation")), words_of(cells.get("ref"))
        above = self._asked or self._band
        if not text and not ref:
            return above
        found, rest = ref_and_text(text) if text else (None, "")
        said = ref_and_text(f"{ref}:")[0] if ref else None
        if not text and above and (not above.ref or is_under(above.ref, said or ref)):
            rest = above.text  # 3a under 3 is of the same recommendation
        field = "recommendation" if text else "ref"
        heading = self.heading.get(self.mapping.places.get(field, -1), "")
        self._asked = Asked(said or ref or found, rest or text, rows.get(field, number), heading)
        if found and said and found != said:
            self._asked = replace(self._asked, text=text)
        return self._asked


def is_under(above: str, ref: str) -> bool:
    """Whether a number goes on from another: 3a, 3.1 and 3(i) from 3, but not 31."""
    return bool(above) and ref != above and ref.startswith(above) and not ref[len(above) :][:1].isdigit()

"""What the XML of an Excel sheet says of its looks."""

import re
from collections.abc import Mapping

from tracker.sheets.grid import column_index
from tracker.sheets.reading.looks import Looks
from tracker.sheets.reading.room import DamagedError, Room
from tracker.sheets.reading.xml_stream import whole

TRUE = frozenset({"1", "true", "on"})
RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?")


class OpenXmlLooks(Looks):
    """Fills by the number of a cell's style, and the elements that say what is merged or hidden."""

    def __init__(self, room: Room, colours: Mapping[str, str]) -> None:
        super().__init__(room)
        self._colours = colours

    def cell(self, row: int, column: int, style: str) -> None:
        """A cell of this style stands here, whether it holds anything or not."""
        colour = self._colours.get(style)
        if colour:
            self.fill(row, column, colour)

    def other(self, tag: str, attributes: Mapping[str, str], row: int) -> None:
        """Any other element of the sheet: a row, columns, a merged range."""
        if tag == "row":
            if attributes.get("hidden") in TRUE:
                self.hide_rows(row, row)
        elif tag == "col":
            if attributes.get("hidden") in TRUE:  # columns alike stand together, as min to max
                first = whole(attributes.get("min"), 1)
                self.hide_columns(first - 1, whole(attributes.get("max"), first) - 1)
        elif tag == "mergeCell":
            found = RANGE.fullmatch(attributes.get("ref", ""))
            if found is None:
                raise DamagedError("mergeCell")
            if found[3]:
                rows = sorted((int(found[2]), int(found[4])))
                columns = sorted((column_index(found[1]), column_index(found[3])))
                self.merge(rows[0], columns[0], rows[1], columns[1])

"""What the styles of an OpenDocument spreadsheet say: the colour of a cell, whether a sheet is shown."""

from collections.abc import Mapping

from tracker.sheets.reading.colours import written
from tracker.sheets.reading.room import TooMuchError
from tracker.sheets.reading.xml_stream import MADE_TO_HARM

MOST_STYLES = 100_000
LONGEST_LINE = 20
"""How many styles may stand behind one another."""


class DocumentStyles:
    """The styles of a spreadsheet, gathered from its parts as they stream by: feed it `start` and ask it later."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}
        self._colours: dict[str, str] = {}
        self._unseen: set[str] = set()
        self._name = ""
        self._family = ""
        self._known: dict[str, str] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element of the styles begins."""
        if tag == "style":
            self._family = attributes.get("style:family", "")
            self._name = attributes.get("style:name", "")
            if self._family == "table-cell":
                self._parents[self._name] = attributes.get("style:parent-style-name", "")
                if len(self._parents) > MOST_STYLES:
                    raise TooMuchError(MADE_TO_HARM)
        elif tag == "table-cell-properties" and self._family == "table-cell":
            if background := attributes.get("fo:background-color"):
                self._colours[self._name] = "" if background == "transparent" else written(background)
        elif tag == "table-properties" and self._family == "table" and attributes.get("table:display") == "false":
            self._unseen.add(self._name)
            if len(self._unseen) > MOST_STYLES:
                raise TooMuchError(MADE_TO_HARM)

    def colour(self, name: str) -> str:
        """The colour of a cell style, its own or the one it takes after; nothing where it has none."""
        if name not in self._known:
            at = name
            for _ in range(LONGEST_LINE):
                if at in self._colours or not at:
                    break
                at = self._parents.get(at, "")
            self._known[name] = self._colours.get(at, "")
        return self._known[name]

    def hides(self, name: str) -> bool:
        """Whether a sheet of this style is hidden."""
        return name in self._unseen

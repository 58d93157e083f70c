"""The text of one cell of an OpenDocument spreadsheet: its paragraphs, not the notes and pictures on it."""

from collections.abc import Mapping

from tracker.sheets.reading.xml_stream import whole

PARAGRAPHS = frozenset({"p", "h"})
ASIDE = frozenset({"annotation", "frame", "custom-shape", "ruby-text", "shapes", "table", "note", "control", "g"})
MOST_SPACES = 1_000


class CellText:
    """Gathers the text of a cell while its elements stream by."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.depth = 0
        self._paragraphs = 0
        self._in_paragraph = 0
        self._aside = 0

    def clear(self) -> None:
        """A new cell begins."""
        self.pieces.clear()
        self.depth = self._paragraphs = self._in_paragraph = self._aside = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element inside the cell begins."""
        self.depth += 1
        if self._aside or name in ASIDE:
            self._aside += 1
        elif name in PARAGRAPHS:
            if self._paragraphs and not self._in_paragraph:
                self.pieces.append("\n")
            self._paragraphs += 1
            self._in_paragraph += 1
        elif name == "s":
            self.pieces.append(" " * min(whole(attributes.get("text:c"), 1), MOST_SPACES))
        elif name == "tab":
            self.pieces.append("\t")
        elif name == "line-break":
            self.pieces.append("\n")

    def end(self, name: str) -> None:
        """An element inside the cell ends."""
        self.depth -= 1
        if self._aside:
            self._aside -= 1
        elif name in PARAGRAPHS:
            self._in_paragraph -= 1

    def add(self, text: str) -> None:
        """Text comes by; only that of a paragraph is the cell's."""
        if self._in_paragraph and not self._aside:
            self.pieces.append(text)

    @property
    def shown(self) -> str:
        """The text as the cell shows it."""
        return "".join(self.pieces)

"""One paragraph of a Word document, gathered while its elements stream by."""

from collections.abc import Mapping

from tracker.sheets.reading.word_numbers import BULLET, WordNumbers
from tracker.sheets.reading.word_styles import WordStyles

MARKS = {"F0FC": "✓", "F0FB": "✗", "F0FE": "☒", "F0A8": "☐", "F06F": "☐", "F0B7": BULLET}
"""Signs of the fonts Wingdings and Symbol that people tick with."""


class Paragraph:
    """The text of a paragraph, its style and its number. One object for the whole document, begun anew each time."""

    def __init__(self, styles: WordStyles, numbers: WordNumbers) -> None:
        self.pieces: list[str] = []
        self.reading = False
        self.runs_on = False
        self.heads = False
        self._styles = styles
        self._numbers = numbers
        self._style = ""
        self._number: str | None = None
        self._level: int | None = None

    def begin(self, *, nested: bool) -> None:
        """A paragraph begins; one inside another (in a text box), or after one whose end was deleted, carries it on."""
        self.reading = False
        if nested:
            self.pieces.append("\n")
        elif not self.runs_on:
            self.pieces.clear()
            self._style, self._number, self._level = "", None, None
        self.runs_on = self.runs_on and nested

    def start(self, name: str, parent: str, attributes: Mapping[str, str]) -> None:
        """An element of its properties or of a run of its text begins."""
        if parent == "r":
            if name == "t":
                self.reading = True
            elif name == "tab":
                self.pieces.append("\t")
            elif name in {"br", "cr"}:
                self.pieces.append("\n")
            elif name == "noBreakHyphen":
                self.pieces.append("-")
            elif name == "sym":
                self.pieces.append(MARKS.get(attributes.get("w:char", "").upper(), ""))
        elif name == "pStyle":
            self._style = attributes.get("w:val", "")
        elif name == "numId":
            self._number = attributes.get("w:val", "")
        elif name == "ilvl" and (level := attributes.get("w:val", "")).isdigit():
            self._level = min(8, int(level[:2]))
        elif name == "outlineLvl" and attributes.get("w:val", "9") < "9":
            self._style = self._style or "outlined"

    def close(self) -> str:
        """The text, with the number that Word shows before it."""
        self.runs_on = False
        text = "".join(self.pieces)
        self.pieces.clear()
        self.heads = self._styles.is_heading(self._style)
        number, level = self._styles.number(self._style)
        if self._number is not None:
            number = self._number
        shown = self._numbers.next(number, level if self._level is None else self._level)
        if not text.strip() and shown.startswith(BULLET):
            return ""
        return shown + text

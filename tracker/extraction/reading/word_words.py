"""The words of a Word paragraph: what tracked changes took out is out, what they put in is in; hidden text, codes of
fields and comments are out; what floats beside it and its notes are handed over on their own."""

from dataclasses import dataclass, field
from typing import Any

from tracker.extraction.reading.word_styles import Styles, W, said, value

GONE = frozenset(f"{W}{one}" for one in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "delInstrText", "rt",
                                         "object", "tblPr", "sectPr"))  # fmt: skip
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE, CHOICE, FALLBACK = f"{MC}AlternateContent", f"{MC}Choice", f"{MC}Fallback"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
BREAKS, SIGNS = {f"{W}br", f"{W}cr"}, {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-"}


@dataclass(slots=True)
class Fields:
    """Which fields of Word are open, from one paragraph to the next: the code of each, and whether its result began."""

    open: list[list[str]] = field(default_factory=list)

    @property
    def in_code(self) -> bool:
        """Whether what comes is the code of a field."""
        return any(one[1] == "" for one in self.open)

    @property
    def in_contents(self) -> bool:
        """Whether what comes is a list of contents that Word made."""
        return any(one[0].strip().upper().startswith(("TOC", "TOA", "INDEX")) for one in self.open)

    def step(self, kind: str | None) -> None:
        """A field begins, goes from its code to its result, or ends."""
        if kind == "begin" and len(self.open) < 50:
            self.open.append(["", ""])
        elif kind == "separate" and self.open:
            self.open[-1][1] = "result"
        elif kind == "end" and self.open:
            self.open.pop()


@dataclass(slots=True)
class Words:
    """A paragraph's text in runs, each with whether it is bold; a line break is "\\n"."""

    runs: list[tuple[str, bool]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    contents: bool = False

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(text for text, _ in self.runs)

    def lines(self) -> list[tuple[str, bool]]:
        """The lines between line breaks, each with whether all of its words are bold."""
        lines: list[list[tuple[str, bool]]] = [[]]
        for text, bold in self.runs:
            for at, piece in enumerate(text.split("\n")):
                if at:
                    lines.append([])
                lines[-1].append((piece, bold))
        return [("".join(piece for piece, _ in line),
                 any(piece.strip() for piece, _ in line) and all(bold for piece, bold in line if piece.strip()))
                for line in lines]  # fmt: skip


class Reader:
    """Reads paragraphs one after another: a field may begin in one and end in another."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields = Fields()

    def words(self, paragraph: Any, style: str | None) -> Words:
        """The words of a paragraph."""
        found = Words(contents=self._fields.in_contents)
        own = self._styles.of(style)
        self._walk(paragraph, found, bool(own.bold), bool(own.hidden))
        found.contents = found.contents or self._fields.in_contents
        return found

    def _walk(self, element: Any, found: Words, bold: bool, hidden: bool) -> None:
        for one in element:
            tag = one.tag
            if tag in GONE:
                if tag == f"{W}instrText" and self._fields.open and not self._fields.open[-1][1]:
                    self._fields.open[-1][0] += (one.text or "")[:200]
            elif tag == f"{W}r":
                self._run(one, found, bold, hidden)
            elif tag in (f"{W}drawing", f"{W}pict", ALTERNATE):
                found.boxes += boxes(one)
            elif tag == f"{W}sdt":
                if one.find(f"{W}sdtPr/{W}showingPlcHdr") is None and (inner := one.find(f"{W}sdtContent")) is not None:
                    self._walk(inner, found, bold, hidden)
            elif tag == MATHS:
                found.runs.append((one.text or "", bold))
            elif not tag.endswith(("}commentRangeStart", "}bookmarkStart", "}proofErr")):
                self._walk(one, found, bold, hidden)

    def _run(self, run: Any, found: Words, bold: bool, hidden: bool) -> None:
        own = run.find(f"{W}rPr")
        style = self._styles.of(key) if (key := value(own, "rStyle")) is not None else None
        for name in ("b", "vanish"):
            told = said(own, name)
            if told is None and style is not None:
                told = style.bold if name == "b" else style.hidden
            if told is not None:
                bold, hidden = (told, hidden) if name == "b" else (bold, told)
        for one in run:
            tag = one.tag
            if tag == f"{W}fldChar":
                self._fields.step(one.get(f"{W}fldCharType"))
            elif tag in (f"{W}drawing", f"{W}pict", ALTERNATE):
                found.boxes += boxes(one)
            elif tag in GONE:
                self._walk([one], found, bold, hidden)
            elif hidden or self._fields.in_code:
                continue
            elif tag == f"{W}t":
                found.runs.append(((one.text or "").replace("\n", " "), bold))
            elif tag in SIGNS:
                found.runs.append((SIGNS[tag], bold))
            elif tag in BREAKS:
                found.runs.append(("\n", bold))
            elif tag == f"{W}sym":
                found.runs.append((_symbol(one.get(f"{W}char")), bold))
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                found.notes.append((tag[len(W) :].removesuffix("Reference"), one.get(f"{W}id") or ""))
            elif tag == f"{W}ruby":
                self._walk(one, found, bold, hidden)


def boxes(element: Any) -> list[Any]:
    """The contents of text boxes in a drawing: of two ways of drawing one, the first that has any."""
    if element.tag == ALTERNATE:
        for way in (CHOICE, FALLBACK):
            found = [box for one in element.findall(way) for box in boxes(one)]
            if found:
                return found
        return []
    found = []
    for one in element:
        if one.tag == f"{W}txbxContent":
            found.append(one)
        elif isinstance(one.tag, str):
            found += boxes(one)
    return found


def _symbol(code: str | None) -> str:
    try:
        sign = chr(int(code or "", 16))
    except (ValueError, OverflowError):
        return ""
    return sign if sign.isprintable() or "\ue000" <= sign <= "\uf8ff" else ""

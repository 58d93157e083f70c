"""From the elements of a web page to drafts of blocks, in the order of the page."""

import re
from dataclasses import dataclass, field
from typing import Any

from tracker.extraction.errors import NotReadError
from tracker.extraction.reading.draft import MOST_BLOCKS, Draft
from tracker.extraction.reading.markers import led
from tracker.extraction.reading.tidying import tidy
from tracker.extraction.reading.web_page import is_dropped
from tracker.extraction.reading.web_tables import table_of
from tracker.extraction.reading.word_numbering import shown_as
from tracker.rules.words import BlockKind

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(["p", "div", "section", "article", "main", "body", "html", "blockquote", "pre", "figure", "details",
                    "figcaption", "summary", "address", "fieldset", "legend", "header", "footer", "center", "dl", "dt",
                    "dd", "caption", "title"])  # fmt: skip
STRONG = frozenset(["b", "strong"])
SPACE = re.compile(r"[ \t\n\r\f]+")
LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]{0,80}?\b(none|decimal|lower-alpha|lower-latin|upper-alpha|"
                        r"upper-latin|lower-roman|upper-roman|disc|circle|square)\b", re.IGNORECASE)  # fmt: skip
KINDS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
         "decimal": "decimal", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
         "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "none": "none",
         "disc": "bullet", "circle": "bullet", "square": "bullet"}  # fmt: skip
REFERRED = re.compile(r"#(?:_?fn|_ftn|_edn|footnote|note|cite_note)[\w:.-]*$", re.IGNORECASE)
BACK = re.compile(r"#(?:_?fnref|_ftnref|_ednref|footnote-?ref|cite_ref|ref-?fn)", re.IGNORECASE)
NOTES = re.compile(
    r"\b(?:footnotes?|endnotes?)\b|mso-element:\s?(?:foot|end)note|doc-endnotes|MsoFootnoteText", re.IGNORECASE
)
WORD_LIST = re.compile(r"mso-list:[^;]{0,40}\blevel(\d)")
DEEPEST = 200


@dataclass(slots=True)
class Here:
    """What surrounds an element."""

    bold: bool = False
    level: int = -1
    """How deep in lists, from 0."""
    note: bool = False
    contents: bool = False
    heading: int = 0
    deep: int = 0


@dataclass(slots=True)
class Pending:
    """Words that wait for the end of their paragraph, and the marker of the item that they begin."""

    runs: list[tuple[str, bool]] = field(default_factory=list)
    marker: str = ""


class Walk:
    """Reads one page, or one cell of a table in it."""

    def __init__(self, root: Any, tables: list[int] | None = None) -> None:
        self._root = root
        self._out = list[Draft]()
        self._wait = Pending()
        self._tables = tables if tables is not None else [0]

    def drafts(self, element: Any) -> list[Draft]:
        """The pieces that an element holds."""
        here = Here()
        self._inside(element, here)
        self._flush(here)
        return self._out

    def _inside(self, element: Any, here: Here) -> None:
        self._add(element.text, here)
        for one in element:
            if not isinstance(one.tag, str) or not is_dropped(one):
                self._element(one, here)
            self._add(one.tail, here)

    def _element(self, one: Any, here: Here) -> None:
        tag = one.tag
        if not isinstance(tag, str) or _is_reference(one):
            return
        if here.deep >= DEEPEST:
            self._add(one.text_content(), here)
            return
        styled = f"{one.get('class') or ''} {one.get('style') or ''} {one.get('role') or ''}"[:1000]
        inner = Here(here.bold, here.level, here.note or bool(NOTES.search(styled)),
                     here.contents or "MsoToc" in styled, here.heading, here.deep + 1)  # fmt: skip
        if tag == "br":
            self._wait.runs.append(("\n", here.bold))
        elif tag in HEADINGS or "MsoTitle" in styled:
            inner.heading = HEADINGS.get(tag, 1)
            self._block(one, inner, here)
        elif tag in ("ul", "ol", "menu", "dir"):
            self._flush(here)
            self._list(one, inner)
        elif tag == "table":
            self._flush(here)
            self._table(one, inner)
        elif tag == "li":
            self._block(one, inner, here)
        elif tag in BLOCKS:
            if (found := WORD_LIST.search(styled)) is not None:
                inner.level = int(found.group(1)) - 1
            inner.bold = inner.bold or tag in ("dt", "summary", "legend")
            self._block(one, inner, here)
        else:
            inner.bold = inner.bold or tag in STRONG or "font-weight:bold" in styled.replace(" ", "")
            self._inside(one, inner)

    def _block(self, one: Any, inner: Here, here: Here) -> None:
        self._flush(here)
        self._inside(one, inner)
        self._flush(inner)

    def _add(self, text: str | None, here: Here) -> None:
        if text:
            self._wait.runs.append((SPACE.sub(" ", text), here.bold))

    def _list(self, one: Any, here: Here) -> None:
        items = [item for item in one if item.tag == "li"]
        here.level += 1
        here.contents = here.contents or _is_contents(items)
        style = LIST_STYLE.search((one.get("style") or "")[:500])
        named = style.group(1).lower() if style else one.get("type") or ("1" if one.tag == "ol" else "disc")
        kind = KINDS.get(named, KINDS.get(named.lower(), "decimal" if one.tag == "ol" else "bullet"))
        if "legislative-list" in (one.get("class") or ""):
            kind = "none"
        step = -1 if one.get("reversed") is not None else 1
        count = _whole(one.get("start"), len(items) if step < 0 else 1)
        for child in one:
            if not isinstance(child.tag, str) or is_dropped(child):
                continue
            if child.tag != "li":
                self._element(child, here)  # a list straight in a list
                continue
            count = _whole(child.get("value"), count)
            self._flush(here)
            self._wait.marker = "" if kind == "none" else "•" if kind == "bullet" else f"{shown_as(count, kind)}."
            self._inside(child, here)
            self._flush(here)
            self._wait.marker = ""
            count += step

    def _table(self, one: Any, here: Here) -> None:
        def cell_drafts(cell: Any) -> list[Draft]:
            return Walk(self._root, self._tables).drafts(cell)

        self._out += table_of(one, self._tables, cell_drafts)
        if len(self._out) > MOST_BLOCKS:
            raise NotReadError("too_long")

    def _flush(self, here: Here) -> None:
        """Ends the paragraph that waits."""
        runs, self._wait.runs = self._wait.runs, []
        for text, bold in _paragraphs(runs):
            self._paragraph(text, here, bold=bold)

    def _paragraph(self, text: str, here: Here, *, bold: bool) -> None:
        raw = text.replace("\xa0", " ")
        shown, marker, self._wait.marker = tidy(raw), self._wait.marker, ""
        if not shown:
            self._wait.marker = marker
            return
        one = Draft(shown, bold=bold, contents=here.contents, gap=True)
        lead = led(raw)
        typed = lead is not None and lead.family not in ("note",) and not lead.family.startswith("•")
        if lead is not None and (not marker or (typed and (lead.family in ("label", "dotted") or marker == "•"))):
            one.text, one.marker, one.family = lead.rest, lead.marker, lead.family
        elif marker:
            one.marker, one.family = marker, "•" if marker == "•" else "1."
        if here.note:
            one.kind, one.settled = BlockKind.NOTE, True
            one.marker = one.marker if one.marker != "•" else ""
        elif here.heading and len(shown.split()) <= 40:
            one.kind, one.level, one.settled = BlockKind.HEADING, here.heading, one.family != "label"
        elif here.level >= 0 and one.marker and one.family not in ("label", "dotted"):
            one.kind, one.level, one.settled = BlockKind.ITEM, here.level, True
        self._out.append(one)
        if len(self._out) > MOST_BLOCKS:
            raise NotReadError("too_long")


def _paragraphs(runs: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Runs as paragraphs: two line breaks part them, and one before the item of a list or after a bold first line."""
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, bold in runs:
        if text == "\n":
            lines.append([])
        else:
            lines[-1].append((text, bold))
    found: list[tuple[str, bool]] = []
    parted = True
    for line in lines:
        text = "".join(piece for piece, _ in line)
        bold = bool(text.strip()) and all(is_bold for piece, is_bold in line if piece.strip())
        if not text.strip():
            parted = True
            continue
        lead = led(text.replace("\xa0", " ")) if found else None
        if (
            parted
            or (lead is not None and lead.rest and lead.family not in ("note", "bare"))
            or (found[-1][1] and not bold)
        ):
            found.append((text, bold))
        else:
            found[-1] = (f"{found[-1][0]} {text}", found[-1][1] and bold)
        parted = False
    return found


def _is_reference(element: Any) -> bool:
    """Whether an element only points at a footnote, or back from one."""
    role = element.get("role") or ""
    if role in ("doc-noteref", "doc-backlink"):
        return True
    if element.tag == "sup":
        links = element.findall(".//a")
        return bool(links) and all(REFERRED.search(link.get("href") or "") for link in links)
    if element.tag != "a":
        return False
    href = (element.get("href") or "")[-300:]
    said = element.text_content().strip()
    short = len(said) <= 16 and (
        not any(sign.isalpha() for sign in said) or said.lower().startswith(("[footnote", "back"))
    )
    return short and bool(BACK.search(href) or REFERRED.search(href))


def _is_contents(items: list[Any]) -> bool:
    """Whether a list is one of links to places on the same page."""
    if len(items) < 3:
        return False
    for item in items[:20]:
        links = item.findall(".//a")
        if not links or not all((link.get("href") or "").startswith("#") for link in links):
            return False
        if len(tidy(item.text_content())) > sum(len(tidy(link.text_content())) for link in links) + 12:
            return False
    return True


def _whole(text: str | None, otherwise: int) -> int:
    text = (text or "").strip()
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 9 else otherwise

"""A Word document (.docx) as blocks: as Word shows it with all tracked changes accepted. It has no pages."""

from typing import Any

from tracker.extraction.errors import NotReadError
from tracker.extraction.reading.contents import letters, mark_contents
from tracker.extraction.reading.draft import Draft, source_of
from tracker.extraction.reading.headings import settle_headings
from tracker.extraction.reading.package import Package, tree
from tracker.extraction.reading.tidying import tidy
from tracker.extraction.reading.word_body import Body
from tracker.extraction.reading.word_numbering import Numbering
from tracker.extraction.reading.word_styles import Styles, W
from tracker.extraction.reading.word_words import Reader
from tracker.extraction.source import Source
from tracker.rules.words import BlockKind

STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
KNOWN = W[1:-1].encode()
MAIN = "word/document.xml"
JUNK = ("microsoft word", "untitled", "document")
"""Titles that programs write."""
RELATION = "/officeDocument"


def read(content: bytes, ending: str) -> Source:
    """A document as blocks. Raises NotReadError."""
    package = Package(content)
    name = _main(package)
    folder = name.rpartition("/")[0]
    root = _tree(package, name)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise NotReadError("kind" if root is None and "[content_types].xml" not in package else "damaged")
    styles = Styles(_tree(package, f"{folder}/styles.xml"))
    numbering = Numbering(_tree(package, f"{folder}/numbering.xml"), styles)
    notes = _notes(package, folder, styles)
    reading = Body(styles, numbering, notes)
    drafts = list(reading.drafts(body))
    drafts += reading.end_notes
    _number_notes(drafts)
    titled = sum(1 for one in drafts if one.kind == BlockKind.HEADING) >= 3
    for one in drafts:
        one.gap = not titled
    titles = {letters(one.text.rstrip("0123456789")) for one in drafts if one.contents}
    if not titles:  # a list of contents that somebody typed
        titles = mark_contents(drafts, [f"{one.marker} {one.text}".strip() for one in drafts])
    settle_headings(drafts, {title for title in titles if len(title) > 3})
    for one in drafts:
        if one.kind == BlockKind.TEXT and one.marker and one.family not in ("label", "dotted") and not one.contents:
            one.kind = BlockKind.ITEM
    return source_of(drafts, title=(reading.title or _title(package))[:300])


def _tree(package: Package, name: str) -> Any:
    """A part of the document; the strict kind of file differs in its namespace alone."""
    content = package.part(name)
    return None if content is None else tree(content.replace(STRICT, KNOWN) if STRICT in content[:5000] else content)


def _main(package: Package) -> str:
    """Where the text is."""
    if MAIN in package:
        return MAIN
    relations = package.tree("_rels/.rels")
    for one in relations if relations is not None else ():
        target = (one.get("Target") or "").lstrip("/")
        if (one.get("Type") or "").endswith(RELATION) and target.lower().startswith("word/") and target in package:
            return str(target)
    if any(name in package for name in ("xl/workbook.xml", "ppt/presentation.xml", "mimetype")) or relations is None:
        raise NotReadError("kind")
    raise NotReadError("damaged")


def _notes(package: Package, folder: str, styles: Styles) -> dict[tuple[str, str], str]:
    """The words of footnotes and endnotes by their kind and key."""
    found = {}
    for kind in ("footnote", "endnote"):
        root = _tree(package, f"{folder}/{kind}s.xml")
        for note in root.findall(f"{W}{kind}") if root is not None else ():
            if note.get(f"{W}type") in (None, "normal"):
                reader = Reader(styles)
                said = " ".join(reader.words(one, None).text for one in note.iter(f"{W}p"))
                found[kind, note.get(f"{W}id") or ""] = tidy(said)
    return found


def _number_notes(drafts: list[Draft]) -> None:
    """Notes are numbered in the order in which the text refers to them."""
    for count, one in enumerate((one for one in drafts if one.kind == BlockKind.NOTE), start=1):
        one.marker = str(count)


def _title(package: Package) -> str:
    """The title in the document's properties, unless a program wrote it there."""
    try:
        root = package.tree("docProps/core.xml")
    except NotReadError:
        return ""
    for one in root if root is not None else ():
        if one.tag == "{http://purl.org/dc/elements/1.1/}title":
            said = tidy(one.text or "")
            low = said.lower()
            return "" if low.startswith(JUNK) or low.endswith((".doc", ".docx")) else said
    return ""

"""Prints the headings, paragraphs and tables of a Word document (.docx) or an OpenDocument text (.odt), in their order.
Run as a script by way of `tracker/apart.py`, never imported; it knows nothing of the tracker.

Only the one part that holds the text is unpacked. Pictures, macros, links and what is embedded are left where they are.
What a tracked change took out is left out, what it put in is there.
"""

import io
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE = f"{{{OPEN}office:1.0}}", f"{{{OPEN}text:1.0}}", f"{{{OPEN}table:1.0}}"
BIGGEST_PART = 40_000_000
MOST_BLOCKS, MOST_TEXT, MOST_ROWS, MOST_COLUMNS, MOST_CELL = 400, 120_000, 60, 12, 2_000
GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{TEXT}note", f"{OFFICE}annotation"})


ALL = 100
"""So many times as much is given to whoever asks for all of it (the second argument is "all"), to search it."""


def say(head: dict[str, Any]) -> None:
    """The whole answer."""
    sys.stdout.buffer.write(json.dumps(head | {"size": 0}).encode() + b"\n")
    sys.stdout.buffer.flush()


def part(package: zipfile.ZipFile, kind: str) -> bytes | None:
    """The part that holds the text; None where it is larger than an honest one."""
    name = "content.xml" if kind == "odt" else "word/document.xml"
    if kind == "docx" and name not in package.namelist():
        name = next(n for n in package.namelist() if n.lower().startswith("word/document") and n.endswith(".xml"))
    with package.open(name) as stream:
        content = stream.read(BIGGEST_PART + 1)
    return content if len(content) <= BIGGEST_PART else None


def words_of(element: Any) -> str:
    """The text of a paragraph."""
    pieces: list[str] = []

    def walk(one: Any) -> None:
        if one.tag in GONE:
            return
        if one.tag == f"{W}t" or str(one.tag).startswith(TEXT):
            pieces.append(one.text or "")
        if one.tag in (f"{W}tab", f"{TEXT}tab"):
            pieces.append("\t")
        elif one.tag in (f"{W}br", f"{W}cr", f"{TEXT}line-break"):
            pieces.append("\n")
        elif one.tag == f"{TEXT}s":
            pieces.append(" " * min(int(one.get(f"{TEXT}c", "1")), 20))
        for inner in one:
            walk(inner)
            if str(one.tag).startswith(TEXT) and inner.tail:
                pieces.append(inner.tail)

    walk(element)
    return "".join(pieces).strip()


def table_of(element: Any, row_tag: str, cell_tags: tuple[str, ...], paragraph_tags: tuple[str, ...]) -> dict[str, Any]:
    """A table, cell by cell; of a wide or long one, its beginning."""
    rows: list[list[str]] = []
    for row in element.iter(row_tag):
        cells = [one for one in row if one.tag in cell_tags][:MOST_COLUMNS]
        said = ["\n".join(words_of(p) for tag in paragraph_tags for p in cell.iter(tag))[:MOST_CELL] for cell in cells]
        if any(said):
            rows.append(said)
        if len(rows) >= MOST_ROWS:
            break
    return {"kind": "table", "rows": rows}


def of_word(body: Any) -> Iterator[dict[str, Any]]:
    """The blocks of a Word document."""
    for one in body:
        if one.tag == f"{W}p":
            style = one.find(f"{W}pPr/{W}pStyle")
            named = (style.get(f"{W}val") or "") if style is not None else ""
            heading = named.lower().startswith(("heading", "title"))
            listed = one.find(f"{W}pPr/{W}numPr") is not None and not heading
            text = words_of(one)
            yield {"kind": "heading" if heading else "text", "text": f"• {text}" if listed and text else text}
        elif one.tag == f"{W}tbl":
            yield table_of(one, f"{W}tr", (f"{W}tc",), (f"{W}p",))
        elif one.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from of_word(one)


def of_open(body: Any) -> Iterator[dict[str, Any]]:
    """The blocks of an OpenDocument text."""
    for one in body:
        if one.tag == f"{TEXT}h":
            yield {"kind": "heading", "text": words_of(one)}
        elif one.tag == f"{TEXT}p":
            yield {"kind": "text", "text": words_of(one)}
        elif one.tag == f"{TABLE}table":
            yield table_of(one, f"{TABLE}table-row", (f"{TABLE}table-cell",), (f"{TEXT}h", f"{TEXT}p"))
        elif one.tag in (f"{TEXT}list", f"{TEXT}list-item", f"{TEXT}section", f"{TEXT}list-header"):
            for block in of_open(one):
                listed = one.tag == f"{TEXT}list-item" and block["kind"] == "text"
                yield block | ({"text": f"• {block['text']}"} if listed and not block["text"].startswith("•") else {})


def main() -> None:
    """Reads standard input, prints the text."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    kind, times = sys.argv[1], ALL if sys.argv[2:3] == ["all"] else 1
    try:
        with zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())) as package:
            content = part(package, kind)
        if content is None:
            raise MemoryError
        root = fromstring(content)
    except RuntimeError:  # zipfile's own, for a part that is locked
        say({"refused": "password"})
        return
    except (DefusedXmlException, ParseError, zipfile.BadZipFile, zlib.error, KeyError, StopIteration, ValueError,
            OSError, EOFError, NotImplementedError):  # fmt: skip
        say({"refused": "damaged"})
        return
    body = root.find(f"{W}body") if kind == "docx" else root.find(f"{OFFICE}body/{OFFICE}text")
    blocks: list[dict[str, Any]] = []
    size, more = 0, False
    for block in of_word(body) if kind == "docx" else of_open(body) if body is not None else ():
        weight = len(block.get("text", "")) + sum(len(cell) for row in block.get("rows", ()) for cell in row)
        if not weight:
            continue
        if len(blocks) >= MOST_BLOCKS * times or size + weight > MOST_TEXT * times:
            more = True
            break
        size += weight
        blocks.append(block)
    say({"blocks": blocks, "more": more} if blocks else {"refused": "empty"})


if __name__ == "__main__":
    main()

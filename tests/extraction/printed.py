"""A report for tests, one block a line: what it is, what numbers it, a bar, its words.

`#` a heading (as many as its level), `p` a paragraph, `b` a bold one, `*` an item (as many as its depth), `n` a
footnote, `c` a line of the contents, `r` a row of a table; `~` begins a new page.
"""

from tracker.extraction.source import Source
from tracker.rules.candidates import Block
from tracker.rules.words import BlockKind

KINDS = {"p": BlockKind.TEXT, "b": BlockKind.TEXT, "n": BlockKind.NOTE, "c": BlockKind.TEXT, "r": BlockKind.ROW}


def printed(text: str) -> Source:
    """The report that lines describe."""
    blocks, contents, page = list[Block](), set[int](), 1
    for line in filter(None, map(str.strip, text.splitlines())):
        if line == "~":
            page += 1
            continue
        head, _, words = line.partition("|")
        sign, _, marker = head.strip().partition(" ")
        kind = BlockKind.HEADING if sign[0] == "#" else BlockKind.ITEM if sign[0] == "*" else KINDS[sign]
        level = len(sign) if sign[0] == "#" else len(sign) - 1 if sign[0] == "*" else 0
        cells = tuple(words.strip().split(" / ")) if kind == BlockKind.ROW else ()
        if sign == "c":
            contents.add(len(blocks))
        blocks.append(
            Block(
                len(blocks), kind, words.strip(), marker.strip(), level, page, page, bold=sign == "b", cells=cells,
                table=1 if cells else None,
            )
        )  # fmt: skip
    return Source(tuple(blocks), pages=page, contents=frozenset(contents))

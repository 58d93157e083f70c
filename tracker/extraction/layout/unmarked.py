"""Items of a list whose bullets are drawn, not written: their indentation tells."""

from collections.abc import Container, Sequence

from tracker.extraction.layout.titles import Title

SET_IN = 0.7
"""How far an item is set in, by the size of its letters."""
SAME = 3.0
QUOTES = ("“", "‘", '"', "'")


def unmarked(titles: Sequence[Title], contents: Container[int]) -> set[int]:
    """The places of paragraphs that are items without a bullet: set in below a line that ends with a colon, in its
    letters, or below another such item."""
    found = set[int]()
    before = -1
    for at, title in enumerate(titles):
        one = title.one
        if one.note:
            continue
        if before >= 0 and _may_be(title, at, contents):
            last = titles[before]
            left, size = one.lines[0].left, one.lines[0].size
            alike = last.one.row is None and abs(last.one.lines[0].size - size) < 0.05 * size
            if not alike:
                pass
            elif before in found:
                if abs(left - last.one.lines[0].left) < SAME:
                    found.add(at)
            elif last.text.endswith(":") and not last.level and left - _inner(last) > SET_IN * size:
                found.add(at)
        before = at
    return found


def _may_be(title: Title, at: int, contents: Container[int]) -> bool:
    one = title.one
    return (
        one.lead is None and one.row is None and not title.level and at not in contents
        and not title.text.startswith(QUOTES)
    )  # fmt: skip


def _inner(title: Title) -> float:
    """Where the words of a paragraph begin, behind what leads it."""
    inner = title.one.inner()
    left = title.one.lines[0].left
    return left if inner is None or (title.one.lead is None and inner < left) else max(left, inner)

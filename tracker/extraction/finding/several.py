"""Several recommendations in one cell: numbered through the table, or each after a bullet."""

import re

from tracker.extraction.finding.rows import led

LABEL = re.compile(
    r"(?:(?<=[.;:!?)] )|^)(?:Recommendation\s+\d{1,3}\b|R\s?\d{1,3}(?:\.\d+)?(?=[:.)\s])|\d{1,3}[.)](?=\s))", re.I
)
POINT = re.compile(r"(?:^|(?<=\s))[•●▪\uf0b7](?=\s)")
FEW = 3

Cut = tuple[str | None, int, int]


def several(text: str, heading: str, *, counted: bool) -> list[Cut]:
    """Each one's reference, and from where to where its words stand; empty where the cell holds one. `counted` says
    that numbers in these cells count through the whole table: else those of one cell number its parts."""
    labels = [one.start() for one in LABEL.finditer(text)]
    if len(labels) > 1 and labels[0] == 0:
        refs = [led(text[at:]) for at in labels]
        ways = {way for _, _, way in refs}
        if (ways & {"named", "letter"} and len(ways) == 1) or (counted and ways == {"number"}):
            return _cut(text, labels)
    points = [one.start() for one in POINT.finditer(text)]
    if len(points) > 1 and not text[: points[0]].strip() and re.search(r"recommendations\b", heading, re.IGNORECASE):
        return _cut(text, points)
    return []


def _cut(text: str, starts: list[int]) -> list[Cut]:
    cuts = list[Cut]()
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        ref, skip, _ = led(text[start:end])
        if not ref:
            skip = 2
        end -= len(text[start:end]) - len(text[start:end].rstrip())
        if len(text[start + skip : end].split()) >= FEW:
            cuts.append((ref or None, start + skip, end))
    return cuts

"""A seven-minute briefing: seven short sections, a minute each, on one page or two, to be talked through in a team."""

from collections.abc import Iterator, Sequence

from tracker.rules.paper import Block, Heading

MINUTES = (
    "Background",
    "Why it matters",
    "What happened, as the review says it",
    "Key learning",
    "What was done, and what shows it",
    "What is still open",
    "What to ask in your team",
)
RECOMMENDATIONS, DONE, OPEN, LEARNED, BACK, MEASURES = 13, 3, 3, 4, 2, 2
"""How many of each are told in a minute."""


def seven(sections: Sequence[Sequence[Block]]) -> Iterator[Block]:
    """The seven sections under their numbered headings, in their order."""
    for number, (title, blocks) in enumerate(zip(MINUTES, sections, strict=True), 1):
        yield Heading(f"{number}. {title}")
        yield from blocks

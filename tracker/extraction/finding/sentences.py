"""Where the sentences of a paragraph begin and end."""

import re

ENDS = re.compile(
    r"""(?P<stop>[.!?”"’'\)\]](?:(?<=[.!?])|(?<=[.!?].)[”"’'\)\]]*))"""  # a stop, and what it closes
    r"""(?:\d{1,3}(?=\s)|[⁰¹²³⁴-⁹]+)?"""  # the mark of a footnote
    r"""\s+(?=[“"‘'\(\[]*[A-Z0-9•–])""",
)
SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|No|Nos|Ref|para|paras|p|pp|s|ss|sch|vs|cf|ch|art|fig|al|approx|ed|eds|vol|inc|Ltd)"
    r"|\b(?:e\.g|i\.e|a\.m|p\.m)|\b[A-Z]|(?:^|\s)\d{1,3})\.$",
)
"""A full stop that ends no sentence: a title, a Latin abbreviation, an initial, a number that leads an item."""
REACH = 12


def sentences(text: str) -> list[tuple[int, int]]:
    """The offsets of each sentence, without the blanks around it; a text without a stop is one."""
    found, start = list[tuple[int, int]](), 0
    for stop in ENDS.finditer(text):
        end = stop.end("stop")
        if SHORT.search(text[max(start, end - REACH) : end]):
            continue
        if whole := text[start : stop.end()].rstrip():
            found.append((start, start + len(whole)))
        start = stop.end()
    if rest := text[start:].rstrip():
        found.append((start, start + len(rest)))
    return found

"""What the numbers say is missing: a recommendation between two others, or fewer than the report says it makes."""

import re

from tracker.extraction.finding.found import Found
from tracker.extraction.source import Source

NUMBER = re.compile(r"(?P<before>R|(?:\d+\.)*)(?P<last>\d+)")
COUNTED = re.compile(
    r"(?i)(?:there are|(?:this|the|our) (?:review|report|panel|inquiry|assessment|author) (?:makes|contains|sets out)|"
    r"we make|the following|total of)\s+(?:a total of\s+|the following\s+)?"
    r"(?P<count>\d{1,3}|[a-z]+(?:-[a-z]+)?)\s+(?:\w+\s+)?recommendations\b"
)
WORDS = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
MOST_MISSING = 5


def gaps(source: Source, found: list[Found]) -> tuple[str, ...]:
    """A sentence for each number that is missing, and for a count in the report's own words that is not met."""
    said = list[str]()
    before: re.Match[str] | None = None
    for one in found:
        here = NUMBER.fullmatch(one.ref or "")
        if here and before and here["before"] == before["before"]:
            low, high = int(before["last"]), int(here["last"])
            if 1 < high - low <= MOST_MISSING + 1:
                for value in range(low + 1, high):
                    name = f"{here['before']}{value}"
                    said.append(
                        f"Recommendation {name} was not found, although {before[0]} and {here[0]} were: look for it."
                    )
        before = here or before
    count = _announced(source)
    if count and found and count > len(found):
        said.append(f"The report says that it makes {count} recommendations; {len(found)} were found.")
    return tuple(said)


def _announced(source: Source) -> int | None:
    for block in source.blocks:
        if "ecommendations" in block.text and (found := COUNTED.search(block.text[:5000])):
            words = found["count"].lower()
            if words.isdecimal():
                return int(words)
            if words in WORDS:
                return WORDS.index(words) + 2
    return None

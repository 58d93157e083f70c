"""A short title for a recommendation that has none: what is to be done, without who should do it."""

import re

from tracker.rules.dates import first_words

LIMIT = 80
WORDS = (
    "should", "must", "needs? to", "(?:is|are) (?:asked|required) to", "will", "recommends? that", "recommended that",
)  # fmt: skip
ASKS = re.compile(
    rf"^.{{0,160}}?\b(?:{'|'.join(WORDS)})\b"
    r"(?:\s+(?:also|now|therefore|then|ensure that|be asked to|be required to))*[\s:]+",
    re.IGNORECASE | re.DOTALL,
)


def short_title(text: str, limit: int = LIMIT) -> str:
    """The first words of what is asked for, begun with a capital: "The Board should audit supervision." gives "Audit
    supervision". The first words of all where nothing is asked for."""
    line = re.sub(r"^(?:That)?[:\s•–*·-]+", "", " ".join(text.split()))
    found = ASKS.match(line)
    rest = re.sub(r"^(?:[•–*·-]|\(?[a-z0-9]{1,3}[.)])\s+", "", line[found.end() :]) if found else line
    if len(rest) < 12 or re.match(r"(?:be|not|have been)\b", rest):
        rest = line
    end = re.search(r"(?<=[\w)])[.:;](?:\s|$)", rest[:limit])
    words = first_words(rest[: end.start()] if end and end.start() > 14 else rest, limit).strip(" .,;:")
    return words[:1].upper() + words[1:]

"""Which paragraphs are the recommendations, in a chapter whose numbered paragraphs argue and recommend by turns."""

import re
from collections.abc import Callable

from tracker.extraction.finding.formulas import Way, formulas
from tracker.extraction.finding.replies import is_reply
from tracker.extraction.finding.wording import VERBS, asks_plainly, introduces
from tracker.rules.candidates import Block

LEAST = 2
MOST_BOLD = 0.75
OPENS = re.compile(
    rf"(?:The\s|Each\s|All\s)?[A-Z](?:(?!\bit\b|\bthat\b|\bwhich\b)[^.;:]){{1,120}}?\s(?:should|must)\s*(?::|(?:\w+ly\s|also\s)?(?:{VERBS})\b|,)"
)
"""Such as "The Partnership should write", "The Board should, with local faith leaders:"."""
SPOKEN = frozenset({Way.IMPERSONAL, Way.WE, Way.OWN})


def set_apart(members: list[Block], *, argued: bool) -> Callable[[Block], bool] | None:
    """What tells the recommendations among numbered paragraphs: they alone are printed bold, or they alone say that
    they recommend, or, among what mostly argues, that somebody should do something. None where nothing does."""
    bold = [b for b in members if b.bold and len(b.text.split()) > LEAST]
    asking = [b for b in bold if asks_plainly(b.text) and not introduces(b.text)]
    if LEAST <= len(bold) < len(members) - 1 and len(asking) >= MOST_BOLD * len(bold):
        return lambda block: block in asking
    said = [b for b in members if recommends_at(b.text) is not None]
    if LEAST <= len(said) < len(members) and len(said) * 3 >= len(members) and _alone(members, said):
        return lambda block: block in said
    opening = [b for b in members if OPENS.match(b.text) and not introduces(b.text) and not is_reply(b.text)]
    if argued and len(opening) >= LEAST:
        return lambda block: block in opening
    return None


def _alone(members: list[Block], said: list[Block]) -> bool:
    """Whether what does not say that it recommends asks for nothing in plain words either, at its beginning."""
    return not any(OPENS.match(b.text) and not introduces(b.text) for b in members if b not in said)


def recommends_at(text: str) -> int | None:
    """Where a paragraph says that it recommends: "It is recommended that the Board reviews …"."""
    return next((one.start for one in formulas(text[:3000]) if one.way in SPOKEN and not one.many), None)

"""The register as it begins, out of data/: two boards, two reviews, their agencies and groups. Made once, no store."""

from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

from tracker.commands.first_data import _records
from tracker.rules.records import (
    Agency,
    Ask,
    Board,
    CrossReference,
    Group,
    LearningPoint,
    Membership,
    Part,
    Promise,
    Recommendation,
    Review,
    Theme,
    ThemeLink,
)
from tracker.rules.register import Register

DATA = Path(__file__).parents[2] / "data"
TABLES = {
    Agency: "agencies",
    Ask: "asks",
    Board: "boards",
    CrossReference: "cross_references",
    Group: "groups",
    LearningPoint: "learning_points",
    Membership: "memberships",
    Part: "parts",
    Promise: "promises",
    Recommendation: "recommendations",
    Review: "reviews",
    Theme: "themes",
    ThemeLink: "theme_links",
}


@cache
def first_register() -> Register:
    found = defaultdict(dict)
    for record in _records(DATA, date(2026, 11, 20)):
        found[TABLES[type(record)]][record.id] = record
    return Register(**found)

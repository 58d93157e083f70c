"""The register as it begins, out of data/: two boards, two reviews, their agencies and groups. Made once, no store."""

from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

from tracker.commands.first_data import _records
from tracker.rules.register import Register
from tracker.store.tables import ENTITIES

DATA = Path(__file__).parents[2] / "data"
TABLES = {entity.record: entity.table for entity in ENTITIES}


@cache
def first_register() -> Register:
    found = defaultdict(dict)
    for record in _records(DATA, date(2026, 11, 20)):
        found[TABLES[type(record)]][record.id] = record
    return Register(**found)

"""Uploads: workbooks and reports that wait for a decision. No part of the register, so they leave no trail."""

import re
from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._values import day_of
from tracker.rules.errors import FileRefusedError
from tracker.rules.files import clean_name
from tracker.rules.words import Door
from tracker.store import desk


def keep(
    engine: Engine,
    *,
    file_hash: str,
    name: str,
    size: int,
    purpose: str = desk.WORKBOOK,
    by: str,
    at: datetime,
    door: Door,
) -> None:
    """Keep on the desk that a file came in; the vault holds it under its hash already."""
    day_of(at)
    if not re.fullmatch(r"[0-9a-f]{64}", file_hash):
        raise FileRefusedError(name, "the tracker does not hold it: send it again")
    desk.keep_upload(engine, file_hash, clean_name(name), by, size, at, purpose)


def drop(engine: Engine, *, file_hash: str, purpose: str = desk.WORKBOOK, by: str, at: datetime, door: Door) -> None:
    """Take a file off the desk: it was applied or taken in, or put aside."""
    desk.drop_upload(engine, file_hash, by, purpose)

"""Secret addresses that open nothing: counted by where they were asked for, so that guessing is slow."""

from datetime import datetime

from sqlalchemy import Engine

from tracker import journal
from tracker.access.network import network_of
from tracker.rules.words import Door
from tracker.store import attempts


def wrong(engine: Engine, *, address: str | None, by: str, at: datetime, door: Door) -> None:
    """Count that somebody at this `address` asked for a secret address that opens nothing. What they asked for is kept
    nowhere, in no log either."""
    network = network_of(address)
    journal.say("wrong_secret", journal.WARNING, network=journal.part_of(address))
    attempts.wrong_secret(engine, network, at)

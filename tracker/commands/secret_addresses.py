"""Secret addresses that open nothing: counted by where they were asked for, so that guessing is slow."""

import logging
from datetime import datetime

from sqlalchemy import Engine

from tracker.access.network import network_of
from tracker.rules.words import Door
from tracker.store import attempts

log = logging.getLogger("tracker.rights")


def wrong(engine: Engine, *, address: str | None, by: str, at: datetime, door: Door) -> None:
    """Count that somebody at this `address` asked for a secret address that opens nothing. What they asked for is kept
    nowhere, in no log either."""
    network = network_of(address)
    log.info("a secret address that opens nothing was asked for from %s", network)
    attempts.wrong_secret(engine, network, at)

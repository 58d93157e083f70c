"""Build the illustrative register in an empty store: every command in its turn, under a simulated clock."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from tracker.clock import local_day
from tracker.demo import script
from tracker.demo.days import FIRST_DAY, timed
from tracker.demo.play import Player
from tracker.demo.stamp import stamp
from tracker.queries.register import last_change
from tracker.rules.errors import NotADemoStoreError
from tracker.store.upgrade import upgrade
from tracker.store.vault import Vault

HOME = "demo"
MONTHS = 18


def build(engine: Engine, vault: Vault, folder: Path, *, today: date, say: Callable[[str], None]) -> None:
    """Make the illustrative register of a day in an empty store below a folder called demo.

    `folder` holds the first data. NotADemoStoreError for any other store, and for one that holds anything already.
    """
    path = Path(engine.url.database or "")
    if engine.dialect.name != "sqlite" or all(place.name != HOME for place in path.parents):
        raise NotADemoStoreError(engine.url.render_as_string(hide_password=True))
    upgrade(engine)
    if last_change(engine):
        raise NotADemoStoreError(str(path))
    player = Player(engine, vault, today)
    last = datetime.min
    for at, first in timed(script.beginning(player, folder), today):
        first.do(at)
    said = 0
    for at, happening in timed(script.rest(player), today):
        month = 1 + (happening.day - FIRST_DAY) * MONTHS // -FIRST_DAY
        if month > said:
            said = month
            say(f"Month {month} of {MONTHS}: {len(player.action_ids)} actions")
        happening.do(at)
        last = at
    stamp(engine, today, folder, at=last + timedelta(minutes=1))
    assert local_day(last) < today, "the illustrative register reaches into the day it is built on"

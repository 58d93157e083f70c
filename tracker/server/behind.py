"""What the server works out by itself while nobody waits: a thread that looks now and then whether there is something.

A job is one function of the engine, the settings and `go_on`, which says whether the server still runs; it does what is
to be done and returns soon where nothing is. A new job is one line in `JOBS`.
"""

import threading
from collections.abc import Callable

from sqlalchemy import Engine

from tracker import clock, journal
from tracker.commands import file_texts, likeness
from tracker.queries import redactions
from tracker.queries.register import last_change
from tracker.queries.standing import COMPARED_WITH, standing
from tracker.rules.errors import TrackerError
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door
from tracker.settings import Settings
from tracker.store.database import SYSTEM
from tracker.store.engine import engine_for
from tracker.store.vault import vault_at

FIRST, EVERY = 3.0, 5.0
"""Seconds until the first look, and between looks."""
Job = Callable[[Engine, Settings, Callable[[], bool]], None]


def place_texts(engine: Engine, _settings: Settings, go_on: Callable[[], bool]) -> None:
    """Where recommendations lie that have come in or changed, so that what asks for the same is found."""
    likeness.place_texts(engine, go_on=go_on, by=SYSTEM, at=clock.now(), door=Door.BROWSER)


def read_files(engine: Engine, settings: Settings, go_on: Callable[[], bool]) -> None:
    """What evidence files say that have come in, so that it can be searched."""
    vault = vault_at(settings)
    file_texts.read_files(engine, vault=vault, go_on=go_on, by=SYSTEM, at=clock.now(), door=Door.BROWSER)


def look_first(engine: Engine, _settings: Settings, go_on: Callable[[], bool]) -> None:
    """The register, read and rated, as it stands and as the overview compares it: so that after a start, or after a
    change by another process, nobody who opens a page waits for that."""
    for day in (clock.today(), clock.today() - COMPARED_WITH):
        if go_on():
            standing(engine, day, sight=WHOLE)


JOBS: tuple[Job, ...] = (look_first, read_files, place_texts)


def start(settings: Settings) -> Callable[[], None]:
    """Begin to look, in a thread of its own; what is returned ends it."""
    ended = threading.Event()
    thread = threading.Thread(target=_look, args=(settings, ended), name="behind", daemon=True)
    thread.start()
    return ended.set


def _look(settings: Settings, ended: threading.Event) -> None:
    engine = engine_for(settings.database_url)
    done: tuple[int, int] | None = None
    wait = FIRST
    while not ended.wait(wait):
        wait = EVERY
        try:
            state = (last_change(engine), redactions.count(engine))
            if state != done:
                for job in JOBS:
                    job(engine, settings, lambda: not ended.is_set())
                done = state
        except (TrackerError, OSError) as error:  # the store is busy, or no process can begin: the next look finds it
            journal.say("put_off", journal.INFO, of=error)
    engine.dispose()

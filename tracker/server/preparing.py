"""Before anything is shown: the store made or upgraded, the first data in it, the demonstration built for today."""

from collections.abc import Callable, Sequence

import sqlalchemy as sa

from tracker import clock
from tracker.access.directory import check_agencies, directory_of
from tracker.commands import first_data
from tracker.queries.register import current
from tracker.rules.dates import list_in_words
from tracker.rules.errors import DemoStoreError, TrackerError
from tracker.rules.illustrative import SETTING
from tracker.rules.records import Setting
from tracker.rules.sight import WHOLE
from tracker.rules.words import Door
from tracker.settings import Settings
from tracker.store.convert import read_all
from tracker.store.database import SYSTEM
from tracker.store.engine import opened_engine, place_of, reading
from tracker.store.sweeping import sweep
from tracker.store.upgrade import copy_before, newest, revision_of, upgrade
from tracker.store.vault import vault_at
from tracker.street import street


class SettingRefusedError(TrackerError):
    """The environment says something that cannot be meant. Nothing is made or served until it is put right."""

    def __init__(self, complaints: Sequence[str]) -> None:
        super().__init__(" ".join(complaints))


def prepare(settings: Settings, say: Callable[[str], None] = lambda _: None) -> None:
    """Make sure that the register of these settings is there, of this version and with its first data. Safe to repeat.

    Raises a sentence where the place cannot be written, or holds a newer register or one of the other kind, and where a
    setting cannot be meant.
    """
    if settings.complaints:
        raise SettingRefusedError(settings.complaints)
    council = directory_of(settings)
    vault = vault_at(settings)
    if settings.demo:
        from tracker import demo

        demo.prepare(settings, street() / "data", today=clock.today(), say=say)
        return
    with opened_engine(settings.database_url) as engine:
        before = revision_of(engine) if _is_there(settings) else None
        if upgrade(engine):
            say(_upgraded(settings, before) if before else "The store is made.")
        if _is_illustrative(engine):
            raise DemoStoreError(place_of(engine))
        load_first_data(engine, say)
        sweep(engine, vault)  # a redaction that was cut short is finished
        if council:
            check_agencies(council, current(engine, sight=WHOLE).agencies)


def _is_there(settings: Settings) -> bool:
    try:
        return settings.database_path is None or settings.database_path.is_file()
    except OSError:  # a path that no system takes: opening it says so in a sentence
        return False


def _upgraded(settings: Settings, before: str) -> str:
    """What was done to an older store, and where it is as it was."""
    done = f"The store is upgraded from {before} to {newest()}."
    if settings.database_path is None:
        return f"{done} As it was it is only in a backup that was taken before."
    copy = copy_before(settings.database_path, before)
    return f"{done} As it was it lies in {copy.name} beside it: remove that once all is well."


def load_first_data(engine: sa.Engine, say: Callable[[str], None]) -> None:
    """Put in what of data/ is not there yet: agencies, themes and both reviews, as published."""
    if first_data.load(engine, street() / "data", by=SYSTEM, at=clock.now(), door=Door.COMMAND_LINE).added:
        register = current(engine, sight=WHOLE)
        reviews = list_in_words([review.subject for review in register.reviews.values()])
        say(f"In the register: {reviews}, {len(register.recommendations)} recommendations, as published.")


def _is_illustrative(engine: sa.Engine) -> bool:
    with reading(engine) as connection:
        return any(setting.id == SETTING for setting in read_all(connection, Setting))

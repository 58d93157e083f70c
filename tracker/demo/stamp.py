"""On which day an illustrative register was built, and by which version of the plan."""

import hashlib
from datetime import date, datetime
from functools import cache
from pathlib import Path

from sqlalchemy import Engine

from tracker.rules.records import Setting
from tracker.rules.words import Door
from tracker.store.convert import read_all
from tracker.store.database import SYSTEM, changing
from tracker.store.engine import reading
from tracker.store.upgrade import newest

BUILT_ON = "illustrative_built_on"
HERE = Path(__file__).parent


def stamp(engine: Engine, today: date, folder: Path, *, at: datetime) -> None:
    """Write the day and the version of the plan: the last thing that is done to a register that is whole."""
    with changing(engine, by=SYSTEM, verb="mark_illustrative", at=at, door=Door.COMMAND_LINE) as work:
        work.allow("set_thresholds")
        work.add(Setting(BUILT_ON, f"{today.isoformat()} {version(folder)}"))


def built_on(engine: Engine) -> date | None:
    """The day on which the store's illustrative register was built; None if it holds none, or none that is whole."""
    found = _value(engine)
    return date.fromisoformat(found.partition(" ")[0]) if found else None


def built_by_this_plan(engine: Engine, folder: Path) -> bool:
    """Whether the plan, the first data and the shape of the store are those of this version of the tracker."""
    found = _value(engine)
    return found is not None and found.partition(" ")[2] == version(folder)


@cache
def version(folder: Path) -> str:
    """A short name of everything that the illustrative register is made of."""
    sources = [path for path in HERE.rglob("*.py")] + list(folder.rglob("*.json"))
    digest = hashlib.sha256(newest().encode())
    for path in sorted(sources, key=lambda p: (p.name, str(p))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _value(engine: Engine) -> str | None:
    with reading(engine) as connection:
        return next((s.value for s in read_all(connection, Setting) if s.id == BUILT_ON), None)

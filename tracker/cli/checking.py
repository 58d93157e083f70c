"""`tracker check`: every setting, where it came from, and everything that is wrong with it, all at once."""

import os

from tracker.cli.frame import RefusedError, tell, tell_json
from tracker.cli.options import Demo, Json
from tracker.cli.places import settings_for
from tracker.rules.errors import TrackerError
from tracker.settings import Settings
from tracker.settings.telling import tell_settings


def check(demo: Demo = False, json: Json = False) -> None:
    """Say every setting, where it came from, and all that is wrong with them or with the places they name."""
    settings = settings_for(demo)
    complaints, remarks = [*settings.complaints], [*settings.remarks]
    _look_at_places(settings, complaints, remarks)
    every = tell_settings(settings, os.environ)
    if json:
        rows = [{"variable": t.variable, "value": t.value, "given": t.given} for t in every]
        tell_json({"ok": not complaints, "settings": rows, "complaints": complaints, "remarks": remarks})
    else:
        width = max(len(t.variable) for t in every)
        for t in every:
            tell(f"{t.variable:<{width}}  {'set  ' if t.given else 'usual'}  {t.value}")
        for remark in remarks:
            tell(f"Note: {remark}")
        if not complaints:
            tell("Nothing is wrong with these settings.")
    if complaints:
        raise RefusedError("\n".join(complaints))


def _above_the_wall(settings: Settings) -> str | None:
    """Why PostgreSQL's row-level security does not bind the tracker; None where it does, or there is none."""
    from sqlalchemy.exc import DBAPIError

    from tracker.store import second_wall
    from tracker.store.readiness import connected

    try:
        with connected(settings) as connection:
            return second_wall.why_not(connection)
    except DBAPIError:  # gone between two looks: the next says so
        return None


def _look_at_places(settings: Settings, complaints: list[str], remarks: list[str]) -> None:
    """What is wrong with what the settings point at. A register that is not made yet is no fault."""
    from tracker.access.directory import directory_of
    from tracker.store.engine import engine_for
    from tracker.store.readiness import Ailment, before_there_is_one, readiness
    from tracker.store.vault import vault_at

    for ask in (
        lambda: directory_of(settings),
        lambda: vault_at(settings),
        lambda: engine_for(settings.database_url),
    ):
        try:
            ask()
        except TrackerError as error:
            complaints.append(str(error))
        except (OSError, ValueError) as error:  # a path no system takes: too long, a NUL in it
            complaints.append(f"The evidence folder cannot be looked at: {getattr(error, 'strerror', None) or error}.")
    ailments: tuple[Ailment, ...] = ()
    try:
        if settings.database_path is not None and not settings.database_path.exists():
            remarks.append("There is no register here yet: tracker init makes it.")
            ailments = before_there_is_one(settings)
        else:
            ailments = readiness(settings).ailments
            if not ailments and (why := _above_the_wall(settings)):
                remarks.append(f"The database’s own wall between boards does not hold: {why}.")
    except (OSError, ValueError) as error:
        complaints.append(f"The store cannot be looked at: {getattr(error, 'strerror', None) or error}.")
    complaints += [f"{ailment.why[0].upper()}{ailment.why[1:]} ({ailment.what})." for ailment in ailments]

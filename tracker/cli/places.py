"""Which register a command works on, who looks at it, and who signs what is changed."""

from dataclasses import dataclass, replace
from stat import S_ISDIR
from typing import TYPE_CHECKING

from tracker import settings as settings_room
from tracker.cli import acting
from tracker.cli.frame import RefusedError, at_end, note
from tracker.rules.boards import acting_at, both
from tracker.rules.dates import list_in_words
from tracker.rules.errors import (
    DemoStoreError,
    NewerStoreError,
    NoOneError,
    StoreUnavailableError,
    UnknownError,
    UnknownPersonError,
    shown,
)
from tracker.rules.illustrative import SETTING
from tracker.rules.records import Board, Person, PersonRole, Setting
from tracker.rules.words import Role
from tracker.settings import Settings
from tracker.street import HERE

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tracker.rules.sight import Sight

MIGRATIONS = HERE / "store" / "migrations" / "versions"


@dataclass(frozen=True)
class Place:
    """An open register: its settings and its engine, and the one board for which whoever gave the command acts."""

    settings: Settings
    engine: "Engine"
    board: Board | None = None


def existing(demo: bool) -> Place:
    """The register that is there. Raises a sentence where there is none, or an older, newer or illustrative one."""
    from tracker.store.database import for_board
    from tracker.store.engine import engine_for

    settings = settings_for(demo)
    engine = engine_for(settings.database_url)
    at_end(engine.dispose)
    _check_file(settings)
    _check_revision(engine, settings)
    if not settings.demo:
        refuse_illustrative(engine)
    wanted = acting.asked(settings)
    if wanted is None:
        return Place(settings, engine)
    board = _board(engine, wanted)
    return Place(settings, for_board(engine, board.id), board)


def _board(engine: "Engine", wanted: str) -> Board:
    """The board of --board or TRACKER_BOARD, by id or name. Raises UnknownError."""
    from tracker.store.convert import read_all
    from tracker.store.engine import reading

    with reading(engine) as connection:
        boards: list[Board] = read_all(connection, Board)
    found = next((b for b in boards if wanted == b.id or wanted.casefold() == b.name.casefold()), None)
    if found is None:
        raise UnknownError("board", wanted, [word for b in boards for word in (b.id, b.name)])
    return found


def settings_for(demo: bool) -> Settings:
    """The settings of the environment; --demo wins over TRACKER_DEMO."""
    try:
        return settings_room.load(demo=True if demo else None)
    except RuntimeError:
        raise RefusedError("This user has no home folder: set TRACKER_HOME to the folder of the register.") from None


def no_register(settings: Settings) -> RefusedError:
    """What is said where no register is."""
    command = "tracker init --demo" if settings.demo else "tracker init"
    return RefusedError(f"There is no register here yet ({settings.home}): run {command}.")


def refuse_illustrative(engine: "Engine") -> None:
    """Raise DemoStoreError if a register that was opened as a board's own holds illustrative rows."""
    from tracker.store.convert import read_all
    from tracker.store.engine import place_of, reading

    with reading(engine) as connection:
        illustrative = any(setting.id == SETTING for setting in read_all(connection, Setting))
    if illustrative:
        raise DemoStoreError(place_of(engine))


def _check_file(settings: Settings) -> None:
    path = settings.database_path
    if path is None:
        return
    try:
        is_folder = S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        raise no_register(settings) from None
    except (OSError, ValueError) as error:
        raise StoreUnavailableError(path, getattr(error, "strerror", None) or str(error)) from None
    if is_folder:
        raise StoreUnavailableError(path, "it is a folder")


def _check_revision(engine: "Engine", settings: Settings) -> None:
    import sqlalchemy as sa

    from tracker.store.engine import reading

    with reading(engine) as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            raise no_register(settings)
        found = max(connection.scalars(sa.text("SELECT version_num FROM alembic_version")), default=None)
    if found is None:
        raise no_register(settings)
    known = sorted(
        file.name.split("_")[0] for file in MIGRATIONS.glob("[0-9]*.py")
    )  # asking Alembic takes half a second
    if found not in known:
        raise NewerStoreError(found)
    if found != known[-1]:
        command = "tracker init --demo" if settings.demo else "tracker init"
        raise RefusedError(f"This register was made by an older version of the tracker: run {command} to upgrade it.")


def sight(place: Place, by: str | None = None) -> "Sight":
    """What whoever gave the command may see: --by where it has that, else TRACKER_BY, else the sole administrator; else
    what everybody may see. Then a line on standard error says so, if that leaves anything out."""
    from tracker.queries.sights import hidden_now, sight_for

    people, roles = _people(place)
    wanted = (by or place.settings.by or "").strip()
    found = _named(people, wanted) if wanted else _administrators(people, roles)
    if len(found) == 1:
        _may_act(place, found[0], roles)
        return sight_for(place.engine, found[0].id, place.board.id if place.board else None)
    least = sight_for(place.engine, None)
    if place.board:
        least = replace(least, boards=both(least.boards, frozenset((place.board.id,))))
    hidden = hidden_now(place.engine, least)
    if hidden.reviews or hidden.evidence:
        why = f"There is nobody ‘{shown(wanted)}’ here" if wanted else "Nobody has said who is looking"
        note(f"{why}, so what is not for everybody is left out: set TRACKER_BY.")
    return least


def signer(place: Place, by: str | None) -> Person:
    """Who signs: --by, else TRACKER_BY, else the sole administrator. By id or by name.

    Raises NoOneError where nobody was named and there is no sole administrator, UnknownPersonError for a stranger.
    """
    people, roles = _people(place)
    wanted = (by or place.settings.by or "").strip()
    sole = [_one(people, wanted)] if wanted else _administrators(people, roles)
    if len(sole) != 1:
        raise NoOneError([person.id for person in sole])
    _may_act(place, sole[0], roles)
    return sole[0]


def _may_act(place: Place, who: Person, roles: list[PersonRole]) -> None:
    """Raises RefusedError where somebody is to act for a board at which they hold no role."""
    theirs = [role for role in roles if role.person_id == who.id]
    if place.board is None or acting_at(theirs, place.board.id):
        return
    bound = sorted({role.board_id for role in theirs if role.board_id})
    instead = f"choose {list_in_words(bound, 'or')}" if bound else "they hold no role at any"
    raise RefusedError(f"{who.name} has no role at {place.board.name}, so cannot act for it: {instead}.")


def person(place: Place, wanted: str, *, disabled: bool = False) -> Person:
    """Somebody who was named, by id or by name; of the `disabled` ones where asked for. Raises UnknownPersonError for a
    stranger, with the closest names."""
    return _one(_people(place, disabled=disabled)[0], wanted.strip())


def administrators(place: Place) -> list[Person]:
    """Whoever may sign in here as a business manager."""
    return _administrators(*_people(place))


def _people(place: Place, *, disabled: bool = False) -> tuple[list[Person], list[PersonRole]]:
    from tracker.store.convert import read_all
    from tracker.store.engine import reading

    with reading(place.engine) as connection:
        people = [person for person in read_all(connection, Person) if (person.disabled_on is not None) == disabled]
        return people, read_all(connection, PersonRole)


def _administrators(people: list[Person], roles: list[PersonRole]) -> list[Person]:
    administrators = {role.person_id for role in roles if role.role == Role.ADMINISTRATOR}
    return [person for person in people if person.id in administrators]


def _named(people: list[Person], wanted: str) -> list[Person]:
    return [p for p in people if wanted == p.id] or [p for p in people if wanted.casefold() == p.name.casefold()]


def _one(people: list[Person], wanted: str) -> Person:
    found = _named(people, wanted)
    if len(found) != 1:
        raise UnknownPersonError(wanted, [word for p in people for word in (p.id, p.name)])
    return found[0]

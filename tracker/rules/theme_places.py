"""One request of the map: one part of a recommendation with one agency that answers for it, and what is shown there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.rules.proof import RANK
from tracker.rules.records import ActionFile, Ask, Part
from tracker.rules.standing import Standing
from tracker.rules.words import Rung, Status

STANDS = (Status.ASSURED, Status.EMBEDDED)


class Shown(StrEnum):
    """What is shown for one request to one agency, or for a whole cell. Order of definition: the most first."""

    ASSURED = "assured"
    CLAIMED = "claimed"
    NOTHING_YET = "nothing_yet"
    HOLE = "hole"
    NOT_DOING = "not_doing"
    NOBODY_ASKED = "nobody_asked"
    LEARNING = "learning"
    SUGGESTED = "suggested"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Place:
    """One part of a recommendation with one agency that answers for it; with none where nobody was asked.

    An agency that was renamed, merged or closed stands under the one that answers for it now."""

    recommendation: str
    review: str
    part: str
    agency: str | None
    shown: Shown
    rung: Rung | None = None
    """The highest rung of its assured actions' evidence; None where nothing is assured, or on no evidence."""
    whole: bool = False
    """Whether all of it is assured, and not one of several actions."""
    actions: tuple[str, ...] = ()


def places(standing: Standing, review: str, part: Part, heirs: Mapping[str, str]) -> Iterator[Place]:
    """The requests of one part: one for each agency asked, or that owns an action for it without having been asked."""
    register = standing.register
    asks: dict[str, list[Ask]] = defaultdict(list)
    for ask in register.asks_of.get(part.id, ()):
        asks[heirs[ask.agency_id]].append(ask)
    files: dict[str | None, list[ActionFile]] = defaultdict(list)
    for file in register.files_of_part.get(part.id, ()):
        owner = file.action.owner_id
        files[heirs[owner] if owner else None].append(file)
    dropped = part.recommendation_id in standing.not_doing
    for agency in dict.fromkeys((*asks, *(owner for owner in files if owner is not None))):
        some = files.get(agency, ())
        gone = dropped or (bool(asks.get(agency)) and all(ask.id in standing.not_doing for ask in asks[agency]))
        shown, rung, whole = _shown(standing, some, gone)
        ids = tuple(file.action.id for file in some)
        yield Place(part.recommendation_id, review, part.id, agency, shown, rung, whole, ids)
    loose = files.get(None, ())
    if loose or not (asks or files):
        shown = Shown.NOT_DOING if dropped else Shown.NOTHING_YET if loose else Shown.NOBODY_ASKED
        yield Place(
            part.recommendation_id, review, part.id, None, shown, actions=tuple(file.action.id for file in loose)
        )


def _shown(standing: Standing, files: Sequence[ActionFile], gone: bool) -> tuple[Shown, Rung | None, bool]:
    """What is shown for one request, the highest rung of its assured work, and whether all of it is assured."""
    if gone:
        return Shown.NOT_DOING, None, False
    if not files:
        return Shown.HOLE, None, False
    statuses = [standing.statuses[file.action.id] for file in files]
    doing = [status for status in statuses if status != Status.NOT_DOING]
    if not doing:
        return Shown.NOT_DOING, None, False
    rungs = [file.strongest_rung for file, status in zip(files, statuses, strict=True) if status in STANDS]
    if rungs:
        best = max((rung for rung in rungs if rung), key=RANK.__getitem__, default=None)
        return Shown.ASSURED, best, all(status in STANDS for status in doing)
    return Shown.CLAIMED if Status.CLAIMED in doing else Shown.NOTHING_YET, None, False

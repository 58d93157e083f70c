"""What changed between two standings: ratings of recommendations, what actions came to, and the moves of dates."""

from collections.abc import Iterable

from tracker.packs.saying import action, day, owner_of, rated, recommendation
from tracker.packs.slipped import moves_table
from tracker.rules.between import between
from tracker.rules.moves import Rerated
from tracker.rules.paper import Block, Heading, Says, Table
from tracker.rules.records import ActionFile
from tracker.rules.slippage import Move, moves
from tracker.rules.standing import Standing
from tracker.rules.words import Level, Status

STEPS = (
    (Status.CLAIMED, "Claimed as complete"),
    (Status.ASSURED, "Assured"),
    (Status.EMBEDDED, "Found embedded"),
    (Status.RETURNED, "Returned"),
    (Status.REOPENED, "Reopened"),
    (Status.NOT_DOING, "Entered as not doing"),
)


def came_to(now: Standing, then: Standing, status: Status) -> list[ActionFile]:
    """The actions that stand at a status now and did not then."""
    return [
        file
        for id_, file in now.register.files.items()
        if now.statuses[id_] == status and then.statuses.get(id_) != status
    ]


def new_moves(now: Standing, then: Standing) -> list[tuple[ActionFile, Move]]:
    """The moves of dates that were agreed since."""
    found = []
    for id_, file in now.register.files.items():
        before = {one.id for one in moves(then.register.files[id_])} if id_ in then.register.files else set()
        found += [(file, one) for one in moves(file) if one.id not in before]
    return found


def section(now: Standing, then: Standing | None, since: str, nothing_before: str) -> tuple[Block, ...]:
    """Everything that changed since an earlier day, with a heading."""
    if then is None:
        return (Heading("What changed"), Says(nothing_before))
    title = Heading(f"What changed since {since}")
    since_then, moved = between(now, then), new_moves(now, then)
    if since_then.nothing and not moved:
        return (title, Says("Nothing changed in any rating, action or date."))
    changed = [one for one in since_then.rerated if now.register.recommendations[one.id].level == Level.OVERVIEW]
    files = now.register.files
    new = [files[one.id] for one in since_then.new_actions]
    steps = [(words, came_to(now, then, status)) for status, words in STEPS]
    said = f"{since_then.headline()}. Put on the record since then: {since_then.counted()}."
    blocks: list[Block] = [title, Says(said)]
    if changed:
        blocks += [Heading("Recommendations rated differently", 2), _ratings(changed, then, now)]
    rows = [(words, files) for words, files in (("New action", new), *steps) if files]
    if rows:
        blocks += [Heading("Where actions stand now, and did not then", 2), _actions(now, rows)]
    if moved:
        blocks += [Heading("Dates that were moved", 2), moves_table(now, moved)]
    return tuple(blocks)


def _ratings(changed: Iterable[Rerated], then: Standing, now: Standing) -> Table:
    rows = tuple(
        (recommendation(now.register, one.id), rated(one.was) if one.was else "not yet there", rated(one.now))
        for one in changed
    )
    heads = ("Recommendation", day(then.today), day(now.today))
    return Table(heads, rows, "Recommendations whose rating changed, worse first", "Changed ratings", (3, 3, 3))


def _actions(now: Standing, rows: Iterable[tuple[str, list[ActionFile]]]) -> Table:
    cells = tuple(
        (action(now.register, file.action.id), owner_of(now, file), words, rated(now.action_ratings[file.action.id]))
        for words, files in rows
        for file in files
    )
    heads = ("Action", "Owner", "What", "Rating now")
    return Table(heads, cells, "What actions came to", "Changed actions", (3, 1.5, 1.5, 3))

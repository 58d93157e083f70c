"""The register at several moments of the past, out of one walk along the trail: the same registers as `as_at_number`
folds one by one, for figures that rest on no words."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from tracker.queries.register import in_order, trail, values
from tracker.rules.register import Register
from tracker.store.convert import from_history
from tracker.store.engine import reading
from tracker.store.tables import BY_NAME, ENTITIES

COUNTED = frozenset({
    "board", "agency", "review", "recommendation", "part", "ask", "action", "action_part", "action_update", "extension",
    "verification", "check_back", "not_doing", "setting",
})  # fmt: skip
"""The kinds of thing that ratings and lateness rest on."""
UNREAD = frozenset({"text", "narrative", "intended_outcome", "note", "source", "lead", "document_note"})
"""Fields of words that no figure rests on: not read, so that a long register is walked in half the time."""
BATCH = 20_000


def registers_at(engine: sa.Engine, numbers: Sequence[int]) -> Iterator[Register]:
    """The register after each of these entries of the trail, in their order, which is ascending; with what figures
    rest on, and no more. Nothing is hidden in it: whoever asks hides."""
    folded = _Folded()
    left = list(numbers)
    query = (
        sa.select(trail.c.number, trail.c.entity, trail.c.entity_id, trail.c.field, values.c.value)
        .outerjoin(values, values.c.id == trail.c.after_value)
        .where(
            trail.c.kind == "change",
            trail.c.entity.in_(COUNTED),
            trail.c.field.not_in(UNREAD),
            trail.c.number <= max(left, default=0),
        )
        .order_by(trail.c.number)
    )
    with reading(engine) as connection:
        for number, entity, id_, field, value in connection.execution_options(yield_per=BATCH).execute(query):
            while left and number > left[0]:
                yield folded.register()
                left.pop(0)
            folded.tell(entity, id_, field, value)
    for _ in left:
        yield folded.register()


class _Folded:
    """What was last told of each field, and the records made of it: made anew only where something was told since."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, str], dict[str, str]] = {}
        self._stale: set[tuple[str, str]] = set()
        self._records: dict[str, dict[str, Any]] = defaultdict(dict)

    def tell(self, entity: str, id_: str, field: str, value: str | None) -> None:
        """One entry of the trail."""
        told = self._told.setdefault((entity, id_), {})
        if value is None:
            told.pop(field, None)
        else:
            told[field] = value
        self._stale.add((entity, id_))

    def register(self) -> Register:
        """The register as told so far."""
        added = set()
        for entity, id_ in self._stale:
            told, records = self._told[entity, id_], self._records[entity]
            if "id" not in told:
                records.pop(id_, None)
                continue
            if id_ not in records:
                added.add(entity)
            records[id_] = from_history(BY_NAME[entity].record, told)
        self._stale.clear()
        for entity in added:
            records = self._records[entity]
            self._records[entity] = {id_: records[id_] for id_ in sorted(records, key=in_order)}
        return Register(**{e.table: dict(self._records[e.name]) for e in ENTITIES if e.name in COUNTED})

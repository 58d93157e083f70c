"""The chain, walked: entries and values read side by side, oldest first, each held against what covers it."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple, Protocol

import sqlalchemy as sa

from tracker.queries.register import trail, values
from tracker.rules.dates import in_words
from tracker.rules.errors import shown
from tracker.rules.evidence import DISPOSED
from tracker.rules.redaction import MARK
from tracker.store.chain import COVERED, START, digest, instant, linked
from tracker.store.heads import SIGNED_OFF, Head

BATCH = 5_000
_VALUES = ("reason", "before", "after")
"""In the order in which an entry puts them down."""
_MARKS = (MARK, DISPOSED)
_COVERED = len(COVERED)
_PLACES = {name: (COVERED.index(f"{name}_digest"), _COVERED + place) for place, name in enumerate(_VALUES)}


class Broken(Exception):
    """The chain does not hold, with the number of the first entry that does not and the sentence that says why."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(why)
        self.number = number


class Numbered(Protocol):
    """A head to hold against the chain, or the first part of its hash."""

    @property
    def hash(self) -> str:
        """The hash, or how it begins."""
        ...


class Emptied(NamedTuple):
    """What a redaction says that it did to one value: its digest before and after."""

    redaction: str
    before: str
    after: str


class Walk:
    """One walk over the whole chain. Iterating says how many entries were looked at, every few thousand; a misfit
    raises Broken. Afterwards `count`, `head` and `heads` say where it ended and how many heads it held; `off_paper`, at
    which numbers a paper says something else: whether the trail or the paper is wrong, the walk cannot know."""

    def __init__(
        self, connection: sa.Connection, signed: Mapping[int, Head], papers: Mapping[int, Numbered] | None = None
    ) -> None:
        self.connection = connection
        self.signed = signed
        self.papers = papers or {}
        self.emptied = _emptied(connection)
        self.count, self.head, self.heads = 0, START, 0
        self.off_paper: list[int] = []
        self._values = self._stream(sa.select(values.c.id, values.c.salt, values.c.value, values.c.redacted_by))
        self._reason: tuple[int | None, str | None, str | None] = (None, None, None)
        self._instants: dict[Any, str] = {}

    def __iter__(self) -> Iterator[int]:
        at = sa.type_coerce(trail.c.at, sa.String)  # read one by one: who tampers may leave no time there
        columns: list[Any] = [at if name == "at" else trail.c[name] for name in COVERED]
        columns += [trail.c[f"{name}_value"] for name in _VALUES]
        for row in self._stream(sa.select(*columns, trail.c.hash)):
            self._entry(row)
            if self.count % BATCH == 0:
                yield self.count
        if (left := next(self._values, None)) is not None:
            words = f"value {left[0]} of the trail belongs to no entry: entry {self.count + 1} was cut off"
            raise Broken(self.count + 1, words)

    def _stream(self, query: "sa.Select[Any]") -> Iterator[Any]:
        """Rows in order of their number, without holding more than a batch of them."""
        ordered = query.order_by(sa.text("1"))
        found = self.connection.execute(ordered, execution_options={"yield_per": BATCH})
        for batch in found.partitions():
            yield from batch

    def _entry(self, row: Any) -> None:
        number = row[0]
        self.count += 1
        if number != self.count:
            missing, self.count = self.count, self.count - 1
            raise Broken(max(number, missing), f"entry {missing} is missing: the next one there is {number}")
        reason = self._value(row, number, "reason")
        self._value(row, number, "before")
        self._value(row, number, "after")
        try:
            found = linked(self.head, number, self._instant(row[1], number), row[2:_COVERED])
        except TypeError:
            found = ""
        if found != row[-1]:
            raise Broken(number, f"entry {number} is not what was recorded, or an entry before it was changed")
        self.head = found
        if number in self.signed or number in self.papers or row[5] == "access":
            self._held(row, number, reason)

    def _value(self, row: Any, number: int, name: str) -> str | None:
        """One value of an entry, held against its digest. Values stand in the order in which entries put them down."""
        place, at = _PLACES[name]
        kept, ref = row[place], row[at]
        if kept is None and ref is None:
            return None
        if kept is None or ref is None:
            raise Broken(number, f"the {name} value of entry {number} was taken away or put in")
        if name == "reason" and ref == self._reason[0]:
            if kept != self._reason[1]:
                raise Broken(number, f"the reason value of entry {number} is not the one that was recorded")
            return self._reason[2]
        found = next(self._values, None)
        if found is None or found[0] != ref:
            if found is not None and isinstance(ref, int) and found[0] < ref:
                raise Broken(
                    number, f"the {name} value of entry {number} is not the next one there: value {found[0]} is"
                )
            raise Broken(number, f"the {name} value of entry {number} was taken away or put in")
        id_, salt, value, redacted_by = found
        if not isinstance(value, str) or not isinstance(salt, str):
            raise Broken(number, f"the {name} value of entry {number} is not the one that was recorded")
        if redacted_by is None and id_ not in self.emptied:
            if digest(salt, value) != kept:
                raise Broken(number, f"the {name} value of entry {number} is not the one that was recorded")
        else:
            self._redacted(number, name, id_, kept, salt, value, redacted_by)
        if name == "reason":
            self._reason = (ref, kept, value)
        return value

    def _redacted(
        self, number: int, name: str, id_: int, kept: str, salt: str, value: str, redacted_by: str | None
    ) -> None:
        """A redacted value: its redactions, one after another, lead from what was recorded to what stands there now."""
        what = f"the {name} value of entry {number}"
        steps = self.emptied.get(id_, [])
        if not steps:
            raise Broken(number, f"{what} was emptied, and no redaction on the trail says so")
        now = kept
        for step in steps:
            if step.before != now:
                raise Broken(number, f"{what} is not the one that redaction {shown(step.redaction)} took out")
            now = step.after
        if (
            salt != ""
            or digest("", value) != now
            or redacted_by != steps[-1].redaction
            or not any(mark in value for mark in _MARKS)
        ):
            raise Broken(number, f"{what} is not what redaction {shown(steps[-1].redaction)} left of it")

    def _instant(self, at: Any, number: int) -> str:
        """An instant as the chain covers it. Who tampers may leave no time there: that is a ValueError."""
        found = self._instants.get(at)
        if found is None:
            try:
                found = instant(at if isinstance(at, datetime) else datetime.fromisoformat(at))
            except (TypeError, ValueError):
                raise Broken(number, f"the time of entry {number} is not what was recorded") from None
            if len(self._instants) > BATCH:
                self._instants.clear()
            self._instants[at] = found
        return found

    def _held(self, row: Any, number: int, reason: str | None) -> None:
        """Hold the heads of this number against the chain; and an entry that says it signed off a head against them."""
        head, paper = self.signed.get(number), self.papers.get(number)
        if head is None and row[5] == "access" and row[4] in SIGNED_OFF:
            raise Broken(number, f"the head that was signed off at entry {number} was taken away")
        if head is not None:
            if head.hash != self.head:
                on = in_words(head.at.date())
                raise Broken(
                    number,
                    f"entry {number} is not the one that was signed off on {on} ({shown(head.stands_on)}): "
                    "the trail was rewritten, at this entry or before it",
                )
            if (head.by, instant(head.at)) != (row[2], self._instant(row[1], number)) or head.stands_on != reason:
                raise Broken(number, f"what is kept of the head signed off at entry {number} is not what was recorded")
            self.heads += 1
        if paper is not None:
            if self.head.startswith(paper.hash):
                self.heads += 1
            else:
                self.off_paper.append(number)


def _emptied(connection: sa.Connection) -> dict[int, list[Emptied]]:
    """What the redactions and disposals on the trail say that they did, by value. The walk itself finds out whether
    they may be believed: what they say is a value of the chain like any other."""
    told = (
        sa.select(trail.c.entity_id, values.c.value)
        .join(values, values.c.id == trail.c.after_value)
        .where(trail.c.entity.in_(("redaction", "disposal")), trail.c.field == "values", trail.c.kind == "change")
        .order_by(trail.c.number)
    )
    found: dict[int, list[Emptied]] = defaultdict(list)
    for redaction, value in connection.execute(told):
        for item in _list(value):
            id_, _, digests = str(item).partition(":")
            before, _, after = digests.partition(":")
            if id_.isdecimal():
                found[int(id_)].append(Emptied(redaction, before, after))
    return dict(found)


def _list(value: object) -> list[Any]:
    try:
        found = json.loads(str(value))
    except ValueError:
        return []
    return found if isinstance(found, list) else []

"""Whether the trail still holds: every entry and value as it was recorded, the end where it was kept, each signed-off
head on the chain, the triggers in place, and the register as the trail tells it.

One consistent view of the store, streamed: memory does not grow with the trail. The cheap questions come first.
"""

from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from tracker.queries.comparing import Difference, differences
from tracker.queries.register import trail
from tracker.queries.walking import Broken, Walk
from tracker.rules.dates import in_words, plural
from tracker.rules.errors import BadValueError, shown
from tracker.store.chain import START
from tracker.store.closed import not_closed
from tracker.store.engine import reading
from tracker.store.heads import End, Head, end, signed_off

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST = 16
"""How much of a hash somebody has to type from paper: two of its eight groups tell it from every other."""
Say = Callable[[str, float], None]


@dataclass(frozen=True)
class Verdict:
    """Whether everything holds. `head` is the last hash that does; `first_broken` the number of the first misfit, None
    where the chain itself holds and something else does not; `compared` counts the rows held against the trail,
    `heads` the signed-off ends held against the chain. `off_paper` is the number at which a paper does not match; with
    `itself` the record holds, and it is only the paper that it does not match."""

    ok: bool
    entries: int
    head: str
    first_broken: int | None = None
    why: str | None = None
    compared: int = 0
    heads: int = 0
    off_paper: int | None = None

    @property
    def itself(self) -> bool:
        """Whether the record holds in itself, whatever a paper says."""
        return self.ok or (self.off_paper is not None and self.first_broken == self.off_paper)


class PaperHead(NamedTuple):
    """A head as somebody reads it from a paper: the number, and the hash or the first groups of it."""

    number: int
    hash: str


def paper_head(text: str) -> PaperHead:
    """A head as it is typed: "1234: 0f3a 99…". Raises BadValueError where it is none."""
    number, _, rest = text.partition(":")
    digits = number.replace(",", "").replace(".", "").strip()
    groups = "".join(rest.split()).replace("-", "").lower()
    if not digits.isdecimal() or not digits.isascii() or len(digits) > 12 or int(digits) < 1:
        raise BadValueError(
            "The head", text, "has no number: write the number, a colon and the letters, as on the paper"
        )
    if set(groups) - set("0123456789abcdef") or not SHORTEST <= len(groups) <= len(START):
        raise BadValueError("The head", text, f"needs {SHORTEST} to {len(START)} of the figures and letters a to f")
    return PaperHead(int(digits), groups)


def verify(engine: sa.Engine, *, papers: Sequence[PaperHead] = (), say: Say | None = None) -> Verdict:
    """Hold the whole trail against itself, the register, every signed-off head, and heads read from paper.

    `say` hears, now and then, what is being looked at and how far it is, from 0 to 1.
    """
    try:
        return _verify(engine, papers, say or _quiet, lenient=False)
    except DBAPIError:  # something in the file is no text at all: read on as bytes, and name the entry
        return _verify(engine, papers, say or _quiet, lenient=True)


def present_head(engine: sa.Engine) -> End | None:
    """Where the chain ends now; None before the first entry."""
    with reading(engine) as connection:
        return end(connection)


def heads(engine: sa.Engine) -> tuple[Head, ...]:
    """Every head that was signed off, newest first."""
    with reading(engine) as connection:
        return signed_off(connection)[::-1]


def _quiet(_words: str, _share: float) -> None:
    return None


def _verify(engine: sa.Engine, papers: Sequence[PaperHead], say: Say, *, lenient: bool) -> Verdict:
    with _one_view(engine, lenient) as connection:
        return verify_view(connection, papers=papers, say=say)


def verify_view(connection: sa.Connection, *, papers: Sequence[PaperHead] = (), say: Say | None = None) -> Verdict:
    """The same of what one connection sees, which may not be kept yet. Raises DBAPIError where something is no text."""
    say = say or _quiet
    signed, last = signed_off(connection), end(connection)
    total = connection.execute(sa.select(sa.func.count()).select_from(trail)).scalar() or 0
    walk = Walk(connection, {head.number: head for head in signed}, {paper.number: paper for paper in papers})
    try:
        for count in walk:
            say("Reading every entry", count / max(total, 1) * 0.6)
    except Broken as broken:
        return _broken(walk, broken.number, str(broken))
    broken_at, why = _ends(walk, last, signed)
    if why:
        return _broken(walk, broken_at, why)
    if names := not_closed(connection):
        return _broken(walk, None, _open(names))
    compared, wrong = differences(connection, lambda done: say("Comparing the register", 0.6 + 0.4 * done))
    if wrong:
        return replace(_broken(walk, None, _differs(wrong)), compared=compared)
    return _held_to_paper(Verdict(True, walk.count, walk.head, None, None, compared, walk.heads), walk, papers)


def _broken(walk: Walk, number: int | None, why: str) -> Verdict:
    return Verdict(
        False, walk.count, walk.head, number, why, heads=walk.heads, off_paper=next(iter(walk.off_paper), None)
    )


def _held_to_paper(verdict: Verdict, walk: Walk, papers: Sequence[PaperHead]) -> Verdict:
    """The verdict on a record that holds in itself, once it was held against the papers too."""
    if walk.off_paper:
        number = walk.off_paper[0]
        why = f"the record itself holds, but entry {number:,} is not the one whose hash stands on the paper"
        return replace(verdict, ok=False, first_broken=number, why=why, off_paper=number)
    for paper in papers:
        if paper.number > walk.count:
            why = (
                f"the record itself holds and ends at entry {walk.count:,}, but it once had entry {paper.number:,}: "
                "its hash stands on the paper"
            )
            return replace(verdict, ok=False, first_broken=paper.number, why=why, off_paper=paper.number)
    return verdict


@contextmanager
def _one_view(engine: sa.Engine, lenient: bool) -> "Iterator[sa.Connection]":
    """One view of the store for all of it, however much is written meanwhile. `lenient` reads broken text as codes."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    if not lenient:
        with engine.connect() as connection:
            yield connection
        return
    with reading(engine) as connection:
        raw: Any = connection.connection.driver_connection
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            raw.text_factory = lambda told: told.decode("utf-8", "surrogateescape")
        try:
            yield connection
        finally:
            if is_sqlite:
                raw.text_factory = str


def _ends(walk: Walk, last: End | None, signed: Sequence[Head]) -> tuple[int | None, str | None]:
    """What is wrong with the end of a chain that is whole in itself."""
    if last is None and walk.count:
        return None, "where the trail ends was kept beside it, and was taken away"
    if last is not None and last.number > walk.count:
        cut = last.number - walk.count
        return walk.count + 1, f"the last {plural(cut, 'entry', 'entries')} of {last.number:,} were cut off"
    if last is not None and (last.number, last.hash) != (walk.count, walk.head):
        return last.number + 1, f"the trail was kept as ending at entry {last.number:,}, with another hash or number"
    for head in signed:
        if head.number > walk.count:
            on = f"it was signed off on {in_words(head.at.date())} ({shown(head.stands_on)})"
            return (
                walk.count + 1,
                f"the trail ends at entry {walk.count:,}, and once had entry {head.number:,}: {on}",
            )
    return None, None


def _open(names: Sequence[str]) -> str:
    which = "trigger" if len(names) == 1 else "triggers"
    return (
        f"the trail is open to change by hand: the {which} {', '.join(map(shown, names))} of the database "
        f"{'is' if len(names) == 1 else 'are'} missing, switched off, or not as made"
    )


def _differs(wrong: Sequence[Difference]) -> str:
    more = len(wrong) - 1
    return f"{wrong[0].in_words}" + (f"; and {plural(more, 'more difference')} like it" if more else "")

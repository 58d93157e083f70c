"""The second wall between boards: PostgreSQL's own row-level security, in which a forgotten filter changes nothing.

Every connection of the tracker says outright that it looks at the whole register (`OPENLY`): what is shown to whom is
taken out of it afterwards (`rules.veil`). A transaction that somebody of one board signs is bound (`bind`): from then
on the database itself shows it no row of another board and lets it change none, whatever it asks. What has to be
known of every board all the same (whether an id is taken, what serves two boards' reviews) is looked at by name
(`everywhere`). A connection that says nothing gets an error, not an empty register. SQLite has no such wall: all of
this does nothing there. The policies are those of migration 0010.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, unitofwork

from tracker.rules.boards import Boards

OPENLY = "-c tracker.reads=* -c tracker.changes=*"
"""What a connection to PostgreSQL says when it begins: it looks at, and changes, every board's."""
EVERY = "*"
BETWEEN = "\x1f"
"""Between the ids of a list; no id holds it."""
WALLED = (
    *("review", "recommendation", "part", "ask", "learning_point", "promise", "cross_reference"),
    *("recommendation_theme", "learning_point_theme", "overlap_judgement", "action", "action_part", "action_update"),
    *(
        "extension",
        "evidence",
        "verification",
        "check_back",
        "not_doing",
        "meeting",
        "agenda_item",
        "decision",
        "chase",
    ),
    *("ladder_contact", "dip_sample", "dip_finding", "measure", "reading", "person_role", "review_reader", "redaction"),
    *("legal_hold", "disposal", "sending", "workbook_import", "api_token", "trail", "trail_value", "file_text"),
    *("board", "theme", "setting", "agency_group", "agency_group_member"),
)
"""The tables that the wall stands around. The last five are every board's to read, and change only for every board; but
a board's own settings are its own."""
OPEN = frozenset({
    *("agency", "person", "person_identity", "plan_layout"),  # shared, and any board may add to them
    *("trail_head", "trail_end", "guarded_name", "text_vector"),  # numbers, hashes, the list all texts are held against
    *("redaction_words", "web_session", "password", "one_time_link", "personal_link", "calendar_feed"),
    *("sign_in_attempt", "form_token", "draft", "upload"),  # a person's own, or opened by a secret
})  # fmt: skip
"""The tables around which it does not stand."""
SAVES: Any = unitofwork._SaveUpdateAll  # not public, and the only way to say in which order kinds are written
TAKES_OUT: Any = unitofwork._DeleteAll
_BOUND = "second_wall"
_set = sa.text(
    "SELECT set_config('tracker.named', :named, true), set_config('tracker.reads', :reads, true),"
    " set_config('tracker.changes', :changes, true)"
)
_reads = sa.text("SELECT set_config('tracker.reads', :reads, true)")
_changes = sa.text("SELECT set_config('tracker.changes', :changes, true)")


def _said(ids: Iterable[str] | None) -> str:
    return EVERY if ids is None else BETWEEN.join(sorted(ids)) or BETWEEN


class _Bound:
    """How one transaction is bound: what it reads, what it changes, and how often it was let look everywhere."""

    def __init__(self, reads: str, changes: Boards) -> None:
        self.reads, self.changes, self.lifted = reads, changes, 0


def stands(connection: sa.Connection) -> bool:
    """Whether this kind of database has such a wall at all."""
    return connection.dialect.name == "postgresql"


def bind(session: Session, reads: Boards, changes: Boards, named: Collection[str] = ()) -> None:
    """From here on this transaction sees the boards `reads`, with the reviews `named`, and changes the boards
    `changes`; None is every board. Its rows are written in an order in which each finds what it hangs on."""
    connection = session.connection()
    if not stands(connection) or (reads is None and changes is None):
        return
    said = {"named": BETWEEN.join(sorted(named)), "reads": _said(reads), "changes": _said(changes)}
    connection.execute(_set, said)
    session.info[_BOUND] = _Bound(said["reads"], changes)
    sa.event.listen(session, "before_flush", _in_order)


def narrow(session: Session, boards: Boards) -> None:
    """A right was asked for that the signer has at these boards only: no other board's is changed from here on."""
    bound: _Bound | None = session.info.get(_BOUND)
    if bound is None or boards is None:
        return
    left = boards if bound.changes is None else bound.changes & boards
    if left != bound.changes:
        bound.changes = left
        session.connection().execute(_changes, {"changes": _said(left)})


@contextmanager
def everywhere(session: Session) -> Iterator[None]:
    """Look at every board's rows, for what has to be known of all of them. What may be changed stays as it is."""
    bound: _Bound | None = session.info.get(_BOUND)
    if bound is None or bound.reads == EVERY:
        yield
        return
    bound.lifted += 1
    if bound.lifted == 1:
        session.connection().execute(_reads, {"reads": EVERY})
    try:
        yield
    except Exception:
        with suppress(sa.exc.SQLAlchemyError):  # after an error of the database all that was said in it is gone
            _put_back(session, bound)
        raise
    _put_back(session, bound)


def _put_back(session: Session, bound: _Bound) -> None:
    bound.lifted -= 1
    if bound.lifted == 0:
        session.connection().execute(_reads, {"reads": bound.reads})


def to_the_end(session: Session) -> None:
    """The same for the rest of the transaction: of what has to go through everything, such as a redaction."""
    bound: _Bound | None = session.info.get(_BOUND)
    if bound is not None and bound.reads != EVERY:
        bound.reads = EVERY
        session.connection().execute(_reads, {"reads": EVERY})


@contextmanager
def lifted(connection: sa.Connection) -> Iterator[Callable[[str], None]]:
    """Take the wall from around the tables that are named to what is given, while a store is filled: PostgreSQL copies
    no rows into a table that has one. It stands again before the transaction ends, or nothing was done."""
    taken: list[str] = []

    def take(table: str) -> None:
        if stands(connection) and table in WALLED:
            connection.exec_driver_sql(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            taken.append(table)

    yield take
    if taken:  # no table is altered while its rows wait to be checked
        connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    for table in taken:
        connection.exec_driver_sql(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    if taken:
        connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")


_FOUND = sa.text(
    "SELECT c.relname FROM pg_class c WHERE c.oid = to_regclass(c.relname) AND c.relkind = 'r'"
    " AND c.relrowsecurity AND c.relforcerowsecurity"
    " AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid)"
)
_ABOVE_IT = sa.text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")


def why_not(connection: sa.Connection) -> str | None:
    """Why the wall does not hold for whoever this connection signs in as, in words; None where it does, and on SQLite,
    where there is none."""
    if not stands(connection):
        return None
    if connection.scalar(_ABOVE_IT):
        return (
            "the tracker signs in to its database as a superuser, or as a role with BYPASSRLS, which no row-level "
            "security binds: give it a role of its own (docs/postgresql.md)"
        )
    down = sorted(set(WALLED) - set(connection.scalars(_FOUND)))
    if down:
        return f"row-level security was switched off, or its policies taken away, for {', '.join(down)}"
    return None


def _in_order(session: Session, flush_context: Any, _instances: Any) -> None:
    """Have what hangs on something written after it and taken out before it: the wall asks at each row, not at the end
    of the transaction, whose the thing is that it hangs on."""
    kinds = {sa.inspect(type(row)) for row in (*session.new, *session.dirty, *session.deleted)}
    ordered = sorted(kinds, key=lambda kind: _places(kind.local_table.metadata)[kind.local_table])
    for above, below in pairwise(ordered):
        flush_context.dependencies |= {
            (SAVES(flush_context, above), SAVES(flush_context, below)),
            (TAKES_OUT(flush_context, below), TAKES_OUT(flush_context, above)),
        }


@cache
def _places(every: sa.MetaData) -> dict[sa.Table, int]:
    return {table: place for place, table in enumerate(every.sorted_tables)}

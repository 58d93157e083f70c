"""A register of many boards, written in bulk: B boards, each with ten reviews of ten recommendations of four actions.

Past the write door, because through it a million rows take hours; the rows are nevertheless what the door would have
written, and the trail is a whole one: every field that is not its default is told, value, salt and digest, in one
chain, so that `tracker trail --verify` holds. Everything in it is invented, and the register is marked so.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from tracker.rules.illustrative import SETTING
from tracker.rules.records import (
    Action,
    ActionPart,
    Agency,
    Ask,
    Board,
    Evidence,
    Extension,
    Part,
    Person,
    PersonRole,
    Recommendation,
    Review,
    Setting,
    Theme,
    ThemeLink,
    Update,
    Verification,
)
from tracker.rules.words import (
    DateExactness,
    Door,
    EvidenceKind,
    Level,
    Outcome,
    OwnRating,
    Publication,
    Response,
    Role,
    Rung,
    Status,
)
from tracker.store.chain import START, chained, digest, salt
from tracker.store.convert import canonical
from tracker.store.tables import BY_RECORD, TrailEndRow, TrailRow, TrailValueRow

LIFE = (Status.PLANNED, Status.IN_PROGRESS, Status.CLAIMED, Status.ASSURED, Status.IN_PROGRESS, Status.RETURNED)
SECTORS = ("board", "police", "health", "health", "childrens_services", "education", "housing", "probation")
THEMES = 27
DOING = ("review", "audit", "rewrite", "teach", "supervise", "sample", "publish", "test", "explain", "record")
WHAT = ("how thresholds are read", "who is told of a missed visit", "how the child is seen alone", "what a chronology "
        "holds", "when a strategy meeting is called", "how injuries to infants are weighed", "what fathers are asked",
        "how a family that moves is followed", "who leads once two services are closed", "what supervision "
        "looks at", "how neglect is named", "what a school passes on", "how disagreement is taken further")  # fmt: skip
WHOM = ("school nurses", "duty social workers", "the custody suite", "ward staff", "midwives", "housing officers",
        "general practices", "early help workers", "out-of-hours teams", "independent chairs",
        "probation officers")  # fmt: skip


@dataclass(frozen=True)
class Size:
    """How many of everything."""

    boards: int = 10
    reviews: int = 10
    """Of each board."""
    recommendations: int = 10
    """Of each review."""
    actions: int = 4
    """For each recommendation."""


SMALL = Size(boards=1, reviews=1, recommendations=25)
"""The register of 25 recommendations that others are held against."""


def fill(engine: sa.Engine, size: Size, *, today: date, say: Callable[[str], None] = print) -> int:
    """Fill an empty, upgraded store; the number of trail entries."""
    start = datetime.combine(today - timedelta(days=400), datetime.min.time(), UTC)
    with engine.execution_options(write=True).begin() as connection:
        writer = Writer(connection)
        writer.put(start, _common(size))
        for board in range(size.boards):
            writer.put(start + timedelta(days=1 + board * 390 // size.boards), _board(board, size, today))
            if board % 50 == 49:
                say(f"  {board + 1:,} boards, {writer.number:,} entries")
        writer.close()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    return writer.number


class Writer:
    """Rows and their trail, some ten thousand at a time."""

    def __init__(self, connection: sa.Connection) -> None:
        self.number, self._head, self._value, self._connection = 0, START, 0, connection
        self._rows: dict[sa.Table, list[tuple[Any, ...]]] = defaultdict(list)
        self._tables: dict[type[Any], tuple[sa.Table, tuple[str, ...], dict[str, str | None]]] = {}

    def put(self, at: datetime, records: Iterator[Any]) -> None:
        """Write records, and tell of each of their fields that it came in at this instant."""
        trail, values, number, head = _table(TrailRow), _table(TrailValueRow), self.number, self._head
        for record in records:
            table, names, usual = self._known(type(record))
            self._rows[table].append(tuple(getattr(record, name) for name in names))
            for name in names:
                told = canonical(getattr(record, name)) if name != "version" else None
                if told is None or told == usual.get(name):
                    continue
                number, self._value, grain = number + 1, self._value + 1, salt()
                entry = {
                    "number": number, "at": at, "by": "system", "role": "system", "verb": "edit_register",
                    "kind": "change", "entity": table.name, "entity_id": record.id, "field": name,
                    "before_digest": None, "after_digest": digest(grain, told), "reason_digest": None,
                    "before_value": None, "after_value": self._value, "reason_value": None,
                    "door": Door.COMMAND_LINE.value,
                }  # fmt: skip
                head = entry["hash"] = chained(head, entry)
                self._rows[values].append((self._value, grain, told, None))
                self._rows[trail].append(tuple(entry[column.name] for column in trail.columns))
        self.number, self._head = number, head
        if len(self._rows[trail]) > 50_000:
            self._flush()

    def close(self) -> None:
        """Write what is left, and where the chain ends."""
        self._flush()
        self._connection.execute(_table(TrailEndRow).insert(), {"id": 1, "number": self.number, "hash": self._head})

    def _known(self, record: type[Any]) -> tuple[sa.Table, tuple[str, ...], dict[str, str | None]]:
        if record not in self._tables:
            table = _table(BY_RECORD[record].row)
            usual = {f.name: canonical(f.default) for f in fields(record) if f.default is not MISSING}
            self._tables[record] = table, tuple(column.name for column in table.columns), usual
        return self._tables[record]

    def _flush(self) -> None:
        for table, rows in ((table, rows) for table, rows in self._rows.items() if rows):
            convert = [c.type.dialect_impl(self._connection.dialect).bind_processor(self._connection.dialect)
                       for c in table.columns]  # fmt: skip
            told = [
                tuple(f(v) if f and v is not None else v for f, v in zip(convert, row, strict=True)) for row in rows
            ]
            self._write(table, told)
            rows.clear()

    def _write(self, table: sa.Table, rows: list[tuple[Any, ...]]) -> None:
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        if self._connection.dialect.name == "postgresql":
            driver: Any = self._connection.connection.driver_connection
            with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join("?" for _ in table.columns)
            self._connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', rows)


def _table(row: type[Any]) -> sa.Table:
    table: sa.Table = row.__table__
    return table


def agencies(size: Size) -> int:
    """How many agencies serve so many boards: eight for every ten boards."""
    return len(SECTORS) * (1 + size.boards // 10)


def _common(size: Size) -> Iterator[Any]:
    yield Setting(SETTING, json.dumps(True))
    for n in range(agencies(size)):
        sector = SECTORS[n % len(SECTORS)]
        yield Agency(
            f"agency-{n}", f"Illustrative agency number {n}", f"Agency {n}", sector, is_board=sector == "board"
        )
    yield Person("regional", "Regional reader")
    yield PersonRole("regional/regional", "regional", Role.REGIONAL)
    for n in range(THEMES):
        yield Theme(f"theme-{n}", f"Theme number {n}", n, "What the theme means.", ("cue", f"word{n}"))


def _board(board: int, size: Size, today: date) -> Iterator[Any]:
    id_, person = f"board-{board}", f"manager-{board}"
    yield Board(id_, f"Illustrative board number {board}")
    yield Person(person, f"Business manager number {board}", f"manager-{board}@board.example")
    yield PersonRole(f"{person}/administrator@{id_}", person, Role.ADMINISTRATOR, board_id=id_)
    for n in range(board * size.reviews, (board + 1) * size.reviews):
        draft = size.reviews > 1 and n % 10 == 9
        published = None if draft else today - timedelta(days=500 + n % 900)
        state = Publication.DRAFT if draft else Publication.PUBLISHED
        title = f"Illustrative review number {n}"
        yield Review(f"R{n}", id_, "LCSPR", f"Child {n}", title, published_on=published, state=state)
        for k in range(size.recommendations):
            yield from _recommendation(f"R{n}", n * size.recommendations + k, k, board, size, today)


def _recommendation(review: str, n: int, k: int, board: int, size: Size, today: date) -> Iterator[Any]:
    id_, agency = f"{review}:{k + 1}", f"agency-{(board // 10 * len(SECTORS) + n % len(SECTORS)) % agencies(size)}"
    title = f"{DOING[n % len(DOING)].capitalize()} {WHAT[n // 7 % len(WHAT)]}"
    text = f"That {WHOM[n % len(WHOM)]} and their managers {title.lower()}, as number {n} of these reviews found."
    yield Recommendation(
        id_, review, str(k + 1), k, Level.OVERVIEW, title, text,
        response=Response.ACCEPTED, response_on=today - timedelta(days=390), response_by=f"manager-{board}",
    )  # fmt: skip
    yield Part(f"{id_}/", id_, "", 0, text)
    yield Ask(f"{id_}/|{agency}", f"{id_}/", agency)
    theme = f"theme-{n % THEMES}"
    yield ThemeLink(f"{id_}|{theme}", id_, theme, True)
    for a in range(size.actions):
        yield from _action(
            f"{review}-A{k * size.actions + a + 1:03d}", review, id_, agency, n * size.actions + a, board, today
        )


def _action(id_: str, review: str, rec: str, agency: str, n: int, board: int, today: date) -> Iterator[Any]:
    status, manager = LIFE[n % len(LIFE)], f"manager-{board}"
    due = today + timedelta(days=n * 37 % 500 - 180)
    moved, said = n % 8 == 0, today - timedelta(days=n * 11 % 200)
    claimed = status in (Status.CLAIMED, Status.ASSURED)
    yield Action(
        id_, review, f"Dip-sample twenty files and report on practice number {n}", agency,
        original_due=due, due=due + timedelta(days=60 if moved else 0), due_exact=DateExactness.DAY,
        status=status, claimed_on=said if claimed else None, claimed_by=manager if claimed else None,
    )  # fmt: skip
    yield ActionPart(f"{id_}|{rec}/", id_, f"{rec}/")
    if n % 4 == 0:
        told = f"Sampled; {n % 20} of 20 had no chronology."
        yield Update(f"{id_}-U1", id_, said, manager, told, status, OwnRating.GREEN)
    if moved:
        yield Extension(
            f"{id_}-X1", id_, due, due + timedelta(days=60), "A records system changed.", said, manager, said, manager
        )
    if claimed:
        yield Evidence(
            f"{id_}-E1", id_, EvidenceKind.STATEMENT, "Dip sample", Rung.DIP_SAMPLE, said, n % 30 == 2,
            statement="20 files.", submitted_on=said, submitted_by=manager,
        )  # fmt: skip
    if status == Status.ASSURED:
        yield Verification(f"{id_}-V1", id_, Outcome.ASSURED, "Held against the sample.", said, manager)

"""How long a workbook of 10,000 actions takes, out and in, against XlsxWriter and pandas on the same cells.

    python -m benchmarks.workbook [ACTIONS [RUNS]]

Out: from a rated register to the whole workbook, against `DataFrame.to_excel` (aim: half) and against XlsxWriter
writing the same cells bare (aim: at most twice). In: read, look up what was sent in a real SQLite store, merge three
ways, plan, against `pandas.read_excel` of the same file (aim: half): as it went out, and with some rows changed.
Applying those changes with their trail, against `DataFrame.to_sql` of the same rows: the ratio is told, with no aim.
Medians of five runs, in turn, so that a busy machine slows both.
"""

import gc
import random
import sqlite3
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import sqlalchemy as sa
import xlsxwriter
from openpyxl import load_workbook

from tracker.commands.workbooks import apply
from tracker.queries.register import files_as_at_number, last_change
from tracker.rules.records import (
    Action,
    ActionPart,
    Agency,
    Ask,
    Board,
    Evidence,
    Part,
    Person,
    PersonRole,
    Recommendation,
    Review,
    Update,
)
from tracker.rules.register import Register
from tracker.rules.sight import WHOLE
from tracker.rules.standing import Standing, build
from tracker.rules.words import DateExactness, Door, EvidenceKind, Level, OwnRating, Role, Rung, Status
from tracker.sheets.layouts.return_workbook import RETURN_WORKBOOK
from tracker.sheets.plan import Plan
from tracker.sheets.reading.read import read
from tracker.sheets.returned.merge import make_plan
from tracker.sheets.writing.workbook import action_cells, write
from tracker.store.database import Work, changing
from tracker.store.engine import engine_for
from tracker.store.tables import ENTITIES
from tracker.store.upgrade import upgrade

TODAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
ADMINISTRATOR = Role.ADMINISTRATOR
RUNS = 5
EVERY = 20
"""Of how many actions one is changed in a returned workbook."""
WORDS = (
    "review the supervision policy with every team and record how often each child was seen alone by the practitioner "
    "who holds the case so that the board can tell whether the change was made and whether it made a difference"
)


def sentence(chance: random.Random, words: int) -> str:
    words_known = WORDS.split()
    return " ".join(chance.choice(words_known) for _ in range(words)).capitalize() + "."


def big_register(actions: int) -> Register:
    """Reviews of 25 recommendations and 20 agencies; each action answers one part, has updates and evidence."""
    chance = random.Random(4)
    agencies = {f"agency-{n}": Agency(f"agency-{n}", f"Agency {n} NHS Trust", f"A{n}", "health") for n in range(20)}
    reviews, recommendations, parts, asks, made = {}, {}, {}, {}, {}
    links, updates, evidence = {}, {}, {}
    for n in range(actions):
        code = f"CASE-{n // 400:03}"
        if code not in reviews:
            reviews[code] = Review(code, "board", "SCR", "Child", f"Review {code}", published_on=date(2019, 5, 1))
        rec = f"{code}:{n // 16 % 25 + 1}"
        part = f"{rec}/{'abcd'[n // 4 % 4]}"
        if rec not in recommendations:
            ref = rec.partition(":")[2]
            recommendations[rec] = Recommendation(
                rec, code, ref, int(ref), Level.OVERVIEW, sentence(chance, 8), sentence(chance, 60)
            )
        if part not in parts:
            parts[part] = Part(part, rec, part[-1], "abcd".index(part[-1]), sentence(chance, 25))
        owner = f"agency-{n % 20}"
        asks[f"{part}|{owner}"] = Ask(f"{part}|{owner}", part, owner)
        id_ = f"{code}-A{n % 400 + 1:03}"
        original = TODAY + timedelta(days=chance.randint(-400, 400))
        status = chance.choice((Status.PLANNED, Status.IN_PROGRESS, Status.CLAIMED, Status.ASSURED))
        claimed = status in (Status.CLAIMED, Status.ASSURED)
        made[id_] = Action(
            id_,
            code,
            sentence(chance, 18),
            owner,
            "Head of safeguarding",
            sentence(chance, 14),
            original,
            original + timedelta(days=chance.choice((0, 0, 0, 90))),
            due_exact=DateExactness.DAY,
            status=status,
            created_on=date(2025, 1, 6),
            claimed_on=TODAY - timedelta(days=20) if claimed else None,
            claimed_by="manager" if claimed else None,
        )
        links[f"{id_}|{part}"] = ActionPart(f"{id_}|{part}", id_, part)
        for u in (1, 2):
            day = TODAY - timedelta(days=chance.randint(1, 200))
            own = chance.choice(list(OwnRating))
            updates[f"{id_}-U{u}"] = Update(f"{id_}-U{u}", id_, day, "lead", sentence(chance, 30), own_rating=own)
        evidence[f"{id_}-E1"] = Evidence(
            f"{id_}-E1", id_, EvidenceKind.STATEMENT, "seen", chance.choice(list(Rung)), statement="Seen."
        )
    return Register(
        boards={"board": Board("board", "The Board")},
        agencies=agencies,
        reviews=reviews,
        recommendations=recommendations,
        parts=parts,
        asks=asks,
        actions=made,
        action_parts=links,
        updates=updates,
        evidence=evidence,
    )


def fresh(register: Register) -> Standing:
    """The same register, with nothing worked out yet."""
    return build(Register(**{name: getattr(register, name) for name in Register.__dataclass_fields__}), today=TODAY)


def rated(standing: Standing) -> Standing:
    """The same, rated already: as the server holds it, and as the frame of pandas holds its cells."""
    _ = standing.action_ratings, standing.recommendation_ratings, standing.holes
    return standing


def stored(register: Register, folder: Path) -> sa.Engine:
    """A SQLite store that holds the register, each record by the write door."""
    engine = engine_for(f"sqlite:///{folder / 'big.sqlite'}")
    upgrade(engine)
    with _signed(engine) as work:
        for person in (Person("manager", "Manager"), PersonRole("manager/administrator", "manager", ADMINISTRATOR)):
            work.add(person)
        for entity in ENTITIES:
            for record in getattr(register, entity.table).values():
                work.add(record)
            work.flush()
    return engine


@contextmanager
def _signed(engine: sa.Engine) -> Iterator[Work]:
    with changing(engine, by="system", verb="edit_register", at=AT, door=Door.COMMAND_LINE) as work:
        work.allow("edit_register")
        yield work


def filled_in(content: bytes, every: int) -> tuple[bytes, int]:
    """The workbook with the lead and the progress of every so many actions written anew, and how many those are."""
    book = load_workbook(BytesIO(content))
    sheet = book["Actions"]
    places = {cell.value: cell.column for cell in sheet[1]}
    rows = range(2, sheet.max_row + 1, every)
    for row in rows:
        sheet.cell(row, places["Lead"]).value = f"Head of service {row}"
        sheet.cell(row, places["Progress"]).value = f"Every team was asked by week {row}."
    out = BytesIO()
    book.save(out)
    return out.getvalue(), len(rows)


def bare(rows: list[tuple[str, list[list[Any]]]]) -> None:
    """XlsxWriter writing the same cells, sheet by sheet, and nothing else."""
    book = xlsxwriter.Workbook(BytesIO(), {"constant_memory": True, "strings_to_formulas": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, lines in rows:
        sheet = book.add_worksheet(name)
        for number, line in enumerate(lines):
            for place, cell in enumerate(line):
                if isinstance(cell, date):
                    sheet.write_datetime(number, place, datetime(cell.year, cell.month, cell.day), day)
                elif isinstance(cell, str):
                    sheet.write_string(number, place, cell)
                elif cell is not None:
                    sheet.write_number(number, place, cell)
    book.close()


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(actions: int = 10_000, runs: int = RUNS) -> None:
    register = big_register(actions)
    standing = fresh(register)
    frame = pd.DataFrame(
        [action_cells(standing, RETURN_WORKBOOK, file) for file in standing.register.files.values()],
        columns=[column.heading for column in RETURN_WORKBOOK.columns],
    )
    content = write(standing, number=1, board_name="The Board", at=AT)
    plan = make_plan(read(content, "big.xlsx"), now=standing.register, sent=None, today=TODAY)
    assert plan.nothing_to_do and plan.unchanged == actions, plan.problems[:3]
    cells = [
        (sheet.name, [[row.get(place) for place in range(max(row) + 1)] for _, row in sheet.rows])
        for sheet in read(content, "big.xlsx").sheets
    ]
    taken: dict[str, list[float]] = defaultdict(list)
    with TemporaryDirectory() as folder:
        engine = stored(register, Path(folder))
        number = last_change(engine)
        content = write(fresh(register), number=number, board_name="The Board", at=AT)
        returned, changed = filled_in(content, EVERY)
        sent = partial(files_as_at_number, engine, number, sight=WHOLE)

        def brought_in(file: bytes, now: Register) -> Plan:
            return make_plan(read(file, "big.xlsx"), now=now, sent=sent, today=TODAY)

        assert len(brought_in(returned, fresh(register).register).edits) == 2 * changed
        gc.collect()
        gc.freeze()  # what the benchmark holds is nobody's work: it would be gone through in the middle of somebody's
        for run in range(runs):
            new = rated(fresh(register))
            out = partial(write, new, number=1, board_name="The Board", at=AT)
            taken["our export"].append(timed(out))
            taken["XlsxWriter, bare"].append(timed(lambda: bare(cells)))
            taken["pandas to_excel"].append(timed(lambda: frame.to_excel(BytesIO(), engine="openpyxl", index=False)))
            for what, file in (("as sent", content), ("changed", returned)):
                now = fresh(register).register
                taken[f"our import, {what}"].append(timed(partial(brought_in, file, now)))
                taken[f"pandas read_excel, {what}"].append(
                    timed(partial(pd.read_excel, BytesIO(file), engine="openpyxl", sheet_name="Actions"))
                )
            copy = _copy(Path(folder), run)
            plan = brought_in(returned, register)
            rows = pd.DataFrame([[e.ref, e.field, e.after] for e in plan.edits], columns=["ref", "field", "after"])
            signed = {"file_hash": plan.file_hash, "by": "manager", "at": LATER, "door": Door.WORKBOOK}
            taken["our apply"].append(timed(partial(apply, copy, plan, **signed)))
            to_sql = sa.create_engine(f"sqlite:///{Path(folder) / f'pandas-{run}.sqlite'}")
            taken["pandas to_sql"].append(timed(partial(rows.to_sql, "edits", to_sql, index=False)))
            copy.dispose()
            to_sql.dispose()
        engine.dispose()
    _tell(actions, changed, len(frame.columns), len(content), {n: statistics.median(t) for n, t in taken.items()})


def _copy(folder: Path, run: int) -> sa.Engine:
    """A copy of the store, to apply to."""
    with (
        closing(sqlite3.connect(folder / "big.sqlite")) as old,
        closing(sqlite3.connect(folder / f"{run}.sqlite")) as new,
    ):
        old.backup(new)
    return engine_for(f"sqlite:///{folder / f'{run}.sqlite'}")


def _tell(actions: int, changed: int, columns: int, size: int, median: dict[str, float]) -> None:
    print(f"{actions:,} actions, {changed:,} of them changed, {columns} columns, {size / 1e6:.1f} MB; medians")
    for name, seconds in median.items():
        print(f"  {name:<26} {seconds:7.2f} s")

    def ratio(ours: str, theirs: str, aim: str) -> None:
        print(f"  {ours + ':':<20} {median[ours] / median[theirs]:6.2f} × {theirs}{aim}")

    ratio("our export", "XlsxWriter, bare", " (aim 2.00 or less)")
    ratio("our export", "pandas to_excel", " (aim 0.50 or less)")
    ratio("our import, as sent", "pandas read_excel, as sent", " (aim 0.50 or less)")
    ratio("our import, changed", "pandas read_excel, changed", " (aim 0.50 or less)")
    ratio("our apply", "pandas to_sql", f" ({1000 * median['our apply'] / changed:.1f} ms an action)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))

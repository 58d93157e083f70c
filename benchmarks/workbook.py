"""How long a workbook of 10,000 actions takes, out and in, against pandas with openpyxl on the same cells.

    python -m benchmarks.workbook [ACTIONS]

Out: from a rated register to the whole workbook, against `DataFrame.to_excel`. In: read, validate, merge three ways,
plan, against `pandas.read_excel`. Medians of five runs, in turn, so that a busy machine slows both. Aim: 0.5 or less.
"""

import random
import statistics
import sys
import time
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pandas as pd

from tracker.rules.records import (
    Action,
    ActionPart,
    Agency,
    Ask,
    Board,
    Evidence,
    Part,
    Recommendation,
    Review,
    Update,
)
from tracker.rules.register import Register
from tracker.rules.standing import Standing, build
from tracker.rules.words import EvidenceKind, Level, OwnRating, Rung, Status
from tracker.sheets.layouts.return_workbook import RETURN_WORKBOOK
from tracker.sheets.merge import make_plan
from tracker.sheets.read import read
from tracker.sheets.workbook import action_cells, write

TODAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
RUNS = 5
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
        made[id_] = Action(
            id_,
            code,
            sentence(chance, 18),
            owner,
            "Head of safeguarding",
            sentence(chance, 14),
            original,
            original + timedelta(days=chance.choice((0, 0, 0, 90))),
            status=chance.choice((Status.PLANNED, Status.IN_PROGRESS, Status.CLAIMED, Status.ASSURED)),
            created_on=date(2025, 1, 6),
            claimed_on=TODAY - timedelta(days=20),
        )
        links[f"{id_}|{part}"] = ActionPart(f"{id_}|{part}", id_, part)
        for u in (1, 2):
            day = TODAY - timedelta(days=chance.randint(1, 200))
            own = chance.choice(list(OwnRating))
            updates[f"{id_}-U{u}"] = Update(f"{id_}-U{u}", id_, day, "lead", sentence(chance, 30), own_rating=own)
        evidence[f"{id_}-E1"] = Evidence(f"{id_}-E1", id_, EvidenceKind.LINK, "seen", chance.choice(list(Rung)))
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


def timed(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(actions: int = 10_000) -> None:
    register = big_register(actions)
    standing = fresh(register)
    frame = pd.DataFrame(
        [action_cells(standing, RETURN_WORKBOOK, file) for file in standing.register.files.values()],
        columns=[column.heading for column in RETURN_WORKBOOK.columns],
    )
    content = write(standing, number=1, board_name="The Board", at=AT)
    plan = make_plan(read(content, "big.xlsx"), now=standing.register, sent=None, today=TODAY)
    assert plan.nothing_to_do and plan.unchanged == actions, plan.problems[:3]
    taken = {"our export": [], "pandas to_excel": [], "our import": [], "pandas read_excel": []}
    for _ in range(RUNS):
        new, now, sent = rated(fresh(register)), fresh(register).register, fresh(register).register
        taken["our export"].append(timed(lambda new=new: write(new, number=1, board_name="The Board", at=AT)))
        taken["pandas to_excel"].append(timed(lambda: frame.to_excel(BytesIO(), engine="openpyxl", index=False)))
        taken["our import"].append(
            timed(lambda now=now, sent=sent: make_plan(read(content, "big.xlsx"), now=now, sent=sent, today=TODAY))
        )
        taken["pandas read_excel"].append(
            timed(lambda: pd.read_excel(BytesIO(content), engine="openpyxl", sheet_name="Actions"))
        )
    median = {name: statistics.median(times) for name, times in taken.items()}
    print(f"{actions:,} actions, {len(frame.columns)} columns, {len(content) / 1e6:.1f} MB; medians of {RUNS}")
    for name, seconds in median.items():
        print(f"  {name:<18} {seconds:6.2f} s")
    print(f"  export: {median['our export'] / median['pandas to_excel']:.2f} × pandas (aim 0.50 or less)")
    print(f"  import: {median['our import'] / median['pandas read_excel']:.2f} × pandas (aim 0.50 or less)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))

"""A register of any size, through the real write door: R recommendations of N reviews, four actions each."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa

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
from tracker.store.database import changing

AGENCIES, THEMES, PER_REVIEW, ACTIONS_EACH = 14, 27, 25, 4
LIFE = (Status.PLANNED, Status.IN_PROGRESS, Status.CLAIMED, Status.ASSURED, Status.IN_PROGRESS, Status.RETURNED)


def fill(engine: sa.Engine, recommendations: int, *, today: date, say: Callable[[str], None] = print) -> None:
    """Fill an empty, upgraded store. Every fourth action has moved dates; a third of them are late."""
    start = datetime.combine(today - timedelta(days=400), datetime.min.time(), UTC)
    with signed(engine, start) as work:
        for n in range(AGENCIES):
            work.add(Agency(f"agency-{n}", f"Agency number {n}", f"Agency {n}", "police", is_board=n == 0))
        work.add(Board("board", "The board", "agency-0"))
        work.add(Person("manager", "Business manager"))
        work.add(PersonRole("manager/administrator", "manager", Role.ADMINISTRATOR))
        for n in range(THEMES):
            work.add(Theme(f"theme-{n}", f"Theme number {n}", n, "What the theme means.", ("cue", f"word{n}")))
    for first in range(0, recommendations, 500):
        with signed(engine, start + timedelta(days=first * 300 // max(recommendations, 1))) as work:
            for n in range(first, min(first + 500, recommendations)):
                _recommendation(work, n, today)
        say(f"  {min(first + 500, recommendations):,} recommendations")


def signed(engine, at):
    class Signed:
        def __enter__(self):
            self.door = changing(engine, by="system", verb="edit_register", at=at, door=Door.COMMAND_LINE)
            work = self.door.__enter__()
            work.allow("edit_register")
            return work

        def __exit__(self, *details):
            return self.door.__exit__(*details)

    return Signed()


def _recommendation(work, n: int, today: date) -> None:
    review = f"REVIEW-{n // PER_REVIEW:04d}"
    if n % PER_REVIEW == 0:
        work.add(
            Review(
                review,
                "board",
                "LCSPR",
                f"Child {n // PER_REVIEW}",
                f"Review number {n // PER_REVIEW}",
                state=Publication.PUBLISHED,
                published_on=today - timedelta(days=500 + n % 900),
            )
        )
    ref = str(n % PER_REVIEW + 1)
    id_ = f"{review}:{ref}"
    text = f"That partner agencies review how practice number {n} is supervised, recorded and audited."
    work.add(
        Recommendation(
            id_,
            review,
            ref,
            n % PER_REVIEW,
            Level.OVERVIEW,
            f"Review and audit practice number {n}",
            text,
            addressed_to=("partner agencies",),
            response=Response.ACCEPTED,
            response_on=today - timedelta(days=390),
            response_by="manager",
        )
    )
    work.add(Part(f"{id_}/", id_, "", 0, text))
    for step in (0, 7):
        theme = f"theme-{(n + step) % THEMES}"
        work.add(ThemeLink(f"{id_}|{theme}", id_, theme, True, confirmed_on=today, confirmed_by="manager"))
    for k in range(ACTIONS_EACH):
        _action(work, n, k, review, f"{id_}/", today)


def _action(work, n: int, k: int, review: str, part: str, today: date) -> None:
    agency = f"agency-{(n + k) % AGENCIES}"
    id_ = f"{review}-A{(n % PER_REVIEW) * ACTIONS_EACH + k + 1:03d}"
    status = LIFE[(n + k) % len(LIFE)]
    original = today + timedelta(days=(n * 37 + k * 53) % 500 - 180)
    moved = (n + k) % 4 == 0
    work.add(Ask(f"{part}|{agency}", part, agency, accepted_on=today - timedelta(days=390), accepted_by="manager"))
    claimed = status in (Status.CLAIMED, Status.ASSURED, Status.RETURNED)
    said = today - timedelta(days=(n * 11 + k * 29) % 200)
    work.add(
        Action(
            id_,
            review,
            f"Dip-sample twenty files and report on practice number {n}",
            agency,
            "Head of safeguarding",
            "Children are seen, heard and recorded.",
            original,
            original + timedelta(days=60 if moved else 0),
            due_exact=DateExactness.DAY,
            status=status,
            status_on=said,
            created_on=today - timedelta(days=380),
            claimed_on=said if claimed and status != Status.RETURNED else None,
            claimed_by="manager" if claimed and status != Status.RETURNED else None,
        )
    )
    work.add(ActionPart(f"{id_}|{part}", id_, part))
    work.add(
        Update(f"{id_}-U1", id_, said, "manager", f"Sampled; {k} of 20 had no chronology.", status, OwnRating.GREEN)
    )
    if moved:
        work.add(
            Extension(
                f"{id_}-X1",
                id_,
                original,
                original + timedelta(days=60),
                "A records system changed.",
                said,
                "manager",
                said,
                "manager",
            )
        )
    if claimed:
        work.add(
            Evidence(
                f"{id_}-E1",
                id_,
                EvidenceKind.STATEMENT,
                "Dip sample",
                Rung.DIP_SAMPLE,
                said,
                statement="20 files.",
                submitted_on=said,
                submitted_by="manager",
            )
        )
    if status in (Status.ASSURED, Status.RETURNED):
        outcome = Outcome.ASSURED if status == Status.ASSURED else Outcome.RETURNED
        work.add(Verification(f"{id_}-V1", id_, outcome, "Held against the sample.", said, "manager"))

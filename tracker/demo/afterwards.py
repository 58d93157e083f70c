"""What shows, in the illustrative register, whether anything helped: measures with their readings, a dip sample; and
whom letters go to when an agency stays silent. All of it invented; people are roles, never names."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from tracker.commands import contacts, measures, samples
from tracker.demo.agencies import N_TRUST, NORTHANTS, S_CHILDREN, S_GPS, S_HEALTH, S_SCHOOLS, SOUTHAMPTON
from tracker.demo.days import Happening, on
from tracker.demo.people import CHAIR, MANAGER, SCRUTINEER
from tracker.demo.play import Player
from tracker.rules.words import Direction, Door, Found, LadderRung


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure of one recommendation with its readings: day of the plan and value."""

    recommendation: str
    what: str
    unit: str
    direction: Direction
    baseline: float
    target: float
    source: str
    readings: tuple[tuple[int, float], ...]


MEASURES = (
    Measured(
        f"{SOUTHAMPTON}:10.2.3", "Children seen alone in a child protection enquiry", "% of enquiries", Direction.UP,
        61, 95, "Quarterly audit of 40 files", ((-360, 64), (-270, 70), (-180, 79), (-90, 83), (-20, 86)),
    ),
    Measured(
        f"{SOUTHAMPTON}:10.2.5", "Disagreements settled within ten working days", "% of disagreements", Direction.UP,
        48, 90, "Escalation log", ((-300, 52), (-210, 55), (-120, 51), (-30, 57)),
    ),
    Measured(
        f"{SOUTHAMPTON}:10.2.11", "Contacts answered later than one working day", "% of contacts", Direction.DOWN,
        22, 5, "Contract monitoring", ((-400, 18), (-300, 11), (-200, 6), (-100, 4), (-15, 4)),
    ),
    Measured(
        f"{NORTHANTS}:10", "Open cases with a family diagram", "% of cases", Direction.UP, 34, 90,
        "Dip sample of 30 cases", ((-330, 37), (-240, 45), (-150, 44), (-60, 49)),
    ),
)  # fmt: skip
MEASURED_FROM = -430
SAMPLED, LOOKED, SIZE, SEED = -64, -50, 6, "5f2c7a9e41d08b36"
ABSENT = "The form is there, but two of the five files that were looked at do not use it."
SEEN = "Seen in the files that were looked at."
CONTACTS = (
    (LadderRung.CHAIR, "Chair of the board", None),
    (LadderRung.BOARD_MEMBER, "Director of children's services", S_CHILDREN),
    (LadderRung.BOARD_MEMBER, "Board member for health", S_HEALTH),
    (LadderRung.BOARD_MEMBER, "Board member for schools", S_SCHOOLS),
    (LadderRung.BOARD_MEMBER, "Board member for general practice", S_GPS),
    (LadderRung.BOARD_MEMBER, "Board member for the trust", N_TRUST),
    (LadderRung.CHIEF_OFFICER, "Chief executive of the council", S_CHILDREN),
    (LadderRung.CHIEF_OFFICER, "Chief executive of the trust", N_TRUST),
)
KEPT = -500


def all_of_it(player: Player) -> Iterator[Happening]:
    """Contacts, measures and readings, one dip sample."""
    for rung, name, agency_id in CONTACTS:
        yield Happening(KEPT, partial(_contact, player, rung, name, agency_id))
    for measured in MEASURES:
        made: list[str] = []
        yield Happening(MEASURED_FROM, partial(_measure, player, measured, made))
        for day, value in measured.readings:
            yield Happening(day, partial(_read, player, measured, made, value))
    drawn: list[str] = []
    yield Happening(SAMPLED, partial(_draw, player, drawn))
    yield Happening(LOOKED, partial(_look, player, drawn))


def _contact(player: Player, rung: LadderRung, name: str, agency_id: str | None, at: datetime) -> None:
    address = f"{name.lower().replace(' ', '-').replace(chr(39), '')}@example.org"
    contacts.add(
        player.engine, rung=rung, name=name, email=address, agency_id=agency_id, by=MANAGER.id, at=at,
        door=Door.BROWSER,
    )  # fmt: skip


def _measure(player: Player, measured: Measured, made: list[str], at: datetime) -> None:
    measure = measures.add(
        player.engine, recommendation_id=measured.recommendation, what=measured.what, unit=measured.unit,
        direction=measured.direction, baseline=measured.baseline, baseline_on=on(player.today, MEASURED_FROM),
        target=measured.target, target_on=on(player.today, 180), source=measured.source, by=CHAIR.id, at=at,
        door=Door.BROWSER,
    )  # fmt: skip
    made.append(measure.id)


def _read(player: Player, measured: Measured, made: list[str], value: float, at: datetime) -> None:
    measures.read(
        player.engine, measure_id=made[0], value=value, source=measured.source, by=CHAIR.id, at=at, door=Door.BROWSER
    )


def _draw(player: Player, drawn: list[str], at: datetime) -> None:
    sample = samples.draw(
        player.engine, size=SIZE, seed=SEED, about="What was assured a year ago and more", by=SCRUTINEER.id, at=at,
        door=Door.BROWSER,
    )  # fmt: skip
    drawn.extend(f"{sample.id}-{number}" for number in range(1, sample.size + 1))


def _look(player: Player, drawn: list[str], at: datetime) -> None:
    """All but the last were looked at; one was not found."""
    for number, id_ in enumerate(drawn[:-1]):
        found = Found.NOT_FOUND if number == 1 else Found.FOUND
        words = ABSENT if found == Found.NOT_FOUND else SEEN
        samples.record(
            player.engine, finding_id=id_, found=found, note=words, by=SCRUTINEER.id, at=at, door=Door.BROWSER
        )

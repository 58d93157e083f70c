"""What changed for children: the measures of recommendations with their readings, as tables and as lines over time."""

from collections.abc import Sequence
from datetime import date

from tracker.packs.saying import day, recommendation
from tracker.rules import impact as rules
from tracker.rules.paper import Block, Heading, Line, Lines, Table
from tracker.rules.records import Measure
from tracker.rules.standing import Standing

SHORT = 3
"""The letters of a unit that stands at every number of a chart; a longer one stands in the heading and the table."""
NOT_READ = "not read yet"


def measures_of(now: Standing, recommendation_ids: Sequence[str]) -> list[Measure]:
    """The measures of some recommendations, in their order."""
    return [one for id_ in recommendation_ids for one in now.register.measures_of.get(id_, ())]


def points(now: Standing, measure: Measure) -> list[tuple[date, float]]:
    """Every point of a measure, the earliest first: its baseline, where it has a day, and its readings."""
    found = [(one.read_on, one.value) for one in now.register.readings_of.get(measure.id, ())]
    if measure.baseline is not None and measure.baseline_on is not None:
        found.append((measure.baseline_on, measure.baseline))
    return sorted(found)


def amount(value: float | None, unit: str) -> str:
    """A value with its unit, as on screen; "none" where there is none."""
    return "none" if value is None else rules.amount(value, unit)


def table(now: Standing, measures: Sequence[Measure], name: str = "Measures") -> Table:
    """Measures with baseline, target, every reading and what they say together."""
    rows = []
    for one in measures:
        said = rules.where(now.register, one, today=now.today)
        told = "\n".join(f"{day(r.read_on)}: {amount(r.value, one.unit)} ({r.source})" for r in said.readings)
        rows.append(
            (
                recommendation(now.register, one.recommendation_id),
                f"{one.what}: {one.direction.label.lower()}\n{_from_and_to(one)}",
                told or NOT_READ,
                said.in_words
                + (f"\n{said.silence[:1].upper()}{said.silence[1:]}." if said.silence and said.readings else ""),
            )
        )
    heads = ("Recommendation", "Measure", "Readings", "What they say")
    return Table(heads, tuple(rows), "Measures with their readings", name, (2.3, 3, 3, 3))


def _from_and_to(one: Measure) -> str:
    begun = f" on {day(one.baseline_on)}" if one.baseline_on else ""
    aim = f" by {day(one.target_on)}" if one.target_on else ""
    return f"from {amount(one.baseline, one.unit)}{begun}\ntarget {amount(one.target, one.unit)}{aim}"


def charts(now: Standing, measures: Sequence[Measure]) -> tuple[Block, ...]:
    """A line for each measure with two points or more. The table of measures follows them and says the same."""
    blocks: list[Block] = []
    for one in measures:
        held = points(now, one)
        if len(held) < 2:
            continue
        values = tuple(value for _, value in held)
        said = ", ".join(f"{amount(value, one.unit)} on {day(on)}" for on, value in held)
        aim = ("target", one.target) if one.target is not None else None
        unit = "%" if one.unit.startswith("%") else one.unit if len(one.unit) <= SHORT else ""
        days = tuple(on for on, _ in held)
        blocks += [
            Heading(f"{one.recommendation_id}: {one.what}" + (f" ({one.unit})" if unit != one.unit else ""), 2),
            Lines(days, (Line("latest", values),), f"{one.what}: {said}", unit, aim),
        ]
    return tuple(blocks)

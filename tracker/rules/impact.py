"""Did it help? Where a measure of a recommendation stands between its baseline and its target, in words."""

from dataclasses import dataclass
from datetime import date
from math import isfinite

from tracker.rules.dates import in_words, months_between, plural
from tracker.rules.records import Measure, Reading, Recommendation
from tracker.rules.register import Register
from tracker.rules.standing import Standing
from tracker.rules.words import Direction

SILENT_MONTHS = 6
"""A measure that nobody has read for so long says so."""
MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Where:
    """Where one measure stands on a day. `way` is how much of the way from baseline to target is done: 0 at the
    baseline, 1 at the target, less than 0 where it moved the other way; None where either is unknown."""

    measure: Measure
    readings: tuple[Reading, ...]
    way: float | None
    in_words: str
    silence: str | None = None
    """ "no reading for 8 months", where that is so."""

    @property
    def latest(self) -> Reading | None:
        """The last reading."""
        return self.readings[-1] if self.readings else None

    @property
    def met(self) -> bool:
        """Whether the latest reading is at the target or past it."""
        latest, target = self.latest, self.measure.target
        return latest is not None and target is not None and not _better(self.measure.direction, target, latest.value)


def where(register: Register, measure: Measure, *, today: date) -> Where:
    """Where a measure stands: its latest reading against its baseline and its target."""
    readings = register.readings_of.get(measure.id, ())
    silence = _silence(measure, readings, today)
    return Where(measure, readings, _way(measure, readings), _told(measure, readings), silence)


def of(standing: Standing, recommendation_id: str) -> tuple[Where, ...]:
    """Every measure of a recommendation, those still kept first."""
    found = standing.register.measures_of.get(recommendation_id, ())
    ordered = sorted(found, key=lambda one: one.ended_on is not None)
    return tuple(where(standing.register, one, today=standing.today) for one in ordered)


def closed_without_measure(standing: Standing) -> tuple[Recommendation, ...]:
    """Recommendations that were closed with nothing that would show whether it helped, in register order."""
    register = standing.register
    return tuple(
        rec
        for rec in register.recommendations.values()
        if rec.closed_on and rec.id not in standing.not_doing and not register.measures_of.get(rec.id)
    )


def number(value: float) -> str:
    """A number as people write it: 12, 1,250, 0.3, 87.5; no more than six digits that say something."""
    if not isfinite(value):
        return "no number"
    rounded = round(value, MOST_DIGITS)
    text = f"{rounded:,.{MOST_DIGITS}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text.replace("-", "−", 1)


def amount(value: float, unit: str) -> str:
    """A number with its unit: "87 %", "12 children"."""
    return f"{number(value)}\u00a0{unit}" if unit else number(value)


def _better(direction: Direction, one: float, other: float) -> bool:
    return one > other if direction == Direction.UP else one < other


def _way(measure: Measure, readings: tuple[Reading, ...]) -> float | None:
    if not readings or measure.baseline is None or measure.target is None or measure.baseline == measure.target:
        return None
    return (readings[-1].value - measure.baseline) / (measure.target - measure.baseline)


def _told(measure: Measure, readings: tuple[Reading, ...]) -> str:
    if not readings:
        return "Nobody has read it yet."
    last = readings[-1]
    said = f"{amount(last.value, measure.unit)} on {in_words(last.read_on)}"
    if measure.baseline is not None:
        said += f", from {amount(measure.baseline, measure.unit)}"
        if last.value == measure.baseline:
            said += ": no change"
        else:
            said += ": better" if _better(measure.direction, last.value, measure.baseline) else ": worse"
    if measure.target is None:
        return f"{said}. No target is set."
    if not _better(measure.direction, measure.target, last.value):
        return f"{said}. The target of {amount(measure.target, measure.unit)} is met."
    unit = "points" if measure.unit.startswith("%") else measure.unit  # 12 % short of 90 % would be 79.2 %
    left = amount(abs(measure.target - last.value), unit)
    by = f" by {in_words(measure.target_on)}" if measure.target_on else ""
    return f"{said}. {left} short of the target of {amount(measure.target, measure.unit)}{by}."


def _silence(measure: Measure, readings: tuple[Reading, ...], today: date) -> str | None:
    if measure.ended_on:
        return None
    if not readings:
        return "no reading yet"
    months = months_between(readings[-1].read_on, today)
    return f"no reading for {plural(months, 'month')}" if months >= SILENT_MONTHS else None

"""Measures of a recommendation: what would show that it helped, and what was read when, and where."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine

from tracker.commands._values import day_of, given, kept, line, maybe_line, past_day, sane_day
from tracker.rules.dates import in_words
from tracker.rules.errors import BadValueError, EmptyValueError
from tracker.rules.records import Measure, Reading, Recommendation
from tracker.rules.words import Direction, Door
from tracker.store.database import changing

LARGEST = 1e12


def add(
    engine: Engine,
    *,
    recommendation_id: str,
    what: str,
    unit: str,
    direction: Direction,
    baseline: float | None = None,
    baseline_on: date | None = None,
    target: float | None = None,
    target_on: date | None = None,
    source: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Measure:
    """Say what would show that a recommendation helped: a number, its unit, and which way it should move."""
    with changing(engine, by=by, verb="add_measure", at=at, door=door, token=token) as work:
        work.allow("measure")
        recommendation = work.get(Recommendation, recommendation_id)
        measure = Measure(
            id=work.next_id(Measure, f"{recommendation.id}-M"),
            recommendation_id=recommendation.id,
            what=line("What is measured", what),
            unit=line("Unit", unit, limit=40),
            direction=Direction(direction),
            baseline=_number("Baseline", baseline),
            baseline_on=past_day("Day of the baseline", baseline_on, day_of(at)) if baseline_on else None,
            target=_number("Target", target),
            target_on=sane_day("Day of the target", target_on) if target_on else None,
            source=maybe_line("Where it is read", source),
        )
        _check(measure)
        work.add(measure)
        return measure


def edit(
    engine: Engine,
    *,
    measure_id: str,
    what: str | None = None,
    unit: str | None = None,
    direction: Direction | None = None,
    baseline: float | None = None,
    baseline_on: date | None = None,
    target: float | None = None,
    target_on: date | None = None,
    source: str | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Measure:
    """Correct a measure. What is left out stays as it is; its readings stay."""
    with changing(engine, by=by, verb="edit_measure", at=at, door=door, token=token) as work:
        work.allow("measure")
        row = work.get(Measure, measure_id, seen=seen)
        values: dict[str, Any] = given(
            what=line("What is measured", what) if what is not None else None,
            unit=line("Unit", unit, limit=40) if unit is not None else None,
            direction=Direction(direction) if direction else None,
            baseline=_number("Baseline", baseline),
            baseline_on=past_day("Day of the baseline", baseline_on, day_of(at)) if baseline_on else None,
            target=_number("Target", target),
            target_on=sane_day("Day of the target", target_on) if target_on else None,
        )
        if source is not None:
            values["source"] = maybe_line("Where it is read", source)
        work.change(row, **values)
        changed = kept(work, Measure, row)
        _check(changed)
        first = min((r.read_on for r in work.all(Reading, measure_id=row.id, withdrawn_on=None)), default=None)
        if first and changed.baseline_on and first < changed.baseline_on:
            raise BadValueError(
                "Day of the baseline", in_words(changed.baseline_on), f"is after a reading, of {in_words(first)}"
            )
        return changed


def end(
    engine: Engine,
    *,
    measure_id: str,
    reason: str,
    on: date | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Measure:
    """Stop reading a measure, with the reason. What was read stays."""
    reason = line("Why is it read no more", reason)
    with changing(engine, by=by, verb="end_measure", at=at, door=door, reason=reason, token=token) as work:
        work.allow("measure")
        row = _kept_still(work.get(Measure, measure_id, seen=seen))
        work.change(row, ended_on=day_of(at, on), ended_by=by)
        return kept(work, Measure, row)


def read(
    engine: Engine,
    *,
    measure_id: str,
    value: float,
    source: str,
    on: date | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Reading:
    """Enter what a measure was on a day, and where that stands. A day has one reading: take the other back first."""
    with changing(engine, by=by, verb="read_measure", at=at, door=door, token=token) as work:
        work.allow("measure")
        measure = _kept_still(work.get(Measure, measure_id))
        day = day_of(at, on, field="Day of the reading")
        if measure.baseline_on and day < measure.baseline_on:
            raise BadValueError(
                "Day of the reading", in_words(day), f"is before the baseline, of {in_words(measure.baseline_on)}"
            )
        if work.all(Reading, measure_id=measure.id, read_on=day, withdrawn_on=None):
            raise BadValueError("Day of the reading", in_words(day), "has a reading already: take that one back first")
        number = _number("Value", value)
        if number is None:
            raise EmptyValueError("Value")
        id_ = work.next_id(Reading, f"{measure.id}-R")
        reading: Reading = work.add(Reading(id_, measure.id, day, number, line("Where it was read", source), by))
        return reading


def withdraw_reading(
    engine: Engine,
    *,
    reading_id: str,
    reason: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Reading:
    """Take back a reading that was wrong, with the reason. It stays on the record and counts no more."""
    reason = line("Why is it taken back", reason)
    with changing(engine, by=by, verb="withdraw_reading", at=at, door=door, reason=reason, token=token) as work:
        work.allow("measure")
        row = work.get(Reading, reading_id, seen=seen)
        if row.withdrawn_on:
            raise BadValueError("Reading", row.id, f"was taken back on {in_words(row.withdrawn_on)}")
        work.change(row, withdrawn_on=day_of(at), withdrawn_by=by)
        return kept(work, Reading, row)


def _number(field: str, value: float | None) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST:  # so no NaN either
        raise BadValueError(field, value, "is not a number that can be measured")
    return float(value)


def _kept_still(row: Any) -> Any:
    if row.ended_on:
        raise BadValueError("Measure", row.what, f"is read no more since {in_words(row.ended_on)}")
    return row


def _check(measure: Measure) -> None:
    """A target lies where the measure should move to, and after its baseline."""
    baseline, target = measure.baseline, measure.target
    if baseline is not None and target is not None:
        up = measure.direction == Direction.UP
        if target == baseline or (target > baseline) != up:
            way = "more" if up else "less"
            raise BadValueError("Target", f"{target:g}", f"is not {way} than the baseline, and {way} is better here")
    if measure.baseline_on and measure.target_on and measure.target_on <= measure.baseline_on:
        raise BadValueError("Day of the target", in_words(measure.target_on), "is not after the day of the baseline")

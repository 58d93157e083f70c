"""A paper's charts as places between 0 and 1, so that whoever draws them only multiplies: where a segment lies, where
a line goes, and where its words stand so that none lies on another."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import floor, isfinite, log10

from tracker.rules.dates import MONTHS
from tracker.rules.paper import Block, Lines, Strips
from tracker.rules.words import Brag

BESIDE, FROM_EDGE = 0.2, 0.26
"""Between the words of two days, as a share of the chart's width; those at the edges reach inwards."""
LINE_OF_WORDS = 16.0
"""The room that the words of one line need, in points."""
LOWEST, HIGHEST = 150.0, 600.0
"""Of a chart of lines, in points: it grows with the words that must stand beside it."""
MOST_STRIPS = 16
"""Strips in one picture: more would not fit on a page."""
LONGEST_LABEL, LONGEST_END = 90, 34
LEAST_SPAN = 1e-6


@dataclass(frozen=True, slots=True)
class Segment:
    """One rating's piece of a strip: where it begins and ends, and how many it stands for."""

    brag: Brag
    number: int
    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line: its pieces between the gaps, and where its words stand beside its end."""

    label: str
    brag: Brag | None
    pieces: tuple[tuple[tuple[float, float], ...], ...]
    words_at: float
    last: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart of lines, its ticks on both sides, and the level that is aimed at."""

    lines: tuple[Drawn, ...]
    across: tuple[tuple[float, str], ...]
    upwards: tuple[tuple[float, str], ...]
    aim: tuple[float, str, float] | None
    """Its level, its words, and where they stand."""
    high: float
    """How high it is drawn, in points."""


def segments(strips: Strips) -> tuple[tuple[str, tuple[Segment, ...]], ...]:
    """Each strip's segments; the longest strip reaches 1."""
    most = max((sum(max(0, n) for _, n in counts) for _, counts in strips.rows), default=0) or 1
    found = []
    for label, counts in strips.rows:
        at = 0
        pieces = []
        for brag, number in counts:
            if number > 0:
                pieces.append(Segment(brag, number, at / most, (at + number) / most))
                at += number
        found.append((cut(label, LONGEST_LABEL), tuple(pieces)))
    return tuple(found)


def pictures(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with many strips parted into pictures of which each fits on a page."""
    for block in blocks:
        if isinstance(block, Strips) and len(block.rows) > MOST_STRIPS:
            for at in range(0, len(block.rows), MOST_STRIPS):
                alt = block.alt if at == 0 else f"{block.alt} (continued)"
                yield Strips(block.rows[at : at + MOST_STRIPS], alt)
        else:
            yield block


def cut(words: str, most: int) -> str:
    """Words beside a chart, which has no room for many: the table that follows says them whole."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def plot(chart: Lines) -> Plot:
    """The whole chart. Its ground is nought unless a value lies below."""
    values = [v for line in chart.lines for v in line.values if v is not None and isfinite(v)]
    if chart.aim and isfinite(chart.aim[1]):
        values.append(chart.aim[1])
    whole = all(value == int(value) for value in values)
    ticks = _ticks(min([0.0, *values]), max([0.0, *values]), whole)
    low, high = ticks[0], ticks[-1]
    first, last = (min(chart.days), max(chart.days)) if chart.days else (date(2000, 1, 1), date(2000, 1, 1))
    span = max((last - first).days, 1)

    def up(value: float) -> float:
        return (value - low) / (high - low)

    def along(day: date) -> float:
        return (day - first).days / span if last > first else 0.5

    pieces = [_pieces(line.values, chart.days, along, up) for line in chart.lines]
    ends = [piece[-1][-1][1] if piece else 0.0 for piece in pieces]
    aimed = [up(chart.aim[1])] if chart.aim else []
    high_in_points = min(HIGHEST, max(LOWEST, LINE_OF_WORDS * 1.2 * (len(ends) + len(aimed))))
    apart = _apart([*ends, *aimed], min(LINE_OF_WORDS / high_in_points, 1 / max(1, len(ends) + len(aimed))))
    drawn = tuple(
        Drawn(cut(line.label, LONGEST_END), line.brag, piece, at, _last(line.values, chart.unit))
        for line, piece, at in zip(chart.lines, pieces, apart, strict=False)
    )
    aim = (
        (aimed[0], f"{cut(chart.aim[0], LONGEST_END)}: {said(chart.aim[1], chart.unit)}", apart[-1])
        if chart.aim
        else None
    )
    return Plot(
        drawn,
        tuple((along(day), _short(day)) for day in _days_said(chart.days, along)),
        tuple((up(tick), said(tick, chart.unit)) for tick in ticks),
        aim,
        high_in_points,
    )


def said(value: float, unit: str = "") -> str:
    """A value as it is written: "12", "3.5", "40%"."""
    number = f"{value:,.0f}" if value == int(value) else f"{value:,.4g}"
    return f"{number}{unit}" if unit in ("", "%") else f"{number} {unit}"


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def _last(values: Sequence[float | None], unit: str) -> str:
    known = [v for v in values if v is not None and isfinite(v)]
    return said(known[-1], unit) if known else ""


def _pieces(
    values: Sequence[float | None],
    days: Sequence[date],
    along: Callable[[date], float],
    up: Callable[[float], float],
) -> tuple[tuple[tuple[float, float], ...], ...]:
    pieces: list[list[tuple[float, float]]] = [[]]
    for day, value in zip(days, values, strict=False):
        if value is None or not isfinite(value):
            pieces.append([])
        else:
            pieces[-1].append((along(day), up(value)))
    return tuple(tuple(piece) for piece in pieces if piece)


def _ticks(low: float, high: float, whole: bool) -> list[float]:
    if high - low < LEAST_SPAN:
        high = low + 1
    rough = (high - low) / 4
    size = 10.0 ** floor(log10(rough))
    steps = (size * n for n in (1, 2, 2.5, 5, 10) if not whole or size * n == int(size * n))
    step = next((step for step in steps if step >= rough * 0.999), 1.0)
    begin = floor(low / step)
    ticks = [begin * step]
    while ticks[-1] < high - step * 1e-9:
        ticks.append((begin + len(ticks)) * step)
    return ticks


def _days_said(days: Sequence[date], along: Callable[[date], float]) -> list[date]:
    """The first day, the last, and such between as leave room for the words of each."""
    if not days:
        return []
    said_so_far = [days[0]]
    for day in days[1:-1]:
        room = FROM_EDGE if len(said_so_far) == 1 else BESIDE
        if along(day) - along(said_so_far[-1]) >= room and along(days[-1]) - along(day) >= FROM_EDGE:
            said_so_far.append(day)
    if along(days[-1]) - along(days[0]) > 0:
        said_so_far.append(days[-1])
    return said_so_far


def _apart(places: Sequence[float], gap: float) -> list[float]:
    """The same order, each at least the gap above the one below, moved as little as will do from the top down."""
    order = sorted(range(len(places)), key=lambda n: places[n])
    found = list(places)
    for before, now in pairwise(order):
        found[now] = max(found[now], found[before] + gap)
    over = (found[order[-1]] - 1.0) if order else 0.0
    if over > 0:
        ceiling = 1.0
        for now in reversed(order):
            found[now] = min(found[now], ceiling)
            ceiling = found[now] - gap
    return found

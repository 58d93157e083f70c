"""Stacked columns by date, each kind with its word and last number beside the last column."""

from collections.abc import Sequence
from datetime import date

from tracker.rules.dates import in_words
from tracker.ui.charts import QUIET, Series, Spec, show

CLOSEST = 0.085


def columns(days: Sequence[date], series: Sequence[Series], *, alt: str, key: str) -> None:
    """A column a day, the first kind at the foot. Words stand at the right, moved apart where they would touch."""
    names = [f"{in_words(day)}" for day in days]
    ticks = [f"{day.day} {day:%b}<br>{day.year}" if n in _told(days) else "" for n, day in enumerate(days)]
    bars: list[Spec] = [
        {
            "type": "bar", "x": names, "y": [number or None for number in one.numbers], "marker": dict(one.marker),
            "width": 0.62,
            "hovertemplate": f"%{{y}} {one.word}, %{{x}}<extra></extra>",
        }
        for one in series
    ]  # fmt: skip
    top = max((sum(one.numbers[n] for one in series) for n in range(len(days))), default=0) or 1
    texts: list[Spec] = []
    foot = 0.0
    for one in series:
        last = one.numbers[-1]
        middle = foot + last / 2
        foot += last
        if last:
            height = max(middle, texts[-1]["y"] + top * CLOSEST if texts else 0.0)
            place = {"x": 1, "xref": "paper", "y": height, "xanchor": "left", "xshift": 6}
            texts.append({**place, "text": f"{last:,} {one.word}"})
    x = {"type": "category", "tickvals": names, "ticktext": ticks, "tickangle": 0}
    y = {"rangemode": "tozero", "showgrid": True, "gridcolor": QUIET, "nticks": 5}
    show(bars, x=x, y=y, texts=texts, height=290, margin={"r": 128, "t": 12, "b": 40}, alt=alt, key=key, bargap=0.3)


def _told(days: Sequence[date], most: int = 4) -> set[int]:
    """The columns whose date is written out: the last and every so many before it, so that a phone can show them."""
    step = -(-len(days) // most)
    return set(range(len(days) - 1, -1, -step))

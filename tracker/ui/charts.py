"""The charts, one function each. Ratings differ in ink as well as colour, and every chart says itself in `alt`.

A chart is built as plain values and made into a figure once for each such value: adding to a figure piece by piece
costs 8 ms a label, and plotly's express half 46 ms a figure.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from tracker.rules.brag import LETTER, SHAPE
from tracker.rules.colours import MARKS, NEUTRAL
from tracker.rules.dates import NO_BREAK_SPACE, in_words
from tracker.rules.words import Brag

MARK = MARKS
INK = NEUTRAL
SYMBOL: dict[Brag, str] = {
    Brag.BLUE: "diamond",
    Brag.RED: "square",
    Brag.AMBER: "triangle-up",
    Brag.GREEN: "circle",
    Brag.GREY: "circle-open",
    Brag.NONE: "line-ew-open",
}
TEXT = "#000037"  # Streamlit's browser side swaps it for the reader's own text colour, light or dark
Spec = dict[str, Any]
QUIET = "rgba(121,131,139,.3)"
NOTHING = "rgba(0,0,0,0)"
LONGEST_LABEL = 34


@dataclass(frozen=True)
class Series:
    """One kind of thing in a bar chart: its word, how it is filled, and its number for each row."""

    word: str
    marker: Mapping[str, Any]
    numbers: Sequence[int]


def words(text: str, limit: int = LONGEST_LABEL) -> str:
    """Somebody's words as chart text: no markup in them, and not too long."""
    return escape(text if len(text) <= limit else text[: limit - 1] + "…", quote=False)


def days_axis(first: date, last: date, most: int = 5) -> Spec:
    """An axis of days: a short span is told in days, a long one in months, about `most` of either. Their words stand
    level on two lines; `most` is what keeps apart on the narrowest screen."""
    whole = max((last - first).days, 1)
    axis: Spec = {"type": "date", "tickangle": 0}
    if whole <= DAYS_AS_DAYS:
        return {**axis, "tickformat": "%-d %b<br>%Y", "tick0": first, "dtick": -(-whole // most) * 864e5}
    months = next(n for n in (1, 2, 3, 6, *range(12, 1200, 12)) if (whole / MONTH + 1) / n <= most)
    return {**axis, "tickformat": "%b<br>%Y", "tick0": date(first.year, 1, 1), "dtick": f"M{months}"}


def fill(brag: Brag) -> dict[str, Any]:
    """How a rating is filled: ink follows the trouble. Red solid, amber striped, grey empty, green a wash, blue a wash
    with dots; the outline carries the contrast."""
    colour = MARK[brag]
    wash = _wash(colour)
    inside = {Brag.RED: colour, Brag.AMBER: colour, Brag.BLUE: colour, Brag.GREEN: wash}.get(brag, NOTHING)
    marker: dict[str, Any] = {"color": inside, "line": {"color": colour, "width": 1.25}}
    if brag in (Brag.AMBER, Brag.BLUE):
        shape, size, solidity = ("/", 8, 0.22) if brag == Brag.AMBER else (".", 6, 0.2)
        marker["pattern"] = {
            "shape": shape, "size": size, "solidity": solidity, "fgcolor": colour, "bgcolor": wash,
        }  # fmt: skip
    return marker


def neutral() -> dict[str, Any]:
    """The fill of what is no rating."""
    return {
        "color": INK,
        "line": {"color": INK, "width": 1.25},
        "pattern": {"shape": "x", "size": 6, "solidity": 0.25, "fgcolor": INK, "bgcolor": _wash(INK)},
    }


def _wash(colour: str) -> str:
    return "rgba({},{},{},.28)".format(*(int(colour[i : i + 2], 16) for i in (1, 3, 5)))


AXIS: Spec = {
    "showline": False, "ticks": "", "zeroline": False, "automargin": True, "fixedrange": True, "gridcolor": QUIET,
    "tickfont": {"color": TEXT, "size": 13},
}  # fmt: skip
LAYOUT: Spec = {
    "showlegend": False,
    "bargap": 0.38,
    "barmode": "relative",
    "dragmode": False,
    "paper_bgcolor": NOTHING,
    "plot_bgcolor": NOTHING,
    "font": {"color": TEXT, "size": 14},
    "hoverlabel": {"font": {"size": 14}},
}
NO_AXIS: Spec = {"showticklabels": False, "showgrid": False}
MONTH, DAYS_AS_DAYS = 30, 75


def show(
    traces: Iterable[Spec],
    *,
    height: int,
    alt: str,
    key: str,
    x: Spec | None = None,
    y: Spec | None = None,
    texts: Iterable[Spec] = (),
    lines: Iterable[Spec] = (),
    margin: Spec | None = None,
    **layout: Any,
) -> None:
    """Draw a chart: no frame, no legend, nothing to drag. Text colours are the chart's own: Streamlit's theme would
    otherwise grey them below 4.5:1."""
    spec = {
        "data": list(traces),
        "layout": {
            **LAYOUT,
            "height": height,
            "margin": {"l": 0, "r": 8, "t": 8, "b": 24, **(margin or {})},
            "xaxis": {**AXIS, **(x or {})},
            "yaxis": {**AXIS, "showgrid": False, "tickfont": {"color": TEXT, "size": 14}, **(y or {})},
            "annotations": [{"showarrow": False, "font": {"color": TEXT}, **text} for text in texts],
            "shapes": list(lines),
            **layout,
        },
    }
    figure = _figure(json.dumps(spec, default=date.isoformat))
    st.plotly_chart(figure, alt=alt, key=key, config={"displayModeBar": False, "responsive": True})


@lru_cache(maxsize=128)
def _figure(spec: str) -> go.Figure:
    return go.Figure(json.loads(spec))


def strips(names: Sequence[str], counts: Sequence[Sequence[tuple[Brag, int]]], *, alt: str, key: str) -> None:
    """One stacked strip a name, the counts above their segments, no axis."""
    labels = _distinct([f"<b>{words(name)}</b>" for name in names])
    bars = [
        {
            "type": "bar", "orientation": "h", "width": 0.4, "marker": fill(brag), "y": labels,
            "x": [row[place][1] or None for row in counts],
            "hovertemplate": f"%{{x}} {brag.label.lower()}<extra></extra>",
        }
        for place, (brag, _) in enumerate(counts[0])
    ]  # fmt: skip
    texts = []
    for row, pairs in enumerate(counts):
        at = 0
        for brag, number in pairs:
            if number:
                text = f"{SHAPE[brag]} {number}"
                texts.append({"x": at, "y": row, "yshift": 23, "text": text, "xanchor": "left"})
            at += number
    y = {"autorange": "reversed"}
    show(bars, x=NO_AXIS, y=y, texts=texts, height=70 * len(names) + 14, margin={"t": 14, "b": 0}, alt=alt, key=key)


def sided(names: Sequence[str], left: Sequence[Series], right: Sequence[Series], *, alt: str, key: str) -> None:
    """Bars to both sides of a line, totals at their ends, the first name on top. Nearest the line comes first."""
    labels = _distinct([words(name) for name in names])
    traces: list[Spec] = []
    reach = []
    for sign, series, anchor in ((-1, left, "middle left"), (1, right, "middle right")):
        traces += [
            {
                "type": "bar", "orientation": "h", "marker": dict(one.marker), "y": labels,
                "x": [sign * n for n in one.numbers], "customdata": list(one.numbers),
                "hovertemplate": f"%{{y}}: %{{customdata}} {one.word}<extra></extra>",
            }
            for one in series
        ]  # fmt: skip
        totals = [sum(one.numbers[row] for one in series) for row in range(len(names))]
        traces.append(
            _labels([sign * t for t in totals], labels, [str(t) if t or sign < 0 else "" for t in totals], anchor)
        )
        reach.append(max(totals, default=0))
    spare = max(1.0, max(reach) * 0.14)
    show(
        traces,
        x={**NO_AXIS, "range": [-reach[0] - spare, reach[1] + spare]},
        y={"autorange": "reversed"},
        lines=[_upright(0, MARK[Brag.GREY])],
        height=26 * len(names) + 30,
        alt=alt,
        key=key,
    )


@dataclass(frozen=True)
class Moved:
    """One row of `moves`: a name, the original date, the current one, and the rating that marks it."""

    name: str
    original: date
    current: date | None
    brag: Brag
    why: str


def moves(items: Sequence[Moved], today: date, *, alt: str, key: str) -> None:
    """How far each date has moved: ring (original), line, mark (current); a vertical line at the day."""
    rows = list(zip(items, _distinct([item.name for item in items]), strict=True))
    between: Spec = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "x": [], "y": []}
    between["line"] = {"color": MARK[Brag.GREY], "width": 3}
    for item, label in rows:
        between["x"] += [item.original, item.current or item.original, None]
        between["y"] += [label, label, None]
    ring = {"symbol": "circle-open", "size": 10, "color": MARK[Brag.GREY], "line": {"width": 2}}
    traces = [between, _marks([(i.original, label, "original date") for i, label in rows], ring)]
    for brag in MARK:
        some = [(i.current, label, words(i.why, 90)) for i, label in rows if i.brag == brag and i.current]
        if some:
            mark = {"symbol": SYMBOL[brag], "size": 12, "color": MARK[brag], "line": {"color": MARK[brag], "width": 1}}
            traces.append(_marks(some, mark))
    undated = [(i.original, label) for i, label in rows if i.current is None]
    traces.append(
        _labels(
            [x for x, _ in undated], [y for _, y in undated], ["no date now"] * len(undated), "middle right", away=4
        )
    )
    days = [today, *(i.original for i in items), *(i.current for i in items if i.current)]
    note = {"x": today, "y": 1, "yref": "paper", "text": f"as at {in_words(today, today)} "}
    show(
        traces,
        x=days_axis(min(days), max(days), 3),
        y={"range": [len(items) - 0.5, -0.7], "type": "category"},
        texts=[{**note, "yanchor": "bottom", "xanchor": "right"}],
        lines=[_upright(today, INK)],
        height=23 * len(items) + 86,
        margin={"t": 24, "b": 40},
        alt=alt,
        key=key,
    )


@dataclass(frozen=True)
class Stood:
    """One stretch of a ribbon: a name stood at a rating from one day up to, not including, another."""

    name: str
    since: date
    until: date
    brag: Brag


def ribbon(stretches: Sequence[Stood], *, alt: str, key: str) -> None:
    """How each part has stood: a ribbon by date in the fill of its rating, its letter at each change."""
    names = list(dict.fromkeys(s.name for s in stretches))
    first, last = min(s.since for s in stretches), max(s.until for s in stretches)
    whole = max((last - first).days, 1)
    bars, texts = [], []
    for one in stretches:
        days, label = (one.until - one.since).days, f"<b>{words(one.name)}</b>"
        hover = f"{words(one.name)}: {one.brag.label.lower()} from {in_words(one.since)}<extra></extra>"
        bars.append(
            {
                "type": "bar", "orientation": "h", "width": 0.5, "marker": fill(one.brag), "hovertemplate": hover,
                "y": [label], "x": [days * 864e5], "base": [one.since],
            }
        )  # fmt: skip
        if days > whole / 24:
            texts.append({"x": one.since, "y": label, "text": LETTER[one.brag], "xanchor": "left", "yshift": 19})
    y = {"autorange": "reversed", "type": "category"}
    show(
        bars,
        x=days_axis(first, last),
        y=y,
        texts=texts,
        height=46 * len(names) + 60,
        barmode="overlay",
        alt=alt,
        key=key,
    )


@dataclass(frozen=True)
class Line:
    """One line over time: its word at the end, its numbers, and how it is drawn."""

    word: str
    numbers: Sequence[int]
    colour: str
    dash: str = "solid"
    width: float = 2.5


def lines(days: Sequence[date], series: Sequence[Line], *, alt: str, key: str) -> None:
    """Lines over time, each with its word and last number at its end; ends too close together are moved apart."""
    traces = [
        {
            "type": "scatter", "mode": "lines", "cliponaxis": False, "x": list(days), "y": list(one.numbers),
            "line": {"color": one.colour, "dash": one.dash, "width": one.width, "shape": "hv"},
            "hovertemplate": f"%{{y}} {one.word}, %{{x|%-d %b %Y}}<extra></extra>",
        }
        for one in series
    ]  # fmt: skip
    top = max((max(one.numbers, default=0) for one in series), default=1) or 1
    texts: list[Spec] = []
    for one in sorted(series, key=lambda s: s.numbers[-1]):
        height = max(float(one.numbers[-1]), texts[-1]["y"] + top * 0.085 if texts else 0.0)
        place = {"x": 1, "xref": "paper", "y": height, "xanchor": "left", "xshift": 6}
        texts.append({**place, "text": f"{one.numbers[-1]} {one.word}"})
    x, y = days_axis(days[0], days[-1]), {"rangemode": "tozero", "showgrid": True, "nticks": 5}
    show(traces, x=x, y=y, texts=texts, height=290, margin={"r": 128, "t": 12, "b": 40}, alt=alt, key=key)


@dataclass(frozen=True)
class Point:
    """A recommendation in `joined`: its id, the reference printed beside it, its rating and why."""

    id: str
    ref: str
    brag: Brag
    why: str


def joined(
    heads: tuple[str, str],
    left: Sequence[Point],
    right: Sequence[Point],
    pairs: Sequence[tuple[str, str, float]],
    *,
    alt: str,
    key: str,
) -> None:
    """Two columns of references, joined where they ask for the same thing; thicker is closer, joined ones are bold."""
    rows = max(len(left), len(right), 2) - 1
    heights = {p.id: n * rows / max(len(side) - 1, 1) for side in (left, right) for n, p in enumerate(side)}
    best = max((score for *_, score in pairs), default=1.0) or 1.0
    steps = [n / 24 for n in range(25)]
    traces: list[Spec] = [
        {
            "type": "scatter", "mode": "lines", "hoverinfo": "skip", "x": steps,
            "y": [heights[a] + (heights[b] - heights[a]) * t * t * (3 - 2 * t) for t in steps],
            "line": {"color": INK, "width": 1.2 + 4 * (score / best) ** 2},
        }
        for a, b, score in pairs
    ]  # fmt: skip
    bold = {id_ for a, b, _ in pairs for id_ in (a, b)}
    for points, x, side in ((left, 0, "middle left"), (right, 1, "middle right")):
        marks = [MARK[p.brag] for p in points]
        symbols = [SYMBOL[p.brag] for p in points]
        shown = [(x, heights[p.id], f"{words(p.ref)}: {words(p.why, 90)}") for p in points]
        traces.append(
            _marks(shown, {"symbol": symbols, "color": marks, "size": 13, "line": {"width": 1.5, "color": marks}})
        )
        refs = [f"<b>{words(p.ref, 12)}</b>" if p.id in bold else words(p.ref, 12) for p in points]
        traces.append(_labels([x] * len(points), [heights[p.id] for p in points], refs, side, away=4))
    texts = [
        {"x": x, "y": -1, "text": f"<b>{words(head, 22)}</b>", "xanchor": "center"} for x, head in enumerate(heads)
    ]
    show(
        traces,
        x={"visible": False, "range": [-0.02, 1.02]},
        y={"visible": False, "range": [rows + 0.6, -1.5]},
        texts=texts,
        height=33 * (rows + 2),
        margin={"l": 96, "r": 96, "t": 0, "b": 0},
        alt=alt,
        key=key,
    )


def _marks(points: Sequence[tuple[Any, Any, str]], marker: Spec) -> Spec:
    """Marks with what they say when pointed at; dates say their day too."""
    dated = bool(points) and isinstance(points[0][0], date)
    return {
        "type": "scatter", "mode": "markers", "cliponaxis": False, "marker": marker,
        "x": [x for x, _, _ in points], "y": [y for _, y, _ in points], "customdata": [said for *_, said in points],
        "hovertemplate": ("%{x|%-d %b %Y}: " if dated else "") + "%{customdata}<extra></extra>",
    }  # fmt: skip


def _labels(x: Sequence[Any], y: Sequence[Any], texts: Sequence[str], position: str, *, away: int = 2) -> Spec:
    """Text beside points, all in one trace, kept away from them by so many spaces."""
    space = NO_BREAK_SPACE * away
    kept = [f"{text}{space}" if position == "middle left" else f"{space}{text}" for text in texts]
    return {
        "type": "scatter", "mode": "text", "hoverinfo": "skip", "cliponaxis": False, "textposition": position,
        "x": list(x), "y": list(y), "text": kept, "textfont": {"color": TEXT, "size": 14},
    }  # fmt: skip


def _upright(x: Any, colour: str) -> Spec:
    """A vertical line through the whole chart."""
    line = {"color": colour, "width": 1.5}
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": line}


def _distinct(labels: Sequence[str]) -> list[str]:
    """Labels that a category axis keeps apart: an equal one gets characters that nobody sees."""
    seen: dict[str, int] = {}
    found = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        found.append(label + "\u200b" * (seen[label] - 1))
    return found

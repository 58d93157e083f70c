"""The charts of proof: where a true rate lies, and how a measure moved from its baseline towards its target."""

from collections.abc import Sequence
from datetime import date

from tracker.rules.dates import in_words
from tracker.rules.impact import Where, amount
from tracker.rules.sampling import Estimate
from tracker.rules.words import Brag
from tracker.ui.charts import INK, MARK, QUIET, Spec, days_axis, show, words


def interval(estimate: Estimate, *, key: str) -> None:
    """A bar from nothing to all, the range in which the true rate lies, and a mark where it most likely is."""
    if estimate.rate is None:
        return
    best = 100 * estimate.rate
    low, high = estimate.hundreds if estimate.low is not None else (best, best)
    row = ["found"]
    traces: list[Spec] = [
        _bar(row, 0, 100, "rgba(0,0,0,0)", QUIET),
        _bar(row, low, high - low, "rgba(122,106,128,.28)", INK),
        {
            "type": "scatter", "mode": "markers", "x": [best], "y": row, "cliponaxis": False,
            "marker": {"symbol": "diamond", "size": 13, "color": INK, "line": {"color": INK, "width": 1}},
            "hovertemplate": f"most likely {best:.0f} in 100<extra></extra>",
        },
    ]  # fmt: skip
    show(
        traces,
        x={"range": [0, 100], "tickvals": [0, 25, 50, 75, 100], "ticktext": ["none", "25", "50", "75", "all 100"]},
        y={"showticklabels": False},
        height=84,
        barmode="overlay",
        margin={"l": 18, "r": 28, "b": 28},
        alt=f"Most likely {best:.0f} in 100 would be found. {estimate.in_words}",
        key=key,
    )


def _bar(row: Sequence[str], start: float, length: float, inside: str, edge: str) -> Spec:
    return {
        "type": "bar", "orientation": "h", "width": 0.5, "y": list(row), "x": [length], "base": [start],
        "marker": {"color": inside, "line": {"color": edge, "width": 1.25}}, "hoverinfo": "skip",
    }  # fmt: skip


def measure(found: Where, today: date, *, key: str) -> None:
    """A measure over time: ring at the baseline, its readings joined, the target as a broken line."""
    one, unit = found.measure, found.measure.unit
    points = [(r.read_on, r.value) for r in found.readings]
    line = {"color": INK, "width": 2.5}
    traces: list[Spec] = [
        {
            "type": "scatter", "mode": "lines+markers", "x": [day for day, _ in points], "y": [v for _, v in points],
            "line": line, "cliponaxis": False, "customdata": [words(amount(v, unit)) for _, v in points],
            "marker": {"size": 9, "color": INK, "line": {"color": INK, "width": 1}},
            "hovertemplate": "%{x|%-d %b %Y}: %{customdata}<extra></extra>",
        }
    ]  # fmt: skip
    texts: list[Spec] = []
    days = [day for day, _ in points] or [today]
    first, last = min([*days, one.baseline_on or days[0]]), max([*days, today])
    if one.baseline is not None:
        began = one.baseline_on or first
        ring = {"symbol": "circle-open", "size": 11, "color": INK, "line": {"width": 2, "color": INK}}
        traces.append(
            {
                "type": "scatter", "mode": "lines", "x": [began, days[0]], "y": [one.baseline, points[0][1]],
                "line": {"color": INK, "width": 1.5, "dash": "dot"}, "hoverinfo": "skip",
            } if points else {"type": "scatter", "x": [], "y": []}
        )  # fmt: skip
        traces.append(
            {
                "type": "scatter", "mode": "markers", "x": [began], "y": [one.baseline], "marker": ring,
                "cliponaxis": False, "hovertemplate": f"baseline {words(amount(one.baseline, unit))}<extra></extra>",
            }
        )  # fmt: skip
    shapes: list[Spec] = []
    values = [v for v in (*(v for _, v in points), one.baseline, one.target) if v is not None]
    if one.target is not None:
        edge = {"color": MARK[Brag.GREY], "width": 2, "dash": "dash"}
        shapes.append(
            {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": one.target, "y1": one.target, "line": edge}
        )
        said = {"x": 0, "xref": "paper", "xanchor": "left", "y": one.target, "yanchor": "bottom"}
        texts.append({**said, "text": f"target {words(amount(one.target, unit))}"})
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * 0.15 or abs(high) * 0.1 or 1.0
    show(
        traces,
        x=days_axis(first, last, 4),
        y={"showgrid": True, "nticks": 5, "range": [min(low - room, low), high + 1.6 * room]},
        texts=texts,
        lines=shapes,
        height=230,
        margin={"l": 8, "r": 16, "t": 12, "b": 40},
        alt=f"{one.what}: {found.in_words} {len(points)} readings until {in_words(last)}",
        key=key,
    )

"""Marks on a line of years, one line a kind of thing, each mark with its number."""

from collections.abc import Sequence

from tracker.ui.charts import INK, TEXT, Spec, show

MOST_TICKS = 6


def over_years(
    years: Sequence[int],
    names: Sequence[str],
    counts: Sequence[Sequence[int]],
    symbols: Sequence[str],
    *,
    alt: str,
    key: str,
) -> None:
    """A line for each name, the first on top; a mark in every year that counts something, its number above it. Each
    line has a symbol of its own."""
    traces: list[Spec] = []
    for place, (name, some, symbol) in enumerate(zip(names, counts, symbols, strict=True)):
        told = [(year, n) for year, n in zip(years, some, strict=True) if n]
        traces.append(
            {
                "type": "scatter", "mode": "markers+text", "x": [year for year, _ in told], "y": [place] * len(told),
                "text": [f"{n:,}" for _, n in told], "textposition": "top center",
                "textfont": {"color": TEXT, "size": 13}, "cliponaxis": False,
                "marker": {"symbol": symbol, "size": 13, "color": INK, "line": {"width": 1.5, "color": INK}},
                "hovertemplate": f"%{{x}}: %{{text}} {name.lower()}<extra></extra>",
            }
        )  # fmt: skip
    first, last = min(years), max(years)
    step = max(1, -(-(last - first) // MOST_TICKS))
    spare = max(0.5, (last - first) * 0.05)
    show(
        traces,
        x={"range": [first - spare, last + spare], "tick0": first, "dtick": step, "tickformat": "d", "tickangle": 0},
        y={
            "range": [len(names) - 0.5, -0.8], "tickvals": list(range(len(names))), "ticktext": list(names),
            "showgrid": True,
        },
        height=52 * len(names) + 40,
        alt=alt,
        key=key,
    )  # fmt: skip

"""What hangs together, as a picture: reviews, themes and agencies in three columns, joined by what is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.rules.words import Brag
from tracker.ui.charts import INK, MARK, NO_AXIS, Spec, _labels, _marks, neutral, show, words

STEPS = tuple(n / 16 for n in range(17))
ROW = 34
PAGE = "#000038"  # Streamlit's browser side swaps it for the page's own colour


@dataclass(frozen=True)
class Node:
    """One thing of a column: its id, its words, and what it says when pointed at."""

    id: str
    name: str
    why: str


@dataclass(frozen=True)
class Tie:
    """Two nodes of neighbouring columns, how much is asked between them, and whether any of it is assured."""

    a: str
    b: str
    weight: int
    assured: bool


def web(heads: Sequence[str], columns: Sequence[Sequence[Node]], ties: Sequence[Tie], *, alt: str, key: str) -> None:
    """Columns of names joined by lines: thicker is more asked, solid is something assured, dotted is nothing yet."""
    rows = max((len(column) for column in columns), default=1)
    places: dict[str, tuple[float, float]] = {}
    for x, column in enumerate(columns):
        for n, node in enumerate(column):
            places[node.id] = (float(x), (n + 0.5) * rows / len(column))
    most = max((tie.weight for tie in ties), default=1)
    traces = [_tie(tie, places, most) for tie in ties]
    texts: list[Spec] = []
    dot: Spec = {"symbol": "circle", "size": 10, "color": INK, "line": {"width": 1, "color": INK}}
    for x, column in enumerate(columns):
        traces.append(_marks([(*places[node.id], words(node.why, 110)) for node in column], dot))
        if 0 < x < len(columns) - 1:  # on the page's own colour, or the lines would run through the words
            texts += [
                {"x": x, "y": places[node.id][1], "yshift": 13, "text": words(node.name, 32), "bgcolor": PAGE}
                for node in column
            ]
            continue
        side = "middle left" if x == 0 else "middle right"
        at = [places[node.id] for node in column]
        names = [words(node.name, 22) for node in column]
        traces.append(_labels([a for a, _ in at], [b for _, b in at], names, side, away=3))
    texts += [
        {"x": x, "y": -0.6, "text": f"<b>{words(head, 22)}</b>", "xanchor": anchor, "xshift": shift}
        for x, (head, anchor, shift) in enumerate(zip(heads, ("right", "center", "left"), (-14, 0, 14), strict=False))
    ]
    last = len(columns) - 1
    show(
        traces,
        x={"visible": False, "range": [-0.02, last + 0.02]},
        y={"visible": False, "range": [rows + 0.3, -1.1]},
        texts=texts,
        height=ROW * (rows + 2),
        margin={"l": 150, "r": 170, "t": 0, "b": 0},
        alt=alt,
        key=key,
    )


def bars(names: Sequence[str], numbers: Sequence[int], *, alt: str, key: str) -> None:
    """One bar a name with its number at the end, the first on top."""
    labels = [words(name) for name in names]
    traces: list[Spec] = [
        {"type": "bar", "orientation": "h", "width": 0.5, "x": list(numbers), "y": labels, "marker": neutral(),
         "hoverinfo": "skip"},
        _labels(numbers, labels, [str(number) for number in numbers], "middle right"),
    ]  # fmt: skip
    x = {**NO_AXIS, "range": [0, 1.2 * max(numbers, default=1)]}
    show(traces, x=x, y={"autorange": "reversed"}, height=32 * len(names) + 20, margin={"b": 4}, alt=alt, key=key)


def _tie(tie: Tie, places: Mapping[str, tuple[float, float]], most: int) -> Spec:
    (x0, y0), (x1, y1) = places[tie.a], places[tie.b]
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip",
        "x": [x0 + (x1 - x0) * t for t in STEPS],
        "y": [y0 + (y1 - y0) * t * t * (3 - 2 * t) for t in STEPS],
        "line": {
            "color": INK if tie.assured else MARK[Brag.GREY], "width": 1 + 4 * tie.weight / most,
            "dash": "solid" if tie.assured else "dot",
        },
    }  # fmt: skip

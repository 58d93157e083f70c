"""Reviews on a ring, joined where they ask for the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

from tracker.ui.charts import INK, Spec, show, words

HEIGHT = 430
STEPS = 16
LONGEST = 18


@dataclass(frozen=True)
class Link:
    """Two reviews by id, how many pairs join them, and whether a person confirmed any."""

    a: str
    b: str
    number: int
    confirmed: bool


def ring(names: Mapping[str, str], links: Sequence[Link], *, alt: str, key: str) -> None:
    """Each name on a ring; a line for each link, thicker for more pairs, dotted where nobody confirmed one. The number
    of pairs stands at its middle."""
    count = max(len(names), 1)
    places = {id_: (sin(2 * pi * n / count), cos(2 * pi * n / count)) for n, id_ in enumerate(names)}
    most = max((link.number for link in links), default=1)
    traces = [_line(places[link.a], places[link.b], link, most) for link in links]
    marker = {"size": 13, "color": INK, "line": {"width": 1.5, "color": INK}}
    traces.append(
        {
            "type": "scatter", "mode": "markers", "cliponaxis": False, "marker": marker, "hoverinfo": "skip",
            "x": [x for x, _ in places.values()], "y": [y for _, y in places.values()],
        }
    )  # fmt: skip
    texts = [_name(x, y, names[id_]) for id_, (x, y) in places.items()]
    show(
        traces,
        x={"visible": False, "range": [-1.75, 1.75]},
        y={"visible": False, "range": [-1.3, 1.3]},
        texts=texts,
        height=HEIGHT,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        alt=alt,
        key=key,
    )


def _name(x: float, y: float, name: str) -> Spec:
    side = "left" if x > 0.2 else "right" if x < -0.2 else "center"
    return {
        "x": x * 1.1, "y": y * 1.12, "text": f"<b>{words(name, LONGEST)}</b>", "xanchor": side, "yanchor": "middle",
    }  # fmt: skip


def _line(one: tuple[float, float], other: tuple[float, float], link: Link, most: int) -> dict[str, Any]:
    """A curve that bends towards the middle of the ring."""
    points = []
    for step in range(STEPS + 1):
        t = step / STEPS
        points.append(tuple((1 - t) ** 2 * a + 2 * t * (1 - t) * 0.3 * (a + b) / 2 + t * t * b
                            for a, b in zip(one, other, strict=True)))  # fmt: skip
    words_ = f"{link.number} pairs" if link.number != 1 else "1 pair"
    return {
        "type": "scatter", "mode": "lines", "cliponaxis": False,
        "x": [x for x, _ in points], "y": [y for _, y in points],
        "line": {"color": INK, "width": 1.2 + 5 * link.number / most, "dash": "solid" if link.confirmed else "dot"},
        "hovertemplate": f"{words_}{', some confirmed' if link.confirmed else ''}<extra></extra>",
    }  # fmt: skip

"""The colours of paper, ink and ratings, wherever something is printed (the look: shape and word come first)."""

from tracker.rules.words import Brag

INK = "#1D2126"
QUIET = "#42474C"
SECOND_GROUND = "#F4F2ED"
RULE = "#CFCBC2"
ACCENT = "#4A2C52"
NEUTRAL = "#7A6A80"
"""Lines of a chart that are no rating."""

CHIPS: dict[Brag, tuple[str, str]] = {
    Brag.BLUE: ("#143F75", "#DCE8F6"),
    Brag.RED: ("#86190F", "#F9DDD8"),
    Brag.AMBER: ("#6B4300", "#FBE9C6"),
    Brag.GREEN: ("#17532E", "#DCEFDF"),
    Brag.GREY: ("#42474C", "#E9E8E4"),
    Brag.NONE: ("#42474C", "#FFFFFF"),
}
"""Text and ground of each rating's chip: at least 7.5:1."""

MARKS: dict[Brag, str] = {
    Brag.BLUE: "#3A78BD",
    Brag.RED: "#CC4136",
    Brag.AMBER: "#B87814",
    Brag.GREEN: "#3B8C58",
    Brag.GREY: "#79838B",
    Brag.NONE: "#79838B",
}
"""The outline of each rating's segment in a chart: at least 3.6:1 on paper and on ink."""

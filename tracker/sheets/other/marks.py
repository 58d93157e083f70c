"""Marks in a cell that is ticked or left: what says yes, what says no, and what is neither."""

TICKS = frozenset({"x", "y", "yes", "✓", "✔", "√", "•", "●", "1", "tick", "þ", "ü", "*", "true", "■", "☑", "☒"})
NO_MARKS = frozenset({"-", "–", "—", "n/a", "na", "no", "n", "0", "none", "☐", "□", "false", "not applicable"})
YES = frozenset({"yes", "y", "true", "x", "✓", "✔", "√", "1", "ydy", "do", "oes"})
NO = frozenset({"no", "n", "false", "0", "not yet", "outstanding", "na", "nac ydy", "naddo", "✗", "✘", "❌"})
"""What says that something is not done, where it is asked whether it is."""
NOT_YET = frozenset({"", "-", "–", "—", "n/a", "none", "tbc", "not applicable", *NO})
"""What stands where a date or a word of completion is still to come."""


def is_mark(text: str) -> bool:
    """Whether a cell holds a tick, a cross or their like, and nothing that must be read."""
    return text.strip().lower() in TICKS | NO_MARKS

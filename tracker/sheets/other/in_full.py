"""Words of another board's plan that are longer than their place in the register: the place holds the first of them,
and the first update of the action begins with all of them. By both it is known again."""

from dataclasses import replace
from typing import Any

from tracker.rules.dates import first_words
from tracker.sheets.plan import Addition
from tracker.sheets.returned.cells import LIMITS, Bad, parse_text
from tracker.sheets.text import one_line

ON_A_LINE = LIMITS["title"]
"""Characters that an action, a lead and a date as written may have."""
IN_FULL = {"action": "In full: ", "lead": "Lead in full: ", "due_text": "Date as written, in full: "}
BETWEEN = "\n\n"


def shortened(words: str) -> str:
    """Words as one line of the register holds them."""
    return first_words(words, ON_A_LINE)


def fitted(new: Addition) -> tuple[Addition, tuple[str, ...]]:
    """A new action with every line short enough, and what its updates say: what was longer, in full, before its
    progress; in one update, while that can hold it."""
    said = {name: text for name in IN_FULL if (text := getattr(new, name)) and len(one_line(text)) > ON_A_LINE}
    if not said:
        return new, (new.progress,) if new.progress else ()
    lines: dict[str, Any] = {name: shortened(text) for name, text in said.items()}
    updates: list[str] = []
    for text in (*(IN_FULL[name] + text for name, text in said.items()), *([new.progress] if new.progress else [])):
        if updates and len(joined := updates[-1] + BETWEEN + text) <= LIMITS["progress"]:
            updates[-1] = joined
        else:
            updates.append(text)
    return replace(new, **lines), tuple(updates)


def is_head(narrative: str) -> bool:
    """Whether an update begins with words that were too long for their place."""
    return narrative.startswith(tuple(IN_FULL.values()))


def not_kept(words: str) -> str | None:
    """Why words cannot be kept, not even in full in an update; None where they can."""
    found = parse_text(words, "progress")
    if isinstance(found, Bad):
        return found.why
    most = LIMITS["progress"] - max(map(len, IN_FULL.values()))
    return f"is {len(found):,} characters long: at most {most:,} can be kept" if len(found) > most else None

"""Which backups are kept: the newest of each of so many days, weeks and months that have one.

A day without a backup costs nothing: where backups stop, what there is stays.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tracker.rules.dates import list_in_words


@dataclass(frozen=True)
class KeepRule:
    """How many days, weeks (Monday to Sunday) and months keep their newest backup."""

    daily: int = 14
    weekly: int = 8
    monthly: int = 12

    def in_words(self) -> str:
        """As a person says it."""
        return f"the newest of {self.daily} days, {self.weekly} weeks and {self.monthly} months"


def why_kept(
    taken: Mapping[str, datetime], rule: KeepRule, *, new: str, day_of: Callable[[datetime], date]
) -> dict[str, str]:
    """Of backups by name, each that is kept with the reason, newest first; every other may go. `new` is the one that
    was taken and read back now: it stays whatever the clock says, and so does whatever claims to be newer."""
    newest_first = sorted(taken, key=lambda name: (taken[name], name), reverse=True)
    reasons: dict[str, list[str]] = {name: [] for name in newest_first}
    reasons[new].append("the new one")
    for name in newest_first:
        if taken[name] > taken[new]:
            reasons[name].append("dated later than the new one")
    for many, word, group in (
        (rule.daily, "day", lambda day: day),
        (rule.weekly, "week", lambda day: day.isocalendar()[:2]),
        (rule.monthly, "month", lambda day: (day.year, day.month)),
    ):
        seen: set[object] = set()
        for name in newest_first:
            which = group(day_of(taken[name]))
            if which not in seen and len(seen) < many:
                seen.add(which)
                reasons[name].append(f"the newest of its {word}")
    return {name: list_in_words(why) for name, why in reasons.items() if why}

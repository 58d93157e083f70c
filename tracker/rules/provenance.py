"""What every paper says of itself: as at when, of which state of the register, and who made it when.

The state is told by its last register change: its number, and the trail's hash there. Whoever makes the paper of the
same day again, next year, reads the same; only who made it, and when, differ. Downloads and sign-ins, which the trail
holds too, move neither.
"""

from dataclasses import dataclass
from datetime import date, datetime

from tracker.rules.dates import in_words

MADE, TRAIL_NOW = "Made", "Trail when made"
"""The names of the facts that differ between two makings of one paper."""
NO_CHANGE = "no change recorded yet"
WHOLE_REGISTER = "the whole register"
LESS = "what its maker may see: reviews that are not published, and restricted evidence, may be left out"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a paper's figures come from."""

    as_at: date
    number: int
    """The last register change by the end of that day."""
    hash: str
    """The trail's hash at that change, in groups, as it stands on paper."""
    shows: str = WHOLE_REGISTER

    def facts(self) -> tuple[tuple[str, str], ...]:
        """The facts of the first page that are the same whenever the paper is made."""
        told = [
            ("As at", f"the end of {in_words(self.as_at)}"),
            ("Register", f"no. {self.number:,}" if self.number else NO_CHANGE),
        ]
        if self.hash:
            told.append(("Trail’s head at that number", self.hash))
        told.append(("Shows", self.shows))
        return tuple(told)


def made_facts(by: str, at: datetime, trail_now: str) -> tuple[tuple[str, str], ...]:
    """The facts that differ: who made the paper, when (where the board sits), and the signed-off end of the trail."""
    who = f"by {by}, " if by else ""
    return ((MADE, f"{who}{in_words(at.date())}, {at:%H:%M}"), (TRAIL_NOW, trail_now))

"""The kinds of thing that move between two days, each as a value that says itself. `between` finds them."""

from dataclasses import dataclass
from datetime import date

from tracker.rules.brag import RANK
from tracker.rules.dates import in_words
from tracker.rules.records import Action, Rating
from tracker.rules.words import Brag, Status


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure on both days."""

    name: str
    then: int
    now: int

    @property
    def difference(self) -> int:
        """By how much it is more now."""
        return self.now - self.then

    @property
    def in_words(self) -> str:
        """ "Actions overdue: 14, 3 more than then"."""
        if not self.difference:
            return f"{self.name}: {self.now:,}, as then"
        return f"{self.name}: {self.now:,}, {abs(self.difference):,} {'more' if self.difference > 0 else 'fewer'}"


@dataclass(frozen=True, slots=True)
class Rerated:
    """A recommendation whose rating is another: the rating it had, if it was there, and the one it has, with its
    reason."""

    id: str
    was: Rating | None
    now: Rating

    @property
    def is_worse(self) -> bool:
        """Whether it moved towards overdue. New ones, and what left the ratings or came back to them, are neither."""
        return self._step < 0

    @property
    def is_better(self) -> bool:
        """Whether it moved towards assured."""
        return self._step > 0

    @property
    def _step(self) -> int:
        if self.was is None or Brag.NONE in (self.was.brag, self.now.brag):
            return 0
        return RANK[self.now.brag] - RANK[self.was.brag]

    @property
    def in_words(self) -> str:
        """ "SOTON-K:5 went from at risk to overdue: 12 days late"."""
        if self.was is None:
            return f"{self.id} is new, {self.now.brag.label.lower()}: {self.now.reason}"
        return f"{self.id} went from {self.was.brag.label.lower()} to {self.now.brag.label.lower()}: {self.now.reason}"


@dataclass(frozen=True, slots=True)
class Stepped:
    """An action that is somewhere else in its life: the status that counted then and the one that counts now."""

    action: Action
    was: Status
    now: Status

    @property
    def in_words(self) -> str:
        """ "SOTON-K-A014 went from in progress to claimed"."""
        return f"{self.action.id} went from {self.was.label.lower()} to {self.now.label.lower()}: {self.action.title}"


@dataclass(frozen=True, slots=True)
class Move:
    """One agreed move of a due date: to which day, why, and the names of who asked and who agreed."""

    to_due: date
    reason: str
    asked_by: str
    agreed_by: str
    agreed_on: date | None


@dataclass(frozen=True, slots=True)
class DateMoved:
    """A due date that is another: by which agreed moves, the earliest first; by none where it was changed or set in
    another way. The original date is in the action and never changes."""

    action: Action
    was: date | None
    now: date | None
    by: tuple[Move, ...]

    @property
    def days(self) -> int | None:
        """By how many days it is later; None where one of the days has no date."""
        return (self.now - self.was).days if self.now and self.was else None

    @property
    def in_words(self) -> str:
        """Both dates with the reason, the asker and the agreer of each move."""
        was = in_words(self.was) if self.was else "no date"
        now = in_words(self.now) if self.now else "no date"
        steps = [
            f"to {in_words(move.to_due)} because “{move.reason}”, asked by {move.asked_by}, agreed by {move.agreed_by}"
            for move in self.by
        ]
        how = f" ({'; then '.join(steps)})" if steps else ""
        return f"{self.action.id} was due {was} and is due {now}{how}"


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim made in between: the day it was made, and whether it still waits."""

    action: Action
    claimed_on: date | None
    waits: bool

    @property
    def in_words(self) -> str:
        """ "SOTON-K-A014 was claimed on 3 March 2026 and waits for verification"."""
        when = f" on {in_words(self.claimed_on)}" if self.claimed_on else ""
        return f"{self.action.id} was claimed{when}{' and waits for verification' if self.waits else ''}"


@dataclass(frozen=True, slots=True)
class Lateness:
    """What is late on one of the two dates now and was not then, and the other way round. Ids of actions."""

    newly: tuple[str, ...]
    no_longer: tuple[str, ...]

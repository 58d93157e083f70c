"""Every move of every date, and what the moves hide: both latenesses side by side.

A later date never takes an action off the list of what is late on its first date, and that everything overdue was given
more time cannot be told as "nothing is overdue": the sentence made here says how many were, and how many moves came
only after the date had passed.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.rules.dates import plural, times
from tracker.rules.deadlines import is_late_on_original, is_overdue, open_on, original_date, slippage
from tracker.rules.lifecycle import OPEN_STATUSES
from tracker.rules.records import ActionFile, Extension
from tracker.rules.standing import Standing


@dataclass(frozen=True, slots=True)
class Move:
    """One agreed move of a date: from, to, why, who asked and who agreed. `days_after` is how many days the date had
    been over when the move was agreed: 0 where it was agreed in time."""

    id: str
    action_id: str
    owner_id: str | None
    from_due: date | None
    to_due: date
    reason: str
    asked_on: date
    asked_by: str
    agreed_on: date
    agreed_by: str
    days_after: int = 0

    @property
    def already_late(self) -> bool:
        """Extended when it was already late."""
        return self.days_after > 0

    @property
    def when_in_words(self) -> str:
        """ "agreed 12 days after the date had passed", "agreed in time"."""
        if not self.already_late:
            return "agreed in time"
        return f"agreed {plural(self.days_after, 'day')} after the date had passed"


@dataclass(frozen=True, slots=True)
class Slipped:
    """What became of the dates of some actions."""

    overdue: int = 0
    """Late on the current date and not claimed."""
    late_on_original: int = 0
    """Late on the original date."""
    given_later: int = 0
    """Of those late on the original date: how many have a later date now."""
    claimed_late: int = 0
    """Of those late on the original date and not moved: claimed after it, and waiting for verification."""
    moved: int = 0
    """Actions whose date was ever moved, whatever became of them."""
    moves: int = 0
    already_late: int = 0
    """Moves that were agreed when the date had passed."""
    already_late_actions: int = 0
    days: int = 0
    """Days between original and current dates, added up."""

    @property
    def in_words(self) -> str:
        """Both latenesses, what lies between them, and how dates were moved: a small number overdue never stands
        without it."""
        return f"{self._late()} {self._moved()}"

    def _late(self) -> str:
        late, original = self.overdue, self.late_on_original
        if not late and not original:
            return "Nothing is overdue on its current date, and nothing is late on its original date."
        first = "Nothing is overdue on its current date"
        if late:
            first = f"{plural(late, 'action')} {_are(late)} overdue on {_their(late)} current date"
        if not original:
            return f"{first}; nothing is late on its original date."
        told = f"{first}; {original:,} {_are(original)} late on {_their(original)} original date"
        between = self._between()
        return f"{told}: {between}." if between else f"{told}."

    def _between(self) -> str:
        said = []
        if self.given_later:
            said.append(f"{self.given_later:,} {_were(self.given_later)} given a later date")
        if self.claimed_late:
            wait = "waits" if self.claimed_late == 1 else "wait"
            said.append(
                f"{self.claimed_late:,} {_were(self.claimed_late)} claimed after it and {wait} for verification"
            )
        if said and (rest := self.late_on_original - self.given_later - self.claimed_late):
            said.append(f"{rest:,} never had another date")
        return "; ".join(said)

    def _moved(self) -> str:
        if not self.moves:
            return "No date was ever moved."
        if not self.already_late:
            return f"Dates were moved {times(self.moves)}, always before they had passed."
        return (
            f"Of {plural(self.moves, 'move')} of dates, {self.already_late:,} {_were(self.already_late)} agreed when "
            f"the date had already passed, for {plural(self.already_late_actions, 'action')}."
        )


def moves(file: ActionFile) -> tuple[Move, ...]:
    """The agreed moves of one action's date, the first one first."""
    return tuple(
        Move(
            one.id,
            file.action.id,
            file.action.owner_id,
            one.from_due,
            one.to_due,
            one.reason,
            one.asked_on,
            one.asked_by,
            one.agreed_on,
            one.agreed_by or one.asked_by,
            max(0, (one.agreed_on - one.from_due).days) if one.from_due else 0,
        )
        for one in sorted(file.extensions, key=lambda e: (e.agreed_on or e.asked_on, len(e.id), e.id))
        if one.agreed_on
    )


def asked_of(file: ActionFile) -> tuple[Extension, ...]:
    """Later dates that were asked for and that nobody has agreed or refused yet."""
    return tuple(one for one in file.extensions if not one.agreed_on and not one.refused_on)


def slipped(standing: Standing, files: Iterable[ActionFile]) -> Slipped:
    """The same of some actions, in numbers."""
    some, today = list(files), standing.today
    all_moves = [move for file in some for move in moves(file)]
    already_late = [move for move in all_moves if move.already_late]
    late = [file for file in some if is_late_on_original(file, today)]
    not_moved = [file for file in late if slippage(file).days <= 0]
    return Slipped(
        overdue=sum(is_overdue(file, today) for file in some),
        late_on_original=len(late),
        given_later=len(late) - len(not_moved),
        claimed_late=sum(standing.statuses[file.action.id] not in OPEN_STATUSES for file in not_moved),
        moved=len({move.action_id for move in all_moves}),
        moves=len(all_moves),
        already_late=len(already_late),
        already_late_actions=len({move.action_id for move in already_late}),
        days=sum(slippage(file).days for file in some),
    )


def in_all(standing: Standing) -> Slipped:
    """Of the whole register."""
    return slipped(standing, standing.register.files.values())


def by_agency(standing: Standing) -> dict[str, Slipped]:
    """By owner, in register order."""
    files: dict[str, list[ActionFile]] = defaultdict(list)
    for file in standing.register.files.values():
        if file.action.owner_id:
            files[file.action.owner_id].append(file)
    return {id_: slipped(standing, files[id_]) for id_ in standing.register.agencies if id_ in files}


def side_by_side(standing: Standing) -> tuple[ActionFile, ...]:
    """The open actions that are late on either date or whose date was ever moved: the latest on the original date
    first."""
    today = standing.today
    found = [
        file
        for file in standing.register.files.values()
        if is_overdue(file, today) or is_late_on_original(file, today) or (file.moves and open_on(file, today=today))
    ]
    return tuple(sorted(found, key=lambda file: (original_date(file.action) or date.max, file.action.id)))


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _their(number: int) -> str:
    return "its" if number == 1 else "their"

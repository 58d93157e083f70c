"""When and whom messages about what is owed may go to: the ladder, how often, how long to wait, the quiet hours.

Register data, dated by the trail, as the thresholds are. What is owed is in `chasing_owed`, what became of earlier
messages in `chasing_log`, and who would get what now in `chasing_plan`.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta

from tracker.rules.by_board import in_force
from tracker.rules.dates import list_in_words
from tracker.rules.errors import BadValueError
from tracker.rules.records import Setting
from tracker.rules.words import LadderRung

SETTING_ID = "chasing"
LONGEST_DAYS = 366
SATURDAY = 5
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Chasing:
    """How the board chases. The ladder begins with the lead; the quiet hours are those of the board's own clock, and
    keep e-mail from leaving, not a person from writing."""

    ladder: tuple[LadderRung, ...] = tuple(LadderRung)
    """Whom messages go to, one rung after the other."""
    days_between: int = 7
    """No agency gets more than one message in this many days."""
    silent_days: int = 14
    """After this many days without an answer the letter to the next rung is due."""
    reply_within: int = 7
    """A message asks for an answer within this many days."""
    quiet_from: str | None = "18:00"
    """No e-mail leaves from this time of day …"""
    quiet_until: str | None = "08:00"
    """… until this one."""
    quiet_weekends: bool = True
    """No e-mail leaves on a Saturday or Sunday."""

    def __post_init__(self) -> None:
        for name, words in LABELS.items():
            number = getattr(self, name)
            if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= LONGEST_DAYS:
                raise BadValueError(words, number, f"is not a whole number of days from 1 to {LONGEST_DAYS}")
        self._check_ladder()
        self._check_hours()
        if not isinstance(self.quiet_weekends, bool):
            raise BadValueError(WEEKENDS, self.quiet_weekends, "is neither yes nor no")

    def _check_ladder(self) -> None:
        ladder = self.ladder
        if not isinstance(ladder, tuple) or not all(isinstance(rung, LadderRung) for rung in ladder):
            raise BadValueError(LADDER, ladder, "is not a list of rungs")
        if LadderRung.LEAD not in ladder:
            words = list_in_words([rung.label for rung in ladder])
            raise BadValueError(LADDER, words, "has no agency lead: every message begins there")
        if list(ladder) != [rung for rung in LadderRung if rung in ladder]:
            words = list_in_words([rung.label for rung in ladder])
            raise BadValueError(LADDER, words, "goes up, and has each rung once")

    def _check_hours(self) -> None:
        for value in (self.quiet_from, self.quiet_until):
            if value is not None and not (isinstance(value, str) and _TIME.fullmatch(value)):
                raise BadValueError(HOURS, value, "is not a time of day: write it as 18:00")
        if (self.quiet_from is None) != (self.quiet_until is None):
            one = self.quiet_from or self.quiet_until
            raise BadValueError(HOURS, one, "is only one of the two: say from when and until when")
        if self.quiet_from is not None and self.quiet_from == self.quiet_until:
            raise BadValueError(HOURS, self.quiet_from, "is both: leave both empty where no hour is quiet")

    @classmethod
    def from_settings(cls, settings: Mapping[str, Setting], board_id: str | None = None) -> "Chasing":
        """What is in force: a board's own, else the register's setting "chasing", the usual where it is silent. Raises
        BadValueError."""
        setting = in_force(settings, SETTING_ID, board_id)
        return cls.from_json(setting.value) if setting else cls()

    @classmethod
    def from_json(cls, text: str) -> "Chasing":
        """What `to_json` wrote; what is left out is as usual."""
        try:
            values = json.loads(text)
        except (ValueError, RecursionError):
            values = None
        if not isinstance(values, dict):
            raise BadValueError("The settings of chasing", text, "cannot be read: set them again")
        if unknown := sorted(set(values) - {field.name for field in fields(cls)}):
            raise BadValueError("The settings of chasing", unknown[0], "is not one that this tracker knows")
        if isinstance(ladder := values.get("ladder"), list):
            if wrong := [rung for rung in ladder if rung not in list(LadderRung)]:
                raise BadValueError(LADDER, wrong[0], "is not a rung that this tracker knows")
            values["ladder"] = tuple(LadderRung(rung) for rung in ladder)
        return cls(**values)

    def to_json(self) -> str:
        """As kept in the setting's value: canonical, so that the same settings are the same text."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return json.dumps(values | {"ladder": [rung.value for rung in self.ladder]}, sort_keys=True)

    @property
    def in_words(self) -> dict[str, str]:
        """Every setting by what it is, for the page and the trail."""
        ladder = ", then ".join(rung.label[:1].lower() + rung.label[1:] for rung in self.ladder)
        hours = f"{self.quiet_from} to {self.quiet_until}" if self.quiet_from else "none"
        days = {words: f"{getattr(self, name)}" for name, words in LABELS.items()}
        return {LADDER: ladder, **days, HOURS: hours, WEEKENDS: "yes" if self.quiet_weekends else "no"}

    def after(self, rung: LadderRung) -> LadderRung | None:
        """The rung above one, or None where the ladder ends. A rung that was taken off it still has its place."""
        order = list(LadderRung)
        return next((each for each in self.ladder if order.index(each) > order.index(rung)), None)

    def quiet_till(self, now: datetime) -> datetime | None:
        """When e-mail may leave again, where `now` (of the board's own clock) is quiet; None where it may leave."""
        if not self._is_quiet(now):
            return None
        then = now.replace(second=0, microsecond=0)
        for _ in range(8 * 24 * 60):
            then += timedelta(minutes=1)
            if not self._is_quiet(then):
                return then
        return None  # pragma: no cover  # a week always has an hour that is not quiet

    def quiet(self, now: datetime) -> str | None:
        """Why no e-mail leaves now, in words: "quiet hours: e-mail leaves again on Monday at 08:00"; None if it may."""
        till = self.quiet_till(now)
        if till is None:
            return None
        day = "" if till.date() == now.date() else f" on {WEEKDAYS[till.weekday()]}"
        return f"it is quiet now: e-mail leaves again{day} at {till:%H:%M}"

    def reply_by(self, day: date) -> date:
        """The day by which a message of this day asks for an answer: never a quiet weekend."""
        found = day + timedelta(days=self.reply_within)
        while self.quiet_weekends and found.weekday() >= SATURDAY:
            found += timedelta(days=1)
        return found

    def _is_quiet(self, now: datetime) -> bool:
        if self.quiet_weekends and now.weekday() >= SATURDAY:
            return True
        if self.quiet_from is None or self.quiet_until is None:
            return False
        start, end, at = time.fromisoformat(self.quiet_from), time.fromisoformat(self.quiet_until), now.time()
        return start <= at < end if start < end else at >= start or at < end


LADDER = "The ladder"
HOURS = "Quiet hours"
WEEKENDS = "Quiet at weekends"
LABELS = {
    "days_between": "Days between two messages to the same agency",
    "silent_days": "Days of silence after which the next rung’s letter is due",
    "reply_within": "Days within which a message asks for an answer",
}

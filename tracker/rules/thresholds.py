"""The numbers that a board may set for itself.

They are register data, dated by the trail: "as at" uses those of then."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.rules.by_board import in_force
from tracker.rules.errors import BadValueError
from tracker.rules.records import Setting

SETTING_ID = "thresholds"
LONGEST_DAYS = 3660
LONGEST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When the rules begin to warn. Days are whole calendar days; a limit of 28 days includes the 28th."""

    due_soon_days: int = 28
    """An unclaimed action due within this many days is at risk."""
    stale_days: int = 90
    """An open action about which its owner has said nothing for this many days is at risk."""
    look_ahead_days: int = 28
    """How far the list of what will be late looks ahead."""
    check_back_months: tuple[int, ...] = (6, 12)
    """Months after assurance at which somebody looks whether the change is still there; the last one embeds."""

    def __post_init__(self) -> None:
        for name, words in LABELS.items():
            _check_number(words, getattr(self, name), "days", LONGEST_DAYS)
        months = self.check_back_months
        if not isinstance(months, tuple) or not months:
            raise BadValueError(CHECK_BACKS, months, "is not a list of months: write for example 6 and 12")
        for month in months:
            _check_number(CHECK_BACKS, month, "months", LONGEST_MONTHS)
        if list(months) != sorted(set(months)):
            words = ", ".join(map(str, months))
            raise BadValueError(CHECK_BACKS, words, "must rise: write the earlier check first, and each once")

    @classmethod
    def from_settings(cls, settings: Mapping[str, Setting], board_id: str | None = None) -> "Thresholds":
        """The thresholds in force: a board's own, else those of the register's setting "thresholds", the usual ones
        where it is silent.

        Raises BadValueError, in words, if the setting is damaged.
        """
        setting = in_force(settings, SETTING_ID, board_id)
        return cls.from_json(setting.value) if setting else cls()

    @classmethod
    def from_json(cls, text: str) -> "Thresholds":
        """The thresholds written as JSON by `to_json`; what is left out is as usual."""
        try:
            values = json.loads(text)
        except (ValueError, RecursionError):
            raise BadValueError("The thresholds", text, "cannot be read: set them again") from None
        if not isinstance(values, dict):
            raise BadValueError("The thresholds", text, "cannot be read: set them again")
        if unknown := sorted(set(values) - {*LABELS, "check_back_months"}):
            raise BadValueError("The thresholds", unknown[0], "is not a threshold that this tracker knows")
        if isinstance(months := values.get("check_back_months"), list):
            values["check_back_months"] = tuple(months)
        return cls(**values)

    def to_json(self) -> str:
        """As kept in the setting's value: canonical, so that the same thresholds are the same text."""
        values = {name: getattr(self, name) for name in LABELS} | {"check_back_months": list(self.check_back_months)}
        return json.dumps(values, sort_keys=True)


LABELS = {
    "due_soon_days": "Days before the due date at which an action is at risk",
    "stale_days": "Days without an update after which an action is at risk",
    "look_ahead_days": "Days that the list of coming dates looks ahead",
}
CHECK_BACKS = "Months after assurance at which somebody checks back"


def _check_number(field: str, value: object, unit: str, most: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        raise BadValueError(field, value, f"is not a whole number of {unit} from 1 to {most:,}")

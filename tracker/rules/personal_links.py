"""Personal links: a setting of the board, off by default, and whom one may be given to.

A link in a message opens one agency's page for one of its leads, without an account. Whoever holds the link holds that
page, so it is never given to somebody whose other roles would lie open with it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.rules.errors import BadValueError, TrackerError
from tracker.rules.records import PersonRole, Setting
from tracker.rules.words import Role

SETTING_ID = "personal_links"
DAYS = 14
LONGEST_DAYS = 60
HARMLESS = frozenset({Role.LEAD, Role.READER})
"""The only roles that somebody with a personal link may hold. A deputy holds the role of the lead."""
DAMAGED = "The setting of personal links"


class NoLinkError(TrackerError):
    """A personal link cannot be given, or is given to nobody here. Says why."""

    def __init__(self, why: str) -> None:
        super().__init__(f"No personal link was made: {why}.")


@dataclass(frozen=True, slots=True)
class PersonalLinks:
    """Whether messages may carry personal links, and how many days one opens its page."""

    on: bool = False
    days: int = DAYS

    def __post_init__(self) -> None:
        if not isinstance(self.on, bool):
            raise BadValueError(DAMAGED, self.on, "is neither on nor off")
        if isinstance(self.days, bool) or not isinstance(self.days, int) or not 1 <= self.days <= LONGEST_DAYS:
            raise BadValueError("Days", self.days, f"is not a whole number of days from 1 to {LONGEST_DAYS}")

    @classmethod
    def from_settings(cls, settings: Mapping[str, Setting]) -> "PersonalLinks":
        """The setting in force; off where the register is silent, or where it is damaged: no link opens then."""
        setting = settings.get(SETTING_ID)
        try:
            return cls.from_json(setting.value) if setting else cls()
        except BadValueError:
            return cls()

    @classmethod
    def from_json(cls, text: str) -> "PersonalLinks":
        """The setting as `to_json` wrote it; what is left out is as usual."""
        try:
            values = json.loads(text)
        except (ValueError, RecursionError):
            raise BadValueError(DAMAGED, text, "cannot be read: set it again") from None
        if not isinstance(values, dict) or set(values) - {"on", "days"}:
            raise BadValueError(DAMAGED, text, "cannot be read: set it again")
        return cls(**values)

    def to_json(self) -> str:
        """As kept in the setting's value: the same setting is the same text."""
        return json.dumps({"on": self.on, "days": self.days}, sort_keys=True)


def lead_roles(roles: tuple[PersonRole, ...], agency_id: str) -> tuple[PersonRole, ...]:
    """What a link for this agency lets a person be: its lead or deputy, and nothing else."""
    return tuple(role for role in roles if role.role == Role.LEAD and role.agency_id == agency_id)


def why_no_link(roles: tuple[PersonRole, ...], agency_id: str) -> str | None:
    """Why somebody with these roles may have no link to this agency's page, in words; None where they may."""
    if not lead_roles(roles, agency_id):
        return "only the agency’s own lead or their deputy is given one"
    more = next((role.role for role in roles if role.role not in HARMLESS), None)
    if len({role.board_id for role in lead_roles(roles, agency_id)}) > 1:
        return "they answer to several boards, and a link must open no more than one board’s page: they sign in"
    if more is not None:
        return f"they are {more.label.lower()} too, and a link must open no more than one agency’s page: they sign in"
    return None

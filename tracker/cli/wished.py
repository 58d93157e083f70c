"""Which paper somebody asks for on the command line, and of what."""

import re
from dataclasses import astuple, dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.cli import asked
from tracker.cli.frame import WrongUsageError
from tracker.rules.errors import UnknownError, shown

if TYPE_CHECKING:
    from tracker.packs.brief import Asked
    from tracker.rules.register import Register

YEAR = re.compile(r"(\d{4})", re.ASCII)


@dataclass(frozen=True)
class Wish:
    """What was typed: exactly one of those after the board says which paper."""

    board: str | None
    meeting: str | None
    agency: str | None
    recommendation: str | None
    year: str | None
    theme: str | None
    briefing: str | None

    def check(self) -> None:
        """Raises WrongUsageError unless it is one paper."""
        if sum(word is not None for word in astuple(self)[1:]) != 1:
            raise WrongUsageError(
                "Say which paper: a MEETING-DATE, --agency, --recommendation, --year, --theme or --briefing, and one "
                "of them."
            )


def asked_for(register: "Register", wish: Wish) -> "tuple[str, Asked]":
    """The kind of paper, and what it is about. Raises UnknownError for what is not there."""
    from tracker.packs.brief import Asked

    board_id = _board(register, wish.board)
    if wish.meeting is not None:
        if wish.meeting.strip() in register.meetings:
            return "meeting", Asked(wish.meeting.strip(), board_id=board_id)
        return "meeting", Asked(day=asked.day(wish.meeting, "MEETING-DATE"), board_id=board_id)
    if wish.agency is not None:
        return "agency", Asked(asked.agency(register, wish.agency), board_id=board_id)
    if wish.recommendation is not None:
        return "thread", Asked(_recommendation(register, wish.recommendation), board_id=board_id)
    if wish.theme is not None:
        return "theme", Asked(_theme(register, wish.theme), board_id=board_id)
    if wish.briefing is not None:
        review = next((id_ for id_ in register.reviews if id_.casefold() == wish.briefing.strip().casefold()), None)
        if review is not None:
            return "review_briefing", Asked(review, board_id=board_id)
        return "theme_briefing", Asked(_theme(register, wish.briefing, "review or theme"), board_id=board_id)
    since, until = _year(wish.year or "")
    return "year", Asked(since=since, until=until, board_id=board_id)


def _board(register: "Register", wanted: str | None) -> str | None:
    if wanted is None:
        return None
    word = wanted.strip().casefold()
    found = [one for one in register.boards.values() if word in (one.id.casefold(), one.name.casefold())]
    if len(found) != 1:
        raise UnknownError("board", wanted, [word for b in register.boards.values() for word in (b.id, b.name)])
    return found[0].id


def _recommendation(register: "Register", wanted: str) -> str:
    word = wanted.strip().casefold()
    found = next((id_ for id_ in register.recommendations if id_.casefold() == word), None)
    if found is None:
        raise UnknownError("recommendation", wanted, register.recommendations)
    return found


def _theme(register: "Register", wanted: str, what: str = "theme") -> str:
    word = wanted.strip().casefold()
    found = next((one.id for one in register.themes.values() if word in (one.id.casefold(), one.name.casefold())), None)
    if found is None:
        reviews = register.reviews if what != "theme" else ()
        raise UnknownError(what, wanted, [*reviews, *register.themes])
    return found


def _year(text: str) -> tuple[date, date]:
    """2026, or the first and the last day of a year that begins elsewhere."""
    if match := YEAR.fullmatch(text.strip()):
        number = int(match[1])
        if number:
            return date(number, 1, 1), date(number, 12, 31)
    first, colon, last = text.partition(":")
    if not colon:
        raise WrongUsageError(f"--year: ‘{shown(text)}’ is no year: write it as 2026 or 2026-04-01:2027-03-31.")
    return _edge(first, 1, 1), _edge(last, 12, 31)


def _edge(text: str, month: int, number: int) -> date:
    """One side of 2025:2026 or of 2026-04-01:2027-03-31."""
    match = YEAR.fullmatch(text.strip())
    if match and int(match[1]):
        return date(int(match[1]), month, number)
    return asked.day(text, "--year")

"""What was typed after a command, understood: a day, an agency, a meeting … What is not understood gets a sentence."""

import re
from collections.abc import Iterable
from datetime import date

from tracker import clock
from tracker.cli.frame import RefusedError, WrongUsageError
from tracker.rules.dates import in_words, list_in_words
from tracker.rules.errors import UnknownError, shown
from tracker.rules.meetings import when
from tracker.rules.records import Agency, Meeting
from tracker.rules.register import Register

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
BRITISH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


def day(text: str, option: str = "--as-at") -> date:
    """A day typed as 2026-11-20 or 20/11/2026. Raises WrongUsageError for anything else."""
    typed = text.strip()
    try:
        if match := ISO.fullmatch(typed):
            year, month, day_ = match.groups()
        elif match := BRITISH.fullmatch(typed):
            day_, month, year = match.groups()
        else:
            raise ValueError
        return date(int(year), int(month), int(day_))
    except ValueError:
        words = f"{option}: ‘{shown(text)}’ is not a day: write it as 2026-11-20 or 20/11/2026."
        raise WrongUsageError(words) from None


def past_day(text: str | None) -> date | None:
    """The day of --as-at, None for today. Raises RefusedError for a day to come, WrongUsageError for no day at all."""
    if text is None:
        return None
    found, today = day(text), clock.today()
    if found > today:
        raise RefusedError(
            f"The register cannot say how it will stand on {in_words(found)}: "
            f"ask for {in_words(today)} or a day before it."
        )
    return found


def review(register: Register, code: str | None) -> str | None:
    """The id of the review of --review, in whatever case it was typed; None where none was asked for."""
    if code is None:
        return None
    wanted = code.strip().casefold()
    found = next((id_ for id_ in register.reviews if id_.casefold() == wanted), None)
    if found is None:
        known = list_in_words(list(register.reviews), "or")
        hint = f"the reviews in it are {known}" if known else "there is no review in it yet"
        raise RefusedError(f"There is no review ‘{shown(code)}’ in the register: {hint.replace(' or ', ' and ')}.")
    return found


def agency(register: Register, name: str | None) -> str | None:
    """The id of the agency of --agency, by id, name, short name or other name; None where none was asked for."""
    if name is None:
        return None
    wanted = _folded(name)
    for names_of in (_own_names, _other_names):
        found = [a for a in register.agencies.values() if wanted in map(_folded, names_of(a))]
        if len(found) == 1:
            return found[0].id
        if found:
            which = list_in_words([f"{a.name} ({a.id})" for a in found], "or")
            raise RefusedError(f"‘{shown(name)}’ may be {which}: say which by its id.")
    known = [word for a in register.agencies.values() for word in (*_own_names(a), *a.other_names)]
    raise UnknownError("agency", name, known)


def _own_names(agency: Agency) -> Iterable[str]:
    return (agency.id, agency.name, agency.short_name)


def _other_names(agency: Agency) -> Iterable[str]:
    return agency.other_names


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def board(register: Register, name: str | None) -> str | None:
    """The id of the board of --board, by id or name; None where none was asked for."""
    if name is None:
        return None
    wanted = _folded(name)
    found = [one for one in register.boards.values() if wanted in (_folded(one.id), _folded(one.name))]
    if not found:
        raise UnknownError("board", name, [word for one in register.boards.values() for word in (one.id, one.name)])
    return found[0].id


def meeting(register: Register, text: str, board_name: str | None) -> Meeting:
    """The meeting of a day, typed as a day or as the meeting's own id; of one board where several met that day."""
    typed = text.strip()
    if typed in register.meetings:
        return register.meetings[typed]
    held_on, of_board = day(typed, "The meeting"), board(register, board_name)
    found = [m for m in register.meetings.values() if m.held_on == held_on and of_board in (None, m.board_id)]
    if not found:
        known = list_in_words([m.held_on.isoformat() for m in sorted(register.meetings.values(), key=when)[-3:]], "or")
        hint = f" The latest are of {known}." if known else ""
        raise RefusedError(
            f"There is no meeting on {in_words(held_on)} in the register: enter it with tracker hold {held_on}.{hint}"
        )
    if len(found) > 1:
        which = list_in_words([f"{m.id} ({register.boards[m.board_id].name})" for m in found], "or")
        raise RefusedError(f"There are {len(found)} meetings on {in_words(held_on)}: say {which}, or which --board.")
    return found[0]

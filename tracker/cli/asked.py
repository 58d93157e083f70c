"""What was typed after a command, understood: a day, an agency, a review. What is not understood gets a sentence."""

import re
from collections.abc import Iterable
from datetime import date

from tracker import clock
from tracker.cli.frame import RefusedError, WrongUsageError
from tracker.rules.dates import in_words, list_in_words
from tracker.rules.errors import UnknownError, shown
from tracker.rules.records import Agency
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

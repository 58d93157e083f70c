"""What --column, --owner and --recommendation settle about somebody's own plan, held against the register."""

from typing import TYPE_CHECKING

from tracker.cli import asked
from tracker.cli.frame import RefusedError, WrongUsageError
from tracker.rules.dates import list_in_words
from tracker.rules.errors import UnknownError, shown
from tracker.rules.register import Register

if TYPE_CHECKING:
    from tracker.sheets.plan import Answers, Plan


def answers(
    register: Register, columns: list[str] | None, owners: list[str] | None, recommendations: list[str] | None
) -> "Answers":
    """What was settled. Raises WrongUsageError for what settles nothing, and a sentence for an agency or a
    recommendation that the register has not."""
    from tracker.sheets.plan import Answers

    return Answers(
        {text: _field(meant) for text, meant in _settled(columns)},
        {text: asked.agency(register, meant) for text, meant in _settled(owners)},
        {text: _recommendation(register, meant) for text, meant in _settled(recommendations)},
    )


def check_headings(plan: "Plan", settled: "Answers") -> None:
    """Raise a sentence where --column is about a heading that the file does not have."""
    there = {
        " ".join(heading.split()).casefold() for heading in (*plan.headings, *plan.columns.values(), *plan.unmapped)
    }
    for heading in settled.columns:
        if " ".join(heading.split()).casefold() not in there:
            raise RefusedError(f"--column: no column of the file is headed ‘{shown(heading)}’.")


def _settled(texts: list[str] | None) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    for text in texts or ():
        name, mark, meant = text.rpartition("=")
        if not mark or not name.strip():
            raise WrongUsageError(f"‘{shown(text)}’ settles nothing: write what the file says, =, and what it is.")
        found.append((name.strip(), meant.strip() or None))
    return found


def _field(name: str | None) -> str | None:
    from tracker.sheets.other.vocabulary import COLUMN_FIELDS, UNREAD

    if name is not None and name not in (*COLUMN_FIELDS, *UNREAD):
        known = list_in_words(sorted(COLUMN_FIELDS), "or")
        raise WrongUsageError(f"--column: a column cannot be read as ‘{shown(name)}’: choose {known}.")
    return name


def _recommendation(register: Register, id_: str | None) -> str | None:
    if id_ is not None and id_ not in register.recommendations:
        raise UnknownError("recommendation", id_, register.recommendations)
    return id_

"""What the cells of one draft mean: its date, status, rating and progress. Nothing is said more surely than it was."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.rules.errors import shown
from tracker.rules.words import Brag, DateExactness, Status
from tracker.sheets.grid import Cell
from tracker.sheets.meaning.colours import rating_of_colour
from tracker.sheets.meaning.dates import completed_on, meant
from tracker.sheets.meaning.ratings import rated
from tracker.sheets.meaning.statuses import status_of
from tracker.sheets.other.columns import value_of, words_of
from tracker.sheets.other.draft import Draft

PROSE = 25
ONE_CLAUSE = 40
ALL = 100
COLOUR_FIRST = re.compile(r"\s*\(?(red|amber|green|blue|[ragb])\)?\s*(?:[-–:;,]|$)", re.IGNORECASE)
COLOUR = re.compile(r"\b(red|amber|green|blue|grey|gray|yellow|b?rag)\b", re.IGNORECASE)
DONE_OR_NOT = (Brag.BLUE, Brag.GREY, Brag.NONE)
YES = frozenset({"yes", "y", "true", "x", "✓", "✔", "√", "1"})
NOT_YET = frozenset({"", "-", "–", "n/a", "na", "no", "n", "not yet", "none", "tbc", "outstanding", "not applicable"})


@dataclass(slots=True)
class Values:
    """The meaning of a draft's cells, with sentences about what a person should look at."""

    due: date | None = None
    due_exact: DateExactness = DateExactness.NONE
    due_text: str | None = None
    status: Status | None = None
    rating: Brag | None = None
    progress: str | None = None
    evidence: str | None = None
    lead: str | None = None
    intended_outcome: str | None = None
    flags: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Key:
    """What the workbook's own key says of its signs; and whether numbers of progress are whole percents."""

    scale: Mapping[str, Brag] = field(default_factory=dict)
    statuses: Mapping[str, Status] = field(default_factory=dict)
    whole: bool = True
    asks_done: bool = False
    """Whether the column of statuses asks if it is done: then "yes" says so."""

    def status(self, text: str) -> Status | None:
        """The status that a sign or a text gives, never more than an owner may say."""
        if self.asks_done and text.strip().lower() in YES:
            return Status.CLAIMED
        found = self.statuses.get(" ".join(re.findall(r"[\w%]+", text.lower()))) or status_of(text)
        return Status.CLAIMED if found in (Status.ASSURED, Status.EMBEDDED) else found


def values_of(draft: Draft, *, today: date, published: date | None, key: Key) -> Values:
    """The draft's cells read."""
    found = Values()
    told: list[str] = []
    _due(draft, found, today, published)
    _status(draft, found, told, key)
    _rating(draft, found, key)
    _progress(draft, found, told, key)
    _completed(draft, found, told, key, today)
    if draft.done and found.status is None:
        found.status = Status.CLAIMED
        found.flags.append("It stands under completed actions, so it is taken as claimed.")
    found.progress = "\n".join(dict.fromkeys(told)) or None
    found.evidence = words_of(draft.cells.get("evidence")) or None
    found.lead = words_of(draft.cells.get("lead")) or None
    outcome = words_of(draft.cells.get("intended_outcome"))
    measure = words_of(draft.cells.get("measure"))
    found.intended_outcome = "\n".join(dict.fromkeys(each for each in (outcome, measure) if each)) or None
    return found


def _due(draft: Draft, found: Values, today: date, published: date | None) -> None:
    cell = value_of(draft.cells.get("due"))
    if cell is None:
        return
    said = meant(cell, today=today, published=published)
    found.due, found.due_exact, found.due_text = said.day, said.exact, said.text or words_of(cell)
    if said.flag:
        found.flags.append(f"‘{shown(found.due_text)}’ {said.flag}.")
    if said.day is None and draft.cells.get("progress") == draft.cells.get("due") and len(found.due_text) > PROSE:
        found.due_text = None  # the cell of two fields says how it goes, and no date


def _status(draft: Draft, found: Values, told: list[str], key: Key) -> None:
    text = words_of(draft.cells.get("status"))
    if draft.mark and not text:
        text = draft.mark
    if not text or ("completed" in draft.cells and draft.cells["completed"] == draft.cells.get("status")):
        return
    found.status = key.status(text)
    if found.status is None:
        found.status = key.status(_clause(text))
    if (
        found.status is None
        and rated(text, key.scale).brag is None
        and len(text) < PROSE
        and text.lower() not in NOT_YET
    ):
        found.flags.append(f"‘{shown(text)}’ is no status that the tracker knows: it is kept as progress.")
    if len(text) > PROSE or (
        found.status is None and rated(text, key.scale).brag is None and text.lower() not in NOT_YET
    ):
        told.append(text)


def _rating(draft: Draft, found: Values, key: Key) -> None:
    state = words_of(draft.cells.get("status"))
    for text in (words_of(draft.cells.get("rating")), draft.mark, state):
        if text and found.rating is None:
            said = rated(text, key.scale)
            if text is state and said.brag in DONE_OR_NOT and not COLOUR.search(text):
                continue  # "Complete" is a status, not how well it goes
            found.rating = said.brag
            if said.brag and said.flag:
                found.flags.append(f"‘{shown(text)}’ {said.flag}.")
    text = words_of(draft.cells.get("rating"))
    if text and found.rating is None:
        found.flags.append(f"‘{shown(text)}’ is no rating that the tracker knows.")
    if text and found.status is None:
        found.status = key.status(text)
    told = COLOUR_FIRST.match(words_of(draft.cells.get("progress")))
    if found.rating is None and told:
        found.rating = rated(told[1], key.scale).brag
    if found.rating is None and draft.colour:
        found.rating = rating_of_colour(draft.colour)
        if found.rating:
            found.flags.append("Its rating is read from the colour of the cell.")


def _progress(draft: Draft, found: Values, told: list[str], key: Key) -> None:
    cell = value_of(draft.cells.get("progress"))
    percent = draft.percent
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        share = float(cell) if key.whole else float(cell) * ALL
        percent = round(share) if 0 <= share <= ALL else None
    text = words_of(cell)
    if percent is None and text.rstrip("% ").isdigit() and int(text.rstrip("% ")) <= ALL:
        percent = int(text.rstrip("% "))
    if percent is not None and 0 <= percent <= ALL:
        told.append(f"{percent}%")
        if found.status is None:
            found.status = Status.CLAIMED if percent == ALL else Status.IN_PROGRESS if percent else Status.PLANNED
        if found.rating is None:
            found.rating = rated(f"{percent}%").brag
        return
    if not text:
        return
    told.append(text)
    if found.status is None and "status" not in draft.cells:
        found.status = key.status(text)
        if found.status:
            found.flags.append("Its status is read from what is said about its progress.")


def _completed(draft: Draft, found: Values, told: list[str], key: Key, today: date) -> None:
    cell = value_of(draft.cells.get("completed"))
    text = words_of(cell)
    if cell is None or text.lower() in NOT_YET:
        return
    said = key.status(text)
    day = meant(cell, today=today).day
    if day is not None and day > today and said in (None, Status.CLAIMED):
        if found.due is None:
            found.due, found.due_exact, found.due_text = day, DateExactness.DAY, text
        found.flags.append(
            f"‘{shown(text)}’ stands as the date of completion, and is still to come: it is not taken as done."
        )
        return
    if isinstance(cell, date) or (said is None and completed_on(f"Completed {text}", today=today)):
        said = Status.CLAIMED
    if said and found.status in (None, Status.PLANNED, Status.IN_PROGRESS):
        found.status = said
    told.append(f"Completed: {text}" if said == Status.CLAIMED and "complet" not in text.lower() else text)


def _clause(text: str) -> str:
    """What a text says first: "Complete – policy published in March" begins with "Complete"."""
    for mark in ("\n", ".", ";", ":", " – ", " - ", ",", "("):
        text = text.partition(mark)[0] or text
    return text.strip()[:ONE_CLAUSE]


def part_label(cell: Cell | None) -> str:
    """The letter of a part: "(a)" is a."""
    return words_of(cell).strip(" ().").lower()

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
from tracker.sheets.other.marks import NO, NOT_YET, PARTLY, YES

PROSE = 25
SHARES = ("progress", "status", "share", "rating")
BARE = ("progress", "share")
SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*(%|per ?cent)?", re.IGNORECASE)
TINY = 1e-6
ONE_CLAUSE = 40
ALL = 100
COLOUR_FIRST = re.compile(r"\s*\(?(red|amber|green|blue|[ragb])\)?\s*(?:[-–:;,]|$)", re.IGNORECASE)
COLOUR = re.compile(r"\b(red|amber|green|blue|grey|gray|yellow|b?rag)\b", re.IGNORECASE)
TO_COME = re.compile(
    r"\b(?:expected|anticipated|planned|target\w*|due|estimated|forecast|proposed|aim\w*|will|to be|likely|by|before|"
    r"scheduled|not|provisional\w*|est|tbc)\b", re.IGNORECASE)  # fmt: skip
STATED = (
    r"(?:now |fully |action |partially |partly |not (?:yet )?)?(?:completed?|done|achieved|closed|delivered|"
    r"implemented|finished|met|ongoing|in progress|started|not started|outstanding|overdue)"
)
BEFORE = re.compile(rf"^\W*({STATED})\s*(?:[-–—:\])]|\n)", re.IGNORECASE)
AFTER = re.compile(rf"(?:[\[(]|\s[-–—]\s*|\n)({STATED}\b[^()\[\]\n]{{0,30}})[\])]?\W*$", re.IGNORECASE)
DONE_OR_NOT = (Brag.BLUE, Brag.GREY, Brag.NONE)


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
    share: int | None = None
    doubts: list[str] = field(default_factory=list)
    """What its cells say that speaks against its being done."""


@dataclass(frozen=True, slots=True)
class Key:
    """What the workbook's own key says of its signs; and in which columns numbers are whole percents."""

    scale: Mapping[str, Brag] = field(default_factory=dict)
    statuses: Mapping[str, Status] = field(default_factory=dict)
    shares: Mapping[str, bool] = field(default_factory=dict)
    """Fields whose numbers are percents, and whether these are whole."""
    asks_done: bool = False
    """Whether the column of statuses asks if it is done: then "yes" says so."""

    def status(self, text: str) -> Status | None:
        """The status that a sign or a text gives, never more than an owner may say."""
        if self.asks_done and text.strip().lower() in YES:
            return Status.CLAIMED
        if self.asks_done and text.strip().lower() in PARTLY:
            return Status.IN_PROGRESS
        found = self.statuses.get(" ".join(re.findall(r"[\w%]+", text.lower()))) or status_of(text)
        return Status.CLAIMED if found in (Status.ASSURED, Status.EMBEDDED) else found


def values_of(draft: Draft, *, today: date, published: date | None, key: Key) -> Values:
    """The draft's cells read."""
    found = Values()
    told: list[str] = []
    _shares(draft, found, told, key)
    _due(draft, found, today, published)
    _status(draft, found, told, key)
    _rating(draft, found, key)
    _progress(draft, found, told, key)
    _completed(draft, found, told, key, today)
    if found.status is None and "status" not in draft.cells and not found.doubts:
        found.status = _in_the_action(draft.action)
        if found.status:
            found.flags.append("Its status is read from the words of the action itself.")
    if draft.done and found.status is None:
        found.status = Status.CLAIMED
        found.flags.append("It stands under completed actions, so it is taken as claimed.")
    for text in (words_of(draft.cells.get(name)) for name in ("status", "progress", "rating")):
        day = meant(text, today=today).day if TO_COME.search(text) else None
        found.doubts += [text] if day and day > today else []  # "Complete by March 2027" is not yet
    _doubted(found)
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
    if percent_of(draft.cells.get("status"), key.shares.get("status"), "status") is not None:
        return
    if key.asks_done and text.strip().lower() in NO:
        found.doubts.append(text)
        return
    status = key.status(text) or key.status(_clause(text))
    rating = rated(text, key.scale).brag
    if status in (Status.PLANNED, Status.IN_PROGRESS):
        found.doubts.append(text)
    found.status = status or found.status
    plainly = rating is None and text.lower() not in NOT_YET
    if status is None and plainly and len(text) < PROSE:
        found.flags.append(f"‘{shown(text)}’ is no status that the tracker knows: it is kept as progress.")
    if len(text) > PROSE or (status is None and plainly):
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
    if text and (status := key.status(text)):
        found.doubts += [text] if status != Status.CLAIMED else []
        found.status = found.status or status
    if found.rating is None and found.share is not None:
        found.rating = rated(f"{found.share}%").brag
    told = COLOUR_FIRST.match(words_of(draft.cells.get("progress")))
    if found.rating is None and told:
        found.rating = rated(told[1], key.scale).brag
    if found.rating is None and draft.colour:
        found.rating = rating_of_colour(draft.colour)
        if found.rating:
            found.flags.append("Its rating is read from the colour of the cell.")


def _shares(draft: Draft, found: Values, told: list[str], key: Key) -> None:
    """How much is done, in percent, by whichever cells say so: the least of them counts."""
    said = {f: p for f in SHARES if (p := percent_of(draft.cells.get(f), key.shares.get(f), f)) is not None}
    if draft.percent is not None:
        said["steps"] = draft.percent
    if not said:
        return
    percent = min(said.values())
    told += [f"{p}%" for p in dict.fromkeys(said.values())]
    found.status = Status.CLAIMED if percent == ALL else Status.IN_PROGRESS if percent else Status.PLANNED
    found.doubts += [f"{percent}%"] if percent < ALL else []
    found.share = percent


def percent_of(cell: Cell | None, whole: bool | None, name: str) -> int | None:
    """A cell as whole percents: a number as its column writes them, or a text that is a percentage and no more."""
    value = value_of(cell)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        if whole is None:
            return None
        share = float(value) if whole else float(value) * ALL
        return int(share + TINY) if 0 <= share <= ALL else None
    match = SHARE.fullmatch(words_of(value))
    if match and (match[2] or name in BARE) and float(match[1]) <= ALL:
        return int(float(match[1]))
    return None


def _progress(draft: Draft, found: Values, told: list[str], key: Key) -> None:
    text = words_of(draft.cells.get("progress"))
    if not text or percent_of(draft.cells.get("progress"), key.shares.get("progress"), "progress") is not None:
        return
    told.append(text)
    if found.status is None and words_of(draft.cells.get("status")).lower() in NOT_YET:
        found.status = key.status(text)
        if found.status:
            found.flags.append("Its status is read from what is said about its progress.")


def _doubted(found: Values) -> None:
    """Nothing is taken as done while another cell of its row says that it is not."""
    if found.status == Status.CLAIMED and found.doubts:
        found.status = Status.IN_PROGRESS
        said = " and ".join(f"‘{shown(doubt)}’" for doubt in dict.fromkeys(found.doubts))
        found.flags.append(f"One cell says that it is done, and another {said}: it is not taken as done.")
        if found.rating == Brag.BLUE:
            found.rating = None


def _completed(draft: Draft, found: Values, told: list[str], key: Key, today: date) -> None:
    cell = value_of(draft.cells.get("completed"))
    text = words_of(cell)
    if cell is None or text.lower() in NOT_YET:
        found.doubts += [text] if text.lower() in NO else []
        return
    said = key.status(text)
    day = meant(cell, today=today).day
    if said in (Status.PLANNED, Status.IN_PROGRESS) or (day is not None and day > today) or TO_COME.search(text):
        found.doubts.append(text)
    if day is not None and day > today and said in (None, Status.CLAIMED):
        if found.due is None:
            found.due, found.due_exact, found.due_text = day, DateExactness.DAY, text
        found.flags.append(
            f"‘{shown(text)}’ stands as the date of completion, and is still to come: it is not taken as done."
        )
        return
    plainly = said is None and not TO_COME.search(text)
    if isinstance(cell, date) or (plainly and completed_on(f"Completed {text}", today=today)):
        said = Status.CLAIMED
    if said and found.status in (None, Status.PLANNED, Status.IN_PROGRESS):
        found.status = said
    told.append(f"Completed: {text}" if said == Status.CLAIMED and "complet" not in text.lower() else text)


def _in_the_action(action: str) -> Status | None:
    """The status that stands before an action or after it: "COMPLETED – Issue …", "Issue … (complete, June 2026)"."""
    found = BEFORE.match(action) or AFTER.search(action)
    said = status_of(found[1]) if found else None
    return Status.CLAIMED if said in (Status.ASSURED, Status.EMBEDDED) else said


def _clause(text: str) -> str:
    """What a text says first: "Complete – policy published in March" begins with "Complete"."""
    for mark in ("\n", ".", ";", ":", " – ", " - ", ",", "("):
        text = text.partition(mark)[0] or text
    return text.strip()[:ONE_CLAUSE]


def part_label(cell: Cell | None) -> str:
    """The letter of a part: "(a)" is a."""
    return words_of(cell).strip(" ().").lower()

"""Which column is which field: all columns at once, so that the best whole is taken, one column a field."""

import re
from collections.abc import Callable, Mapping, Sequence

from tracker.sheets.meaning.ratings import rating_of
from tracker.sheets.meaning.statuses import status_of
from tracker.sheets.other import pairs
from tracker.sheets.other.columns import Column, Reading, words_of
from tracker.sheets.other.contents import BODY, votes
from tracker.sheets.other.headings import both, plain, senses
from tracker.sheets.other.marks import is_mark
from tracker.sheets.other.vocabulary import COLUMN_FIELDS, UNREAD

SURE, TAKEN = 0.6, 0.38
"""From here on a column is taken without a word; between the two it is taken and asked about; below it is not read."""
NEEDED = {"action": 0.3, "recommendation": 0.2, "owner": 0.25, "due": 0.25, "status": 0.05, "progress": 0.05}
"""What a plan nearly always has: of two readings of a column, the one that gives it this."""
ONLY_CELLS = 0.45
NAMED = 0.85
ALONE = 1.7
"""Where the heading says nothing at all, the cells count for so much more."""
REGRET = 0.7
"""What it costs to read a column as less than what it says most clearly."""
STEP = re.compile(r"(\d{1,3})\s*%?")
ALSO, LEAST_ACTION = 0.8, 18
MARKED, LONGEST_STATE = 14, 30
"""A mark is no longer than this."""
ASKED = re.compile(r"[?%]")
Scores = dict[int, dict[str, float]]


def assign(
    columns: Sequence[Column],
    is_agency: Callable[[str], bool],
    settled: Mapping[str, str | None],
    signs: frozenset[str] = frozenset(),
) -> Reading:
    """The reading of a table's columns. `settled` is what a person said: heading to field, None for "not read".
    `signs` are those of statuses that the workbook's own key explains."""
    told = {plain(heading): field for heading, field in settled.items()}
    steps = _steps(columns)
    states = _states([column for column in columns if column.place not in steps])
    owners = _owners([column for column in columns if column.place not in {*steps, *states}], is_agency)
    apart = {*steps, *states, *owners}
    free = [c for c in columns if c.place not in apart and plain(c.heading) not in told]
    scores: Scores = {column.place: _scores(column, is_agency, signs) for column in free}
    pairs.spans(free, scores)
    pairs.latest_dates(free, scores)
    series = pairs.series(free, scores)
    places = {
        field: column.place
        for column in columns
        if (field := told.get(plain(column.heading))) and field in COLUMN_FIELDS
    }
    chosen = _best(scores, frozenset(places))
    confidence = dict.fromkeys(places, 1.0)
    for field, place in chosen.items():
        score = scores[place][field]
        if score >= TAKEN:
            places[field], confidence[field] = place, min(score, 1.0)
    for column in free:
        _second_field(column, places, confidence)
    _least_wrong_action(free, scores, places, confidence)
    pairs.words_before_numbers(free, scores, places)
    share = pairs.share_of(free, scores, places)
    _told_in_comments(free, scores, places, confidence)
    _stand_in(scores, places, confidence, bool(owners))
    guesses = {
        place: tuple(sorted(((f, round(s, 2)) for f, s in fields.items() if s > 0.1), key=lambda each: -each[1])[:4])
        for place, fields in scores.items()
    }
    if places.get("progress") in series:
        filled = [c.place for c in free if c.place in series and c.sample]
        places["progress"] = (filled or list(series))[-1]
    else:
        series = ()
    held = {*places.values(), *series, share}
    more = tuple(p for p, s in scores.items() if "progress" in places and p not in held and _is_progress(s))
    return Reading(
        places, confidence, guesses, owners, steps, states, more, share, pairs.other_dates(free, scores, places), series
    )


def _told_in_comments(
    free: Sequence[Column], scores: Scores, places: dict[str, int], confidence: dict[str, float]
) -> None:
    """Comments are taken for the progress where nothing else tells of it; a person is asked."""
    if "progress" not in places and (place := pairs.comments(free, scores, places)) is not None:
        places["progress"], confidence["progress"] = place, ONLY_CELLS


def _is_progress(fields: Mapping[str, float]) -> bool:
    return fields.get("progress", 0.0) >= ALSO and fields["progress"] == max(fields.values())


def _scores(column: Column, is_agency: Callable[[str], bool], signs: frozenset[str]) -> dict[str, float]:
    said = dict(senses(column.heading))
    if column.parent:
        for field, confidence in senses(f"{column.parent} {column.heading}").items():
            said[field] = max(said.get(field, 0.0), confidence * 0.95)
        if not said:
            said = {field: confidence * 0.8 for field, confidence in senses(column.parent).items()}
    if column.guidance:
        for field, confidence in senses(column.guidance).items():
            said[field] = max(said.get(field, 0.0), confidence * 0.6)
    found = votes(column, is_agency)
    cells = [words_of(cell).strip(" .").lower() for cell in column.sample]
    if cells and all(cell in signs for cell in cells) and "rating" not in said:
        found["status"] = max(found.get("status", 0.0), ONLY_CELLS)
    scores: dict[str, float] = {}
    for field in (*COLUMN_FIELDS, *UNREAD):
        if field in said:
            scores[field] = max(0.0, said[field] + found.get(field, 0.0))
        elif field in UNREAD:
            continue
        elif found.get(field, 0.0) > 0 and not said:
            scores[field] = min(found[field] * ALONE, ONLY_CELLS)
        elif found.get(field, 0.0) > 0:
            scores[field] = min(found[field], ONLY_CELLS) * 0.6
    if said.get("recommendation", 0.0) >= NAMED and found.get("ref", 0.0) > 0 and "ref" in scores:
        scores["ref"] = max(scores["ref"], 1.0 + found["ref"])  # "Rec" over 10.2.2: its reference, and no other
    return scores


def _best(scores: Scores, taken: frozenset[str]) -> dict[str, int]:
    """The assignment with the greatest sum: the best pair first, then every exchange of two that makes it better."""
    gains: dict[tuple[str, int], float] = {}
    for place, fields in scores.items():
        unread = max((fields.get(field, 0.0) for field in UNREAD), default=0.0)
        best = max(fields.values(), default=0.0)
        for field in COLUMN_FIELDS:
            score = fields.get(field, 0.0)
            gain = (
                score
                + (NEEDED.get(field, 0.0) if score >= TAKEN else 0.0)
                - unread
                - (best - score) * REGRET
                - place * 0.0005
            )
            if field not in taken and score > 0 and gain > 0:
                gains[field, place] = gain
    chosen: dict[str, int] = {}
    for (field, place), _ in sorted(gains.items(), key=lambda each: (-each[1], each[0][1])):
        if field not in chosen and place not in chosen.values():
            chosen[field] = place
    better = True
    while better:
        better = _exchange(chosen, gains)
    return chosen


def _exchange(chosen: dict[str, int], gains: Mapping[tuple[str, int], float]) -> bool:
    """One move that makes the sum greater: a column goes to another field, whose column goes where it can."""
    for (field, place), gain in gains.items():
        if chosen.get(field) == place:
            continue
        was = next((f for f, p in chosen.items() if p == place), None)
        rival = chosen.get(field)
        loss = (gains[was, place] if was else 0.0) + (gains[field, rival] if rival is not None else 0.0)
        options: list[tuple[float, str | None]] = [(0.0, None)]
        if rival is not None:
            held = set(chosen) - ({was} if was else set())
            options += [(g, f) for (f, p), g in gains.items() if p == rival and f != field and f not in held]
        back, new = max(options, key=lambda each: each[0])
        if gain + back > loss + 1e-9:
            if was:
                del chosen[was]
            chosen[field] = place
            if new and rival is not None:
                chosen[new] = rival
            return True
    return False


def _least_wrong_action(
    free: Sequence[Column], scores: Scores, places: dict[str, int], confidence: dict[str, float]
) -> None:
    """Where no heading speaks of actions, the column left that is written like them; a person is asked."""
    if "action" in places:
        return
    held = set(places.values())
    left = [c for c in free if c.place not in held and _length(c) >= LEAST_ACTION]
    best = max(left, key=lambda c: (scores[c.place].get("action", 0.0), -c.place), default=None)
    if best is not None and {"recommendation", "ref"} & places.keys():
        unread = max((scores[best.place].get(f, 0.0) for f in UNREAD), default=0.0)
        if unread < SURE:
            places["action"], confidence["action"] = best.place, ONLY_CELLS


def _length(column: Column) -> float:
    texts = [text for cell in column.sample if (text := words_of(cell))]
    return sum(map(len, texts)) / len(texts) if texts else 0.0


def _second_field(column: Column, places: dict[str, int], confidence: dict[str, float]) -> None:
    """The second field of a column that holds two, where no column of its own holds it."""
    pair = both(column.heading)
    if pair is None or not any(places.get(field) == column.place for field in pair):
        return
    for field in pair:
        if field not in places and field in COLUMN_FIELDS:
            places[field], confidence[field] = column.place, 0.8


def _stand_in(scores: Scores, places: dict[str, int], confidence: dict[str, float], owned: bool) -> None:
    """Where nobody else is named, the person who leads is who answers; a date of completion says the status too."""
    if "owner" not in places and not owned and "lead" in places:
        score = scores.get(places["lead"], {}).get("owner", 0.0)
        places["owner"], confidence["owner"] = places["lead"], max(score, 0.45)
    if "lead" not in places and "owner" in places:
        said = scores.get(places["owner"], {})
        if said.get("lead", 0.0) > said.get("owner", 0.0):  # "Named officer" is a person, who answers for an agency
            places["lead"], confidence["lead"] = places["owner"], min(said["lead"], 1.0)
    if "status" not in places and "completed" in places:
        places["status"], confidence["status"] = places["completed"], confidence["completed"]
    if "intended_outcome" not in places and "measure" in places:
        places["intended_outcome"], confidence["intended_outcome"] = places["measure"], confidence["measure"]


def _steps(columns: Sequence[Column]) -> dict[int, int]:
    """Columns headed 25, 50, 75, 100, side by side."""
    found = {}
    for column in columns:
        match = STEP.fullmatch(column.heading.strip())
        if match and int(match[1]) <= 100:
            found[column.place] = int(match[1])
        elif column.heading.strip() in ("0.25", "0.5", "0.75", "1"):
            found[column.place] = round(float(column.heading) * 100)
    return found if len(found) >= 2 and 100 in found.values() else {}


def _states(columns: Sequence[Column]) -> dict[int, str]:
    """Columns headed by a status or a colour, with nothing but ticks in them: two or more, of different meaning.

    "% complete" and "Closed?" are no such columns: the one holds a number, the other a yes or a no.
    """
    found = {
        column.place: column.heading
        for column in columns
        if len(column.heading) <= LONGEST_STATE
        and not ASKED.search(column.heading)
        and (status_of(column.heading) or rating_of(column.heading))
        and all(is_mark(words_of(cell)) for cell in column.sample)
    }
    meanings = {status_of(heading) or rating_of(heading) for heading in found.values()}
    return found if len(meanings) >= 2 else {}


def _owners(columns: Sequence[Column], is_agency: Callable[[str], bool]) -> dict[int, str]:
    """Columns headed by an agency, with nothing but marks in them: two or more."""
    found = {}
    for column in columns:
        marks = [words_of(cell) for cell in column.sample]
        best = max((s for f, s in senses(column.heading).items() if f != "owner"), default=0.0)
        if any(len(mark) > MARKED for mark in marks) or best >= SURE:
            continue
        owner = senses(column.heading).get("owner", 0.0)
        if BODY.search(column.heading) or (owner < SURE and is_agency(column.heading)):
            found[column.place] = column.heading
    return found if len(found) >= 2 else {}

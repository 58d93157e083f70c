"""The trail on the page: the filters in the address, one page of sentences, and the entries beneath them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from tracker import clock
from tracker.queries import history
from tracker.queries.sentences import Sentence, sentences
from tracker.queries.standing import zone_of
from tracker.queries.telling import DONE, of_any_kind
from tracker.queries.trends import related_ids
from tracker.rules.dates import in_words, plural
from tracker.rules.records import TrailEntry
from tracker.rules.words import Door
from tracker.ui import desk
from tracker.ui.frame import Frame, asked_for
from tracker.ui.look import day, plain, soft
from tracker.ui.tables import rows

PAGE = 30
"""Sentences on a page. One sentence is one press of a button, however many fields it changed."""
BATCH = 2_000
DETAILS = 6
VERBS_OF_THE_TRAIL = " ".join(DONE)
"""Every verb that a command signs with; a test holds it against `tracker/commands`."""
RAW = 500
ITSELF = "The tracker itself"
CAME = "who came in and what was taken out"
SHOWN = {"changes": "Changes", "accesses": "Who came in and what was taken out", "all": "Everything"}
START = ("before",)
"""What another filter takes out of the address: where the page begins."""


@dataclass(frozen=True)
class Asked:
    """What was asked for: the filter of the trail, and the words that a sentence must hold."""

    where: dict[str, Any]
    words: str = ""
    said: tuple[str, ...] = field(default=())
    show: str = "changes"

    @property
    def in_words(self) -> str:
        """The filter as a sentence, as Markdown: "every change" where nothing was asked for."""
        return " · ".join(self.said) or {"changes": "every change", "accesses": CAME}.get(self.show, "everything")


def controls(at: Frame) -> Asked:
    """The filters, in the address bar; a nonsense value there counts as none."""
    people = {p.id: p.name for p in at.now.register.people.values()} | {"system": ITSELF}
    verbs = dict(sorted(DONE.items(), key=lambda item: item[1]))
    doors = {d.value: d.label for d in Door}
    thing, asked_verb = asked_for("id"), asked_for("verb")
    with st.container(key="controls_shown"):
        first = "all" if thing or asked_verb in verbs else "changes"
        show = desk.segments("What is shown", SHOWN, "show", first=first, drops=START)
    with st.container(key="controls_history", horizontal=True, vertical_alignment="bottom"):
        by = desk.pick("Who", people, "by", drops=START, empty="Everybody", width=220)
        verb = desk.pick("Did what", verbs, "verb", drops=START, empty="Anything", width=220)
        door = desk.pick("Through which door", doors, "door", drops=START, empty="Any", width=220)
        since, until = desk.day("From", "since", drops=START), desk.day("Up to", "until", drops=START)
        words = desk.words("Holds the words", "words", drops=START)
    zone = zone_of(at.now)
    past = clock.end_of(at.today, zone) if at.is_past else None
    told = [
        f"about {plain(of_any_kind(at.now.register, thing))}" if thing else "",
        f"by {plain(_mid(people[by]))}" if by else "",
        plain(verbs[verb].lower()) if verb else "",
        f"through the {doors[door].lower()}" if door else "",
        f"from {in_words(since)}" if since else "",
        f"up to {in_words(until)}" if until else "",
        f"holding “{plain(words)}”" if words else "",
    ]
    ends = [end for end in (clock.end_of(until, zone) if until else None, past) if end]
    where = {
        "by": by,
        "verb": verb,
        "door": door,
        "since": datetime.combine(since, datetime.min.time(), zone).astimezone(UTC) if since else None,
        "until": min(ends, default=None),
        "entity_ids": _belonging(at, thing) if thing else None,
        "changes_only": show == "changes",
        "accesses_only": show == "accesses",
    }
    return Asked(where, words, tuple(t for t in told if t), show)


def page_of(at: Frame, asked: Asked, before: int | None) -> tuple[list[Sentence], list[TrailEntry], int | None]:
    """One page, newest first: its sentences, the entries behind them, and where the next page begins, if any."""
    found: list[Sentence] = []
    behind: list[TrailEntry] = []
    for group in _steps(at, asked.where, before):
        told = sentences(at.register, group)[0]
        if asked.words and not _holds(told, asked.words):
            continue
        if len(found) == PAGE:
            return found, behind, found[-1].first_number
        found.append(told)
        behind += group
    return found, behind, None


def finding(at: Frame, asked: Asked, found: list[Sentence], *, more: bool) -> str:
    """The page's title: when the register last changed, or how much answers to the filter."""
    one, many = ("change", "changes") if asked.show == "changes" else ("entry", "entries")
    if not found:
        return f"No {one} matches"
    if asked.said:
        return f"The latest {PAGE} {many} that match" if more else f"{plural(len(found), one, many)} that match"
    if asked.show != "changes":
        return "Everything on the record" if asked.show == "all" else CAME[0].upper() + CAME[1:]
    when = in_words(found[0].at.astimezone(zone_of(at.now)).date())
    return f"Changed last on {when} by {plain(_mid(found[0].who))}"


def _mid(who: str) -> str:
    """Who, in the middle of a sentence."""
    return who[0].lower() + who[1:] if who == ITSELF else who


def draw(at: Frame, found: list[Sentence]) -> None:
    """The sentences as a table: when and by whom, what and why, and by whom."""
    zone = zone_of(at.now)
    rows(
        [(_when(at, s, zone), _what(s), _who(s)) for s in found],
        ("When", "What", "Who"),
        alt="The record in words, newest first",
        key="rows_history",
    )


def missing(at: Frame, asked: Asked) -> str:
    """How many entries this person does not see, as a sentence; an empty text for none. Of one thing's history nothing
    is said: what is hidden reads as what is not there."""
    if asked_for("id"):
        return ""
    return history.left_out(at.engine, sight=at.sight, **asked.where).in_words


def raw(entries: list[TrailEntry]) -> None:
    """The entries as the trail keeps them, each with its hash."""
    shown = entries[:RAW]
    st.markdown(
        f"The first {RAW:,} of {len(entries):,} entries."
        if len(entries) > RAW
        else plural(len(entries), "entry", "entries")
    )
    columns = (
        "number",
        "at",
        "by",
        "role",
        "verb",
        "entity",
        "entity_id",
        "field",
        "before",
        "after",
        "reason",
        "door",
        "hash",
    )
    frame = pd.DataFrame([[_cell(getattr(e, name)) for name in columns] for e in shown], columns=list(columns))
    st.dataframe(frame, hide_index=True, alt="Entries of the trail with their hashes")


def _steps(at: Frame, where: dict[str, Any], before: int | None) -> Iterator[list[TrailEntry]]:
    """The trail newest first, one press of a button at a time, however many entries it made."""
    pending: list[TrailEntry] = []
    while True:
        batch = history.entries(at.engine, sight=at.sight, **where, before_number=before, limit=BATCH)
        for _, entries in groupby(batch, key=_step):
            group = list(entries)
            if pending and _step(pending[0]) != _step(group[0]):
                yield pending
                pending = []
            pending += group
        if len(batch) < BATCH:
            break
        before = batch[-1].number
    if pending:
        yield pending


def _step(entry: TrailEntry) -> tuple[Any, ...]:
    return (entry.at, entry.by, entry.verb, entry.door, entry.reason)


def _belonging(at: Frame, id_: str) -> frozenset[str]:
    """The id and the ids of what is filed under it: an action's updates, a recommendation's parts and asks."""
    register = at.now.register
    if id_ in register.recommendations:
        return related_ids(at.now, id_)
    ids = {id_}
    if file := register.files.get(id_):
        filed: tuple[tuple[Any, ...], ...] = (
            file.updates, file.extensions, file.evidence, file.verifications, file.check_backs, file.not_doing,
        )  # fmt: skip
        ids |= {record.id for records in filed for record in records} | {f"{id_}|{p}" for p in file.part_ids}
    return frozenset(ids)


def _holds(told: Sentence, words: str) -> bool:
    text = " ".join((told.who, told.verb, told.subject, *told.details, told.why or "")).casefold()
    return all(word in text for word in words.casefold().split())


def _when(at: Frame, told: Sentence, zone: Any) -> str:
    local = told.at.astimezone(zone)
    return f"{day(local.date(), at.today)}  \n{soft(f'{local:%H:%M}')}"


def _what(told: Sentence) -> str:
    details = [plain(d) for d in told.details[:DETAILS]]
    if len(told.details) > DETAILS:
        details.append(f"and {len(told.details) - DETAILS:,} more")
    lines = [f"**{plain(told.verb)}**: {plain(told.subject)}", *map(soft, details)]
    if told.why:
        lines.append(f"{soft('Why:')} {plain(told.why)}")
    return "  \n".join(lines)


def _who(told: Sentence) -> str:
    numbers = f"no.\u00a0{told.first_number:,}" + (
        f" to {told.last_number:,}" if told.last_number > told.first_number else ""
    )
    return "  \n".join([plain(told.who), soft(told.door.lower()), soft(numbers)])


def _cell(value: object) -> str:
    return f"{value:%Y-%m-%d %H:%M:%S}" if isinstance(value, datetime) else "" if value is None else str(value)

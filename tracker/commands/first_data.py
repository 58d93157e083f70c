"""The first data: agencies, groups, themes and the reviews of `data/`, put into a store that does not hold them yet."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Engine

from tracker.commands._values import day_of
from tracker.rules.errors import FileRefusedError
from tracker.rules.records import (
    Agency,
    Ask,
    Board,
    CrossReference,
    Group,
    LearningPoint,
    LearningTheme,
    Membership,
    Part,
    Person,
    PersonRole,
    Promise,
    Recommendation,
    Review,
    Theme,
    ThemeLink,
)
from tracker.rules.words import ChangeKind, Door, Level, Publication, Role
from tracker.store.database import SYSTEM, changing

FIRST_PERSON = Person("business-manager", "Business manager")


class Loaded(NamedTuple):
    """How many records were added, by kind; empty where all were there already."""

    added: dict[str, int]


def load(engine: Engine, folder: Path, *, by: str, at: datetime, door: Door) -> Loaded:
    """Add what is missing of the folder's data, in one transaction. Safe to repeat.

    What is there already stays as people made it, and what they took out stays out. Where there is nobody at all, a
    business manager is made, so that somebody can begin. The kind of change that a recommendation asks for is filled in
    where nobody has said it yet: an older store did not know it. FileRefusedError if the data cannot be read.
    """
    added: Counter[str] = Counter()
    with changing(engine, by=by, verb="load", at=at, door=door) as work:
        work.allow("edit_register")
        wanted = list(_records(folder, day_of(at)))
        known = {record: set(work.ids(record)) for record in dict.fromkeys(type(r) for r in wanted)}
        missing = [r for r in wanted if r.id not in known[type(r)]]
        gone = work.once_there({r.id for r in missing})
        for record in missing:
            if record.id not in gone:
                work.add(record)
                added[type(record).__name__] += 1
        for record in wanted:
            if isinstance(record, Recommendation) and record.change and record.id in known[Recommendation]:
                row = work.find(Recommendation, record.id)
                if row is not None and row.change is None:
                    work.change(row, change=record.change)
                    added["kind of change"] += 1
        if not work.ids(Person):
            work.add(FIRST_PERSON)
            work.add(PersonRole(f"{FIRST_PERSON.id}/{Role.ADMINISTRATOR.value}", FIRST_PERSON.id, Role.ADMINISTRATOR))
            added["Person"] += 1
        work.flush()
    return Loaded(dict(added))


def _records(folder: Path, today: date) -> Iterator[Any]:
    """Every record that the folder tells of, those that others point at first."""
    for item in _read(folder / "agencies.json"):
        yield _from(Agency, item, parent_id=item.get("parent"), successor_id=item.get("successor"))
    for item in _read(folder / "boards.json"):
        yield _from(Board, item, agency_id=item.get("agency"))
    for item in _read(folder / "groups.json"):
        yield _from(Group, item)
        for agency_id in item["members"]:
            yield Membership(f"{item['id']}|{agency_id}", item["id"], agency_id)
    for position, item in enumerate(_read(folder / "themes.json"), 1):
        yield _from(Theme, item, position=position)
    for path in sorted((folder / "reviews").glob("*.json")):
        yield from _of_review(_read(path), today)


def _of_review(data: dict[str, Any], today: date) -> Iterator[Any]:
    code, document = data["code"], data.get("document") or {}
    yield Review(
        id=code,
        board_id=data["board"],
        kind=data["kind"],
        subject=data["subject"],
        title=data["title"],
        publisher=data.get("publisher"),
        author=data.get("author"),
        published_on=_day(data.get("published_on")),
        published_text=data.get("published_text"),
        state=Publication(data["state"]),
        document_title=document.get("title"),
        document_pages=document.get("pages"),
        document_note=document.get("note"),
    )
    for key in ("recommendations", "single_agency"):
        for position, item in enumerate(data.get(key, ()), 1):
            yield from _of_recommendation(code, position, item, today)
    for id_, item in _lettered(code, data.get("learning_points", ())):
        yield LearningPoint(id_, code, item["paragraph"], item["title"], item["summary"])
        for theme_id in item.get("themes", ()):
            yield LearningTheme(f"{id_}|{theme_id}", id_, theme_id, True, confirmed_on=today, confirmed_by=SYSTEM)
    for id_, item in _lettered(code, data.get("promises", ())):
        keeper = f"{code}:{item['kept_by']}" if item.get("kept_by") else None
        yield Promise(id_, code, item["paragraph"], item["about"], keeper, item.get("why"))
    numbers: Counter[str] = Counter()
    for item in data.get("cross_references", ()):
        start = f"{code}:{item['from']}"
        numbers[start] += 1
        target = f"{item['to_review']}:{item['to_ref']}" if item.get("to_review") and item.get("to_ref") else None
        yield CrossReference(f"{start}>{numbers[start]}", start, target, item.get("as_written"), item.get("note"))


def _of_recommendation(code: str, position: int, item: dict[str, Any], today: date) -> Iterator[Any]:
    id_ = f"{code}:{item['ref']}"
    yield Recommendation(
        id=id_,
        review_id=code,
        ref=item["ref"],
        position=position,
        level=Level(item["level"]),
        title=item["title"],
        text=item["text"],
        paragraph=item.get("paragraph"),
        page=item.get("page"),
        addressed_to=tuple(item.get("addressed_to", ())),
        asks_note=item.get("asks_note"),
        agency_id=item.get("agency"),
        change=ChangeKind(item["change"]) if item.get("change") else None,
    )
    asks = item.get("asks", {})
    for number, part in enumerate(item["parts"], 1):
        part_id = f"{id_}/{part['label']}"
        yield Part(part_id, id_, part["label"], number, part["text"], part.get("context_reason"))
        for ask in asks.get(part["label"], ()):
            accepted = _day(ask.get("accepted_on"))
            yield Ask(
                id=f"{part_id}|{ask['agency']}",
                part_id=part_id,
                agency_id=ask["agency"],
                group_id=ask.get("group"),
                accepted_on=accepted,
                accepted_by=SYSTEM if accepted else None,
            )
    for theme_id in item.get("themes", ()):
        yield ThemeLink(f"{id_}|{theme_id}", id_, theme_id, confirmed=True, confirmed_on=today, confirmed_by=SYSTEM)


def _lettered(code: str, items: Iterable[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Ids by paragraph, with b, c … where a paragraph has several."""
    times: Counter[str] = Counter()
    for item in items:
        base = f"{code}/{item['paragraph']}"
        yield base + ("" if not times[base] else chr(ord("a") + times[base])), item
        times[base] += 1


def _from(record: type[Any], item: dict[str, Any], **more: Any) -> Any:
    """A record from a JSON object whose names are its fields; lists become tuples, the texts of `..._on` days."""
    names = {f.name for f in fields(record)}
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in item.items() if k in names}
    made = record(**values | more)
    days = {k: _day(v) for k, v in values.items() if k.endswith("_on") and isinstance(v, str)}
    return replace(made, **days) if days else made


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FileRefusedError(path.name, f"the tracker's own data cannot be read ({error})") from error

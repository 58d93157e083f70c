"""Small registers out of plain arguments. Every test shows the facts it depends on and nothing else.

    book = Book()
    book.review("SOTON-K", published=date(2014, 6, 1))
    book.recommendation("SOTON-K:1", {"a": ["police", "health"], "b": ["police"]})
    book.action("A1", "police", ["SOTON-K:1/a"], due=date(2026, 3, 1), status=Status.IN_PROGRESS)
    standing = book.standing(date(2026, 4, 1))

An agency, board or theme that is named and not there yet is made. Part ids are RECOMMENDATION/LABEL, ask ids are
RECOMMENDATION/LABEL@AGENCY.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from tracker.rules.records import (
    Action,
    ActionFile,
    ActionPart,
    Agency,
    Ask,
    Board,
    CheckBack,
    Evidence,
    Extension,
    NotDoing,
    Part,
    PersonRole,
    Recommendation,
    Review,
    Setting,
    Theme,
    ThemeLink,
    Update,
    Verification,
)
from tracker.rules.register import Register
from tracker.rules.standing import Standing, build
from tracker.rules.words import (
    CheckOutcome,
    EvidenceKind,
    Level,
    NotDoingKind,
    Outcome,
    OwnRating,
    Publication,
    Role,
    Rung,
    Status,
)

TODAY = date(2026, 11, 20)


def action_file(
    *,
    id: str = "A1",
    owner: str | None = "police",
    due: date | None = date(2027, 6, 30),
    original: date | None = None,
    status: Status = Status.IN_PROGRESS,
    created: date | None = TODAY,
    updates: Sequence[tuple[date, OwnRating | None]] = (),
    moves: int = 0,
    verifications: Sequence[tuple[date, Outcome]] = (),
    check_backs: Sequence[tuple[int, date, CheckOutcome]] = (),
    rungs: Sequence[Rung] = (),
    not_doing: Sequence[NotDoing] = (),
    part_ids: Sequence[str] = (),
    **fields: Any,
) -> ActionFile:
    """One action with what is filed under it. `original` is the current date unless told."""
    action = Action(
        id,
        "SOTON-K",
        f"Do {id}",
        owner_id=owner,
        original_due=original or due,
        due=due,
        status=status,
        created_on=created,
        **fields,
    )
    return ActionFile(
        action,
        tuple(part_ids),
        updates=tuple(
            Update(f"{id}-u{n}", id, day, "lead", "said", own_rating=own) for n, (day, own) in enumerate(updates)
        ),
        extensions=tuple(
            Extension(f"{id}-x{n}", id, original, due or TODAY, "more time", TODAY, "lead", TODAY, "chair")
            for n in range(moves)
        ),
        evidence=tuple(
            Evidence(f"{id}-e{n}", id, EvidenceKind.STATEMENT, "seen", rung) for n, rung in enumerate(rungs)
        ),
        verifications=tuple(
            Verification(f"{id}-v{n}", id, outcome, "looked at it", day, "scrutineer")
            for n, (day, outcome) in enumerate(verifications)
        ),
        check_backs=tuple(
            CheckBack(f"{id}-c{n}", id, months, day, outcome, checked_on=day, checked_by="scrutineer")
            for n, (months, day, outcome) in enumerate(check_backs)
        ),
        not_doing=tuple(not_doing),
    )


def roles(*held: tuple[Role, str | None], person: str = "sam") -> tuple[PersonRole, ...]:
    """A person's roles: roles((Role.LEAD, "police"), (Role.SUBGROUP, "health"))."""
    return tuple(PersonRole(f"{person}-{n}", person, role, agency) for n, (role, agency) in enumerate(held))


class Book:
    """A register being written. Every method adds one thing and gives back its id."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, Any]] = {}
        self._numbers = count(1)

    def add(self, table: str, record: Any) -> str:
        self.tables.setdefault(table, {})[record.id] = record
        return record.id

    def has(self, table: str, id: str) -> bool:
        return id in self.tables.get(table, {})

    def edit(self, table: str, id: str, **fields: Any) -> None:
        self.tables[table][id] = replace(self.tables[table][id], **fields)

    def agency(self, id: str, **fields: Any) -> str:
        return self.add("agencies", Agency(id, f"{id.title()} Service", id.title(), "sector", **fields))

    def board(self, id: str = "board", **fields: Any) -> str:
        return self.add("boards", Board(id, "The Board", **fields))

    def review(self, id: str, *, published: date | None = date(2014, 6, 1), subject: str | None = None) -> str:
        if not self.has("boards", "board"):
            self.board()
        return self.add(
            "reviews",
            Review(
                id,
                "board",
                "SCR",
                subject or f"Child {id[-1]}",
                f"Review {id}",
                published_on=published,
                state=Publication.PUBLISHED,
            ),
        )

    def theme(self, id: str, cue_words: Sequence[str] = ()) -> str:
        position = len(self.tables.get("themes", {})) + 1
        return self.add("themes", Theme(id, id.replace("-", " ").capitalize(), position, "about", tuple(cue_words)))

    def recommendation(
        self,
        id: str,
        asks: Mapping[str, Sequence[str]] | None = None,
        *,
        level: Level = Level.OVERVIEW,
        themes: Sequence[str] = (),
        context: Sequence[str] = (),
        text: str = "Do it.",
        **fields: Any,
    ) -> str:
        """A recommendation with its parts: {label: agencies asked}. Labels in `context` are context, not tracked."""
        review, ref = id.split(":")
        if not self.has("reviews", review):
            self.review(review)
        position = len(self.tables.get("recommendations", {})) + 1
        values = {"title": f"Title of {ref}"} | fields
        self.add("recommendations", Recommendation(id, review, ref, position, level, text=text, **values))
        for n, (label, agencies) in enumerate((asks if asks is not None else {"a": ()}).items()):
            reason = "says why" if label in context else None
            part = self.add("parts", Part(f"{id}/{label}", id, label, n, text, context_reason=reason))
            for agency in agencies:
                self.ask(part, agency)
        for theme in themes:
            if not self.has("themes", theme):
                self.theme(theme)
            self.add("theme_links", ThemeLink(f"{id}#{theme}", id, theme, confirmed=True))
        return id

    def ask(self, part: str, agency: str) -> str:
        if not self.has("agencies", agency):
            self.agency(agency)
        return self.add("asks", Ask(f"{part}@{agency}", part, agency))

    def action(self, id: str, owner: str | None, parts: Sequence[str], **fields: Any) -> str:
        """An action with everything that `action_file` takes."""
        if owner and not self.has("agencies", owner):
            self.agency(owner)
        file = action_file(id=id, owner=owner, part_ids=parts, **fields)
        self.add("actions", file.action)
        for part in parts:
            self.add("action_parts", ActionPart(f"{id}>{part}", id, part))
        for table in ("updates", "extensions", "evidence", "verifications", "check_backs", "not_doing"):
            for record in getattr(file, table):
                self.add(table, record)
        return id

    def not_doing(
        self,
        *,
        recommendation: str | None = None,
        ask: str | None = None,
        action: str | None = None,
        until: date | None = None,
        former: Status | None = None,
        kind: NotDoingKind = NotDoingKind.RISK_ACCEPTED,
    ) -> str:
        """An entry in the not-doing register; an action it is about is moved there."""
        if action:
            former = former or self.tables["actions"][action].status
            self.edit("actions", action, status=Status.NOT_DOING)
        entry = NotDoing(
            f"N{next(self._numbers)}",
            kind,
            "decided",
            TODAY,
            "chair",
            recommendation_id=recommendation,
            ask_id=ask,
            action_id=action,
            until=until,
            former_status=former,
        )
        return self.add("not_doing", entry)

    def thresholds(self, json_text: str) -> str:
        return self.add("settings", Setting("thresholds", json_text))

    def register(self) -> Register:
        return Register(**self.tables)

    def standing(self, today: date = TODAY) -> Standing:
        return build(self.register(), today=today)

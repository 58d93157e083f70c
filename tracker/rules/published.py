"""The published view: what of the register anybody may read, by rule and not by somebody's care.

Published reviews with their recommendations as printed, who answers for them, their themes, ratings and dates. No
evidence, nothing that an agency wrote in its own words, nobody's name, and no id by which something of these could be
told. Each record is made anew from the fields named here, so that a field that is added later stays out until it is
named.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from tracker.rules.brag import RANK
from tracker.rules.by_board import kind_of
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.records import (
    Action,
    ActionFile,
    ActionPart,
    Agency,
    Ask,
    Board,
    CheckBack,
    Extension,
    Group,
    Membership,
    NotDoing,
    Part,
    Rating,
    Recommendation,
    Review,
    Setting,
    Theme,
    ThemeLink,
    Update,
    Verification,
)
from tracker.rules.register import Register
from tracker.rules.standing import Standing
from tracker.rules.thresholds import SETTING_ID
from tracker.rules.words import Brag, Publication

NOT_TRACKED = "context"
LEFT_OUT = (
    "reviews that are not published",
    "evidence of any kind",
    "everything that agencies wrote: their actions, updates, reasons and statements",
    "the names of people",
)
"""What the published view says of itself that is not in it."""


def published(register: Register) -> Register:
    """The register as anybody may read it."""
    reviews = {r.id: _review(r) for r in register.reviews.values() if r.state == Publication.PUBLISHED}
    recs = {r.id: _recommendation(r) for r in register.recommendations.values() if r.review_id in reviews}
    parts = {p.id: _part(p) for p in register.parts.values() if p.recommendation_id in recs}
    asks = {a.id: _ask(a) for a in register.asks.values() if a.part_id in parts}
    kept: dict[str, list[Any]] = {}
    for number, file in enumerate(register.files.values(), start=1):
        answered = tuple(part for part in file.part_ids if part in parts)
        if answered:
            _file(kept, f"A{number}", file, answered, recs[parts[answered[0]].recommendation_id].review_id)
    entries = (n for n in register.not_doing.values() if n.recommendation_id in recs or n.ask_id in asks)
    kept.setdefault("not_doing", []).extend(_not_doing(f"N{n}", entry) for n, entry in enumerate(entries, start=1))
    links = (
        t for t in register.theme_links.values() if t.confirmed and t.recommendation_id in recs and t.part_id is None
    )
    return Register(
        boards={b.id: Board(b.id, b.name, b.agency_id, b.timezone) for b in register.boards.values()},
        agencies={a.id: _agency(a) for a in register.agencies.values()},
        groups={g.id: Group(g.id, g.name) for g in register.groups.values()},
        memberships={
            m.id: Membership(m.id, m.group_id, m.agency_id, m.joined_on, m.left_on)
            for m in register.memberships.values()
        },
        reviews=reviews,
        recommendations=recs,
        parts=parts,
        asks=asks,
        themes={t.id: Theme(t.id, t.name, t.position, t.definition) for t in register.themes.values()},
        theme_links={t.id: ThemeLink(t.id, t.recommendation_id, t.theme_id, True) for t in links},
        settings={
            s.id: Setting(s.id, s.value, s.board_id) for s in register.settings.values() if kind_of(s.id) == SETTING_ID
        },
        **{table: _by_id(records) for table, records in kept.items()},
    )


def rating(standing: Standing, recommendation_id: str) -> Rating:
    """How a published recommendation stands, in figures and fixed words: no reason that an agency could have worded."""
    brag = standing.recommendation_ratings[recommendation_id].brag
    if brag == Brag.NONE:
        return Rating(brag, "it is in the not-doing register")
    ratings = [
        standing.action_ratings[f.action.id].brag for f in standing.register.files_of_recommendation(recommendation_id)
    ]
    parts = {part.id for part in standing.register.parts_of.get(recommendation_id, ())}
    holes = sum(ask.part_id in parts for ask in standing.holes)
    counted = [
        f"{ratings.count(each)} {_SAID[each]}" for each in sorted(set(ratings), key=RANK.__getitem__)
    ]  # fmt: skip
    said = f"{plural(len(ratings), 'action')}: {list_in_words(counted)}" if ratings else "no action yet"
    return Rating(brag, f"{said}; {plural(holes, 'ask')} with no action yet" if holes and ratings else said)


def dates(standing: Standing, recommendation_id: str) -> str:
    """From when to when the open actions of a recommendation are due: "3 May 2027 to 1 June 2027"; "" for none."""
    files = standing.register.files_of_recommendation(recommendation_id)
    live = [f for f in files if standing.action_ratings[f.action.id].brag not in (Brag.BLUE, Brag.NONE)]
    days = sorted(f.action.due for f in live if f.action.due)
    if not days:
        return ""
    return in_words(days[0]) if days[0] == days[-1] else f"{in_words(days[0])} to {in_words(days[-1])}"


_SAID: Mapping[Brag, str] = {
    Brag.RED: "overdue or undone",
    Brag.AMBER: "at risk",
    Brag.GREY: "without an owner or a date",
    Brag.GREEN: "on track",
    Brag.BLUE: "assured",
    Brag.NONE: "not to be done",
}


def _by_id(records: Iterable[Any]) -> dict[str, Any]:
    return {record.id: record for record in records}


def _agency(a: Agency) -> Agency:
    return Agency(
        a.id, a.name, a.short_name, a.sector, parent_id=a.parent_id, successor_id=a.successor_id,
        closed_on=a.closed_on, is_board=a.is_board,
    )  # fmt: skip


def _review(r: Review) -> Review:
    return Review(
        r.id, r.board_id, r.kind, r.subject, r.title, r.publisher, None, r.published_on, r.published_text, r.state,
        r.state_on, document_pages=r.document_pages, document_hash=r.document_hash,
    )  # fmt: skip


def _recommendation(r: Recommendation) -> Recommendation:
    return Recommendation(
        r.id, r.review_id, r.ref, r.position, r.level, r.title, r.text, r.paragraph, r.page, r.addressed_to,
        agency_id=r.agency_id, response=r.response, response_on=r.response_on, closed_on=r.closed_on,
    )  # fmt: skip


def _part(p: Part) -> Part:
    return Part(p.id, p.recommendation_id, p.label, p.position, p.text, NOT_TRACKED if p.context_reason else None)


def _ask(a: Ask) -> Ask:
    return Ask(a.id, a.part_id, a.agency_id, a.group_id, a.accepted_on, withdrawn_on=a.withdrawn_on)


def _file(kept: dict[str, list[Any]], id_: str, file: ActionFile, parts: tuple[str, ...], review_id: str) -> None:
    """An action with what its rating rests on: days and words of the register's own vocabulary, no others."""
    a = file.action
    rows: dict[str, list[Any]] = {
        "actions": [
            Action(
                id_, review_id, "", a.owner_id, original_due=a.original_due, due=a.due, due_exact=a.due_exact,
                status=a.status, status_on=a.status_on, created_on=a.created_on, claimed_on=a.claimed_on,
            )
        ],
        "action_parts": [ActionPart(f"{id_}|{part}", id_, part) for part in parts],
        "updates": [
            Update(f"{id_}-U{n}", id_, u.said_on, "", "", u.status, u.own_rating) for n, u in enumerate(file.updates)
        ],
        "extensions": [
            Extension(
                f"{id_}-X{n}", id_, x.from_due, x.to_due, "", x.asked_on, "",
                agreed_on=x.agreed_on, refused_on=x.refused_on,
            )
            for n, x in enumerate(file.extensions)
        ],
        "verifications": [
            Verification(f"{id_}-V{n}", id_, v.outcome, "", v.verified_on, "")
            for n, v in enumerate(file.verifications)
        ],
        "check_backs": [
            CheckBack(f"{id_}-C{n}", id_, c.months, c.due, c.outcome, None, c.checked_on)
            for n, c in enumerate(file.check_backs)
        ],
        "not_doing": [_not_doing(f"{id_}-N{n}", entry, id_) for n, entry in enumerate(file.not_doing)],
    }  # fmt: skip
    for table, records in rows.items():
        kept.setdefault(table, []).extend(records)


def _not_doing(id_: str, n: NotDoing, action_id: str | None = None) -> NotDoing:
    return NotDoing(
        id_,
        n.kind,
        "",
        n.entered_on,
        "",
        n.recommendation_id,
        n.ask_id,
        action_id,
        n.until,
        n.former_status,
        n.ended_on,
    )

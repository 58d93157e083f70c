"""What the register's things are as documents: one shape for the command line's --json and for the API.

The names are a contract with other programs (DESIGN §5): enums lower-case with underscores, dates ISO, unknown is null,
lists in a stable order. A new field is added; none is renamed or taken away.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date
from typing import TYPE_CHECKING, Any

from tracker.rules.words import Level

if TYPE_CHECKING:
    from tracker.queries.suggesting import Suggestions
    from tracker.rules.judged import Pair
    from tracker.rules.records import (
        ActionFile,
        Agency,
        Evidence,
        Part,
        Rating,
        Recommendation,
        Review,
        Theme,
        TrailEntry,
    )
    from tracker.rules.recurrence import Recurrence
    from tracker.rules.register import Register
    from tracker.rules.standing import AgencyFigures, Counts, Standing

RECURRENCE = ("recommendation", "earlier", "theme", "score", "why")


def status_figures(standing: "Standing", review: str | None) -> dict[str, Any]:
    """The document of `tracker status --json`; of one review, and the actions under it, where one is asked for."""
    register = standing.register

    def kept(files: "Sequence[ActionFile]") -> int:
        return sum(review in (None, file.action.review_id) for file in files)

    holes = [register.parts[ask.part_id].recommendation_id for ask in standing.holes]
    recs = standing.counts(review)
    return {
        "as_at": standing.today.isoformat(),
        "recommendations": _counts(recs),
        "actions": _counts(standing.action_counts(review)),
        "single_agency": standing.counts(review, Level.SINGLE_AGENCY).total,
        "not_doing": recs.not_doing,
        "overdue": kept(standing.overdue),
        "late_on_original": kept(standing.late_on_original),
        "holes": sum(review in (None, register.recommendations[id_].review_id) for id_ in holes),
        "claimed": kept(standing.claimed),
        "verified": kept(standing.verified),
        "overturned": _overturned(standing, review),
    }


def _overturned(standing: "Standing", review: str | None) -> int:
    from tracker.rules.deadlines import claims_overturned

    files = standing.register.files.values()
    return sum(claims_overturned(file) for file in files if review in (None, file.action.review_id))


def _counts(counts: "Counts") -> dict[str, int]:
    return {name: number for name, number in asdict(counts).items() if name != "not_doing"}


def overdue_row(standing: "Standing", file: "ActionFile") -> dict[str, Any]:
    """An action as `tracker overdue --json` tells it: what is owed, by whom, how late on both dates."""
    from tracker.rules.deadlines import days_late, days_late_original, original_date

    action, today = file.action, standing.today
    rating = standing.action_ratings[action.id]
    original = original_date(action)
    return {
        "action": action.id,
        "title": action.title,
        "owner": action.owner_id,
        "recommendations": list(standing.register.recommendations_of_action.get(action.id, ())),
        "due": iso(action.due),
        "original_due": iso(original),
        "days_late": days_late(file, today=today),
        "days_late_original": days_late_original(file, today=today),
        "moves": file.moves,
        "rating": rating.brag.value,
        "reason": rating.reason,
    }


def recommendation_row(standing: "Standing", rec: "Recommendation", waiting: "Suggestions") -> dict[str, Any]:
    """A recommendation with its parts, themes and rating. `waiting` holds what is suggested for it."""
    register = standing.register
    rating = standing.recommendation_ratings[rec.id]
    return {
        "review": rec.review_id,
        "ref": rec.ref,
        "level": rec.level.value,
        "title": rec.title,
        "text": rec.text,
        "parts": [_part_row(part, standing.part_ratings.get(part.id)) for part in register.parts_of.get(rec.id, ())],
        "addressed_to": list(rec.addressed_to),
        "owners": list(register.owners_of(rec.id)),
        "themes": [{"id": one["id"], "confirmed": one["confirmed"]} for one in themes_of(register, rec, waiting)],
        "paragraph": rec.paragraph,
        "actions": len(register.files_of_recommendation(rec.id)),
        "rating": rating.brag.value,
        "reason": rating.reason,
    }


def in_printed_order(register: "Register") -> "list[Recommendation]":
    """Every recommendation, review by review, as its report has them."""
    return [rec for id_ in register.reviews for rec in register.recommendations_of_review.get(id_, ())]


def themes_of(register: "Register", rec: "Recommendation", waiting: "Suggestions") -> list[dict[str, Any]]:
    """What a person confirmed, then what is suggested, the surest first. The score is the tracker's, of either; null
    where it would not suggest what a person confirmed."""
    scores = {one.theme_id: one.score for one in waiting.worked_out.get(rec.id, ())}
    links = [link for link in register.links_of.get(rec.id, ()) if link.confirmed]
    confirmed = [{"id": one.theme_id, "confirmed": True, "score": scores.get(one.theme_id, one.score)} for one in links]
    suggested = waiting.waiting.get(rec.id, ())
    return confirmed + [{"id": one.theme_id, "confirmed": False, "score": one.score} for one in suggested]


def _part_row(part: "Part", rating: "Rating | None") -> dict[str, Any]:
    return {"label": part.label, "text": part.text, "rating": rating.brag.value if rating else None}


def overlap_row(register: "Register", pair: "Pair") -> dict[str, Any]:
    """A pair for other programs. `answer` is a person's, null while nobody gave one; `score` is null where the tracker
    never found them near. Pairs of which a person said that they are not related are not among the overlaps."""
    from tracker.rules.judged import why_together

    why = why_together(register, pair)
    answer = pair.answer.value if pair.answer else None
    strength = pair.strength.value if pair.strength else None
    row = {"a": pair.a, "b": pair.b, "score": pair.score, "themes": list(pair.themes), "why": why}
    return {**row, "strength": strength, "answer": answer}


def recurrence_row(one: "Recurrence") -> dict[str, Any]:
    """A lesson that came back."""
    return {name: getattr(one, name) for name in RECURRENCE}


def evidence_rows(register: "Register") -> list[dict[str, Any]]:
    """Every piece of evidence of the register, as somebody sees it, action by action."""
    return [evidence_row(file, one) for file in register.files.values() for one in file.evidence]


def evidence_row(file: "ActionFile", one: "Evidence") -> dict[str, Any]:
    """A piece of evidence with its version among those that replaced one another."""
    from tracker.rules.evidence import versions

    version = versions(file, one)
    return {
        "id": one.id,
        "action": one.action_id,
        "kind": one.kind.value,
        "title": one.title,
        "rung": one.rung.value,
        "about": iso(one.about),
        "restricted": one.restricted,
        "file_name": one.file_name,
        "hash": one.file_hash,
        "size": one.file_size,
        "link": one.link,
        "statement": one.statement,
        "submitted_on": iso(one.submitted_on),
        "submitted_by": one.submitted_by,
        "withdrawn_on": iso(one.withdrawn_on),
        "withdrawn_reason": one.withdrawn_reason,
        "version": version.number,
        "versions": len(version.all),
        "replaces": one.replaces_id,
        "counts": one in file.current_evidence,
    }


def trail_row(entry: "TrailEntry") -> dict[str, Any]:
    """An entry of the trail; what it tells before and after as the values themselves."""
    return {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(),
        "by": entry.by,
        "role": entry.role,
        "verb": entry.verb,
        "entity": entry.entity,
        "id": entry.entity_id,
        "field": entry.field,
        "before": _told(entry.before),
        "after": _told(entry.after),
        "reason": entry.reason,
        "door": entry.door,
        "hash": entry.hash,
    }


def _told(value: str | None) -> Any:
    """What the trail's canonical JSON text says; text that is none (something redacted) stands as it is."""
    try:
        return None if value is None else json.loads(value)
    except ValueError:
        return value


def iso(day: date | None) -> str | None:
    """A day as other programs read it, null where there is none."""
    return day.isoformat() if day else None


def review_row(review: "Review", counts: "Counts") -> dict[str, Any]:
    """A review with how far its recommendations are: `counts` are those of the overview level, by rating."""
    return {
        "review": review.id,
        "board": review.board_id,
        "kind": review.kind,
        "subject": review.subject,
        "title": review.title,
        "publisher": review.publisher,
        "author": review.author,
        "published_on": iso(review.published_on),
        "state": review.state.value,
        "state_on": iso(review.state_on),
        "recommendations": _counts(counts),
        "not_doing": counts.not_doing,
    }


def action_row(standing: "Standing", file: "ActionFile") -> dict[str, Any]:
    """An action, late or not: what `overdue_row` tells of it, and where it stands."""
    action = file.action
    return {
        **overdue_row(standing, file),
        "review": action.review_id,
        "parts": list(file.part_ids),
        "status": action.status.value,
        "status_on": iso(action.status_on),
        "claimed_on": iso(action.claimed_on),
        "intended_outcome": action.intended_outcome,
        "evidence": len(file.current_evidence),
    }


def theme_row(theme: "Theme", recommendation_ids: Sequence[str]) -> dict[str, Any]:
    """A theme with the recommendations of which a person confirmed it, in printed order."""
    return {
        "theme": theme.id,
        "name": theme.name,
        "definition": theme.definition,
        "retired_on": iso(theme.retired_on),
        "merged_into": theme.merged_into,
        "recommendations": list(recommendation_ids),
    }


def themed(register: "Register") -> dict[str, list[str]]:
    """The recommendations of which a person confirmed each theme, by theme id, in printed order."""
    found: dict[str, list[str]] = {id_: [] for id_ in register.themes}
    for rec in in_printed_order(register):
        for theme_id in dict.fromkeys(link.theme_id for link in register.links_of.get(rec.id, ()) if link.confirmed):
            found[theme_id].append(rec.id)
    return found


def agency_row(agency: "Agency", figures: "AgencyFigures | None") -> dict[str, Any]:
    """An agency with what it was asked and the actions it owns, by rating; zeros where it was asked for nothing."""
    from tracker.rules.standing import AgencyFigures

    told = figures or AgencyFigures()
    return {
        "agency": agency.id,
        "name": agency.name,
        "short_name": agency.short_name,
        "sector": agency.sector,
        "other_names": list(agency.other_names),
        "parent": agency.parent_id,
        "successor": agency.successor_id,
        "closed_on": iso(agency.closed_on),
        "asks": told.asks,
        "holes": told.holes,
        "actions": _counts(told.counts),
        "overdue": told.overdue,
        "late_on_original": told.late_on_original,
        "claimed": told.awaiting,
        "verified": told.verified,
        "overturned": told.overturned,
    }

"""What somebody settled about a file on the desk, kept beside it: a refresh, another tab or tomorrow loses nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tracker.commands import drafts
from tracker.queries.drafts import kept
from tracker.sheets.plan import Answers
from tracker.store.desk import Upload
from tracker.ui.forms import Form
from tracker.ui.frame import Frame

MANY = 400
"""More single decisions than this are made together: the store keeps at most so many words for one file."""
ALL = "*"
"""Under which a decision about every conflict of a file is kept."""


@dataclass(frozen=True)
class Settled:
    """Answers to what the reader asked, conflicts decided (by key: "file" or "register"), and what is left out."""

    answers: Answers = field(default_factory=Answers)
    choices: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()


def settled(at: Frame, upload: Upload) -> Settled:
    """What this person settled about this file so far."""
    draft = kept(at.engine, person_id=upload.person_id, place=_place(upload))
    found = _read(draft.text) if draft else {}
    return Settled(
        Answers(
            _texts(found.get("columns")),
            _texts(found.get("owners")),
            _texts(found.get("recommendations")),
            _review(at, found.get("review")),
        ),
        {k: v for k, v in _texts(found.get("choices")).items() if v in ("file", "register")},
        frozenset(key for key in found.get("left_out", ()) if isinstance(key, str)),
    )


def keep(at: Frame, upload: Upload, now: Settled) -> None:
    """Keep what is settled now in the place of what was."""
    text = json.dumps(
        {
            "columns": dict(now.answers.columns),
            "owners": dict(now.answers.owners),
            "recommendations": dict(now.answers.recommendations),
            "review": now.answers.review,
            "choices": dict(now.choices),
            "left_out": sorted(now.left_out),
        },
        ensure_ascii=False,
    )
    Form(at, f"settled:{upload.hash}").quietly(drafts.keep, place=_place(upload), text=text)


def forget(at: Frame, upload: Upload) -> None:
    """Forget it: the file was applied, or put aside."""
    Form(at, f"settled:{upload.hash}").quietly(drafts.drop, place=_place(upload))


def answer(at: Frame, upload: Upload, kind: str, text: str, value: str | None) -> None:
    """Settle one question: `kind` is "columns", "owners" or "recommendations"."""
    now = settled(at, upload)
    changed: dict[str, Any] = {kind: {**getattr(now.answers, kind), text: value}}
    keep(at, upload, replace(now, answers=replace(now.answers, **changed)))


def about(at: Frame, upload: Upload, review_id: str | None) -> None:
    """Say which review the plan is about; None leaves it to the reader."""
    now = settled(at, upload)
    keep(at, upload, replace(now, answers=replace(now.answers, review=review_id)))


def choose(at: Frame, upload: Upload, choices: Mapping[str, str]) -> None:
    """Decide some conflicts."""
    now = settled(at, upload)
    keep(at, upload, replace(now, choices={**now.choices, **choices}))


def choose_all(at: Frame, upload: Upload, choice: str) -> None:
    """Decide every conflict in one way, whatever was decided about single ones before."""
    keep(at, upload, replace(settled(at, upload), choices={ALL: choice}))


def ask_again(at: Frame, upload: Upload, kind: str, text: str) -> None:
    """Forget what was settled about one question: it is asked again."""
    now = settled(at, upload)
    left: dict[str, Any] = {kind: {asked: v for asked, v in getattr(now.answers, kind).items() if asked != text}}
    keep(at, upload, replace(now, answers=replace(now.answers, **left)))


def leave_out(at: Frame, upload: Upload, keys: frozenset[str]) -> None:
    """Leave these changes out, and no others."""
    keep(at, upload, replace(settled(at, upload), left_out=keys))


def _place(upload: Upload) -> str:
    return f"workbook/{upload.hash}"


def _read(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:  # an older tracker's: what was settled is asked again
        return {}
    return found if isinstance(found, dict) else {}


def _review(at: Frame, found: object) -> str | None:
    return found if isinstance(found, str) and found in at.now.register.reviews else None


def _texts(found: object) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}

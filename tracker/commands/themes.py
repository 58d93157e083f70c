"""Themes of a recommendation, a part or a learning point: what a person says of them; and the themes themselves.

The tracker's own suggestions are worked out (`tracker.queries.suggesting`) and never stored: a link in the store
is what a person said. What the tracker suggested it with stays beside it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeAlias

from sqlalchemy import Engine

from tracker.commands._values import day_of, kept, line, lines, prose, slug
from tracker.rules.dates import in_words
from tracker.rules.errors import AlreadyExistsError, BadValueError, UnknownError
from tracker.rules.records import LearningPoint, LearningTheme, Part, Recommendation, Theme, ThemeLink
from tracker.rules.words import Door
from tracker.store.database import Work, changing

Link: TypeAlias = ThemeLink | LearningTheme
Subject: TypeAlias = Recommendation | Part | LearningPoint


def confirm(
    engine: Engine,
    *,
    theme_id: str,
    recommendation_id: str | None = None,
    part_id: str | None = None,
    learning_point_id: str | None = None,
    score: float | None = None,
    cues: Sequence[str] = (),
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Link:
    """Confirm that a recommendation, a part or a learning point is about a theme, whether it was suggested or not.

    Exactly one of the three is given. `score` (0 to 1) and `cues` are what the tracker suggested it with, if it did.
    What was rejected before is confirmed now. Raises BadValueError for a retired theme.
    """
    with changing(engine, by=by, verb="confirm_theme", at=at, door=door, token=token) as work:
        work.allow("confirm_theme")
        subject = _subject(work, recommendation_id, part_id, learning_point_id)
        return _answer(work, subject, work.get(Theme, theme_id), True, score, cues, day_of(at), by)


def reject(
    engine: Engine,
    *,
    theme_id: str,
    recommendation_id: str | None = None,
    part_id: str | None = None,
    learning_point_id: str | None = None,
    score: float | None = None,
    cues: Sequence[str] = (),
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Link:
    """Say that a recommendation, a part or a learning point is not about a theme. It is suggested no more, and where it
    had been confirmed it no longer is. Exactly one of the three is given."""
    with changing(engine, by=by, verb="reject_theme", at=at, door=door, token=token) as work:
        work.allow("confirm_theme")
        subject = _subject(work, recommendation_id, part_id, learning_point_id)
        return _answer(work, subject, work.get(Theme, theme_id), False, score, cues, day_of(at), by)


def take_back(
    engine: Engine,
    *,
    theme_id: str,
    recommendation_id: str | None = None,
    part_id: str | None = None,
    learning_point_id: str | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Link:
    """Take back an answer: the theme is neither confirmed nor rejected, and may be suggested again. The trail keeps
    what stood there. Raises UnknownError where nobody had answered."""
    with changing(engine, by=by, verb="remove_theme", at=at, door=door, token=token) as work:
        work.allow("confirm_theme")
        subject = _subject(work, recommendation_id, part_id, learning_point_id)
        record = _record(subject)
        row = work.find(record, f"{subject.id}|{theme_id}")
        if row is None:
            raise UnknownError(f"theme of {subject.id}", theme_id, _held(work, subject))
        gone: Link = work.record(row)
        work.remove(row)
        return gone


def _subject(work: Work, recommendation_id: str | None, part_id: str | None, learning_point_id: str | None) -> Subject:
    """What a theme is of, as a record. The signer must be able to see it."""
    asked = {Recommendation: recommendation_id, Part: part_id, LearningPoint: learning_point_id}
    given = [(record, id_) for record, id_ in asked.items() if id_ is not None]
    if len(given) != 1:
        raise ValueError("a theme is of one recommendation, one part or one learning point")
    record, id_ = given[0]
    found: Subject = work.record(work.get(record, id_))
    return found


def _record(subject: Subject) -> type[ThemeLink] | type[LearningTheme]:
    return LearningTheme if isinstance(subject, LearningPoint) else ThemeLink


def _held(work: Work, subject: Subject) -> list[str]:
    match subject:
        case LearningPoint():
            links = work.all(LearningTheme, learning_point_id=subject.id)
        case Part():
            links = work.all(ThemeLink, part_id=subject.id)
        case _:
            links = work.all(ThemeLink, recommendation_id=subject.id, part_id=None)
    return [link.theme_id for link in links]


def _answer(
    work: Work, subject: Subject, theme: Any, yes: bool, score: float | None, cues: Sequence[str], on: date, by: str
) -> Link:
    """Write down what a person says of a theme. What says so already is left as it is."""
    if score is not None and not 0 <= score <= 1:
        raise BadValueError("Score", score, "is not between 0 and 1")
    if yes and theme.retired_on is not None:
        why = f"was retired on {in_words(theme.retired_on)}: choose another theme, or bring it back first"
        raise BadValueError("Theme", theme.name, why)
    record, id_ = _record(subject), f"{subject.id}|{theme.id}"
    row = work.find(record, id_)
    said = dict[str, Any](
        confirmed=yes,
        confirmed_on=on if yes else None,
        confirmed_by=by if yes else None,
        rejected_on=None if yes else on,
        rejected_by=None if yes else by,
    )
    if row is not None:
        if row.confirmed != yes or (not yes and row.rejected_on is None):
            work.change(row, **said)
        made: Link = kept(work, record, row)
        return made
    words = lines("Words that led to it", cues)
    if isinstance(subject, LearningPoint):
        link: Link = LearningTheme(id_, subject.id, theme.id, score=score, cues=words, **said)
    else:
        part = subject.id if isinstance(subject, Part) else None
        of = subject.recommendation_id if isinstance(subject, Part) else subject.id
        link = ThemeLink(id_, of, theme.id, score=score, part_id=part, cues=words, **said)
    return work.add(link)


def add_theme(
    engine: Engine,
    *,
    name: str,
    definition: str,
    cue_words: Sequence[str] = (),
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Theme:
    """Add a theme at the end of the list. Its id is made of its name."""
    with changing(engine, by=by, verb="add", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        day_of(at)
        title = line("Name", name, limit=100)
        id_ = slug(title, "theme")
        if work.find(Theme, id_) is not None:
            raise AlreadyExistsError("theme", id_)
        last = max((theme.position for theme in work.all(Theme)), default=0)
        words = lines("Cue words", cue_words)
        theme: Theme = work.add(Theme(id_, title, last + 1, prose("Definition", definition), words))
        return theme


def edit_theme(
    engine: Engine,
    *,
    theme_id: str,
    name: str | None = None,
    definition: str | None = None,
    cue_words: Sequence[str] | None = None,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Theme:
    """Change a theme's name, definition or cue words. Its id stays."""
    with changing(engine, by=by, verb="edit", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        row = work.get(Theme, theme_id, seen=seen)
        if name is not None:
            work.change(row, name=line("Name", name, limit=100))
        if definition is not None:
            work.change(row, definition=prose("Definition", definition))
        if cue_words is not None:
            work.change(row, cue_words=lines("Cue words", cue_words))
        return kept(work, Theme, row)

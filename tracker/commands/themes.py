"""Themes: suggested by the tracker, confirmed by a person."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine

from tracker.commands._values import day_of, kept, line, lines, prose, slug
from tracker.rules.errors import AlreadyExistsError, BadValueError, UnknownError
from tracker.rules.records import Recommendation, Theme, ThemeLink
from tracker.rules.words import Door
from tracker.store.database import changing


def suggest(
    engine: Engine,
    *,
    recommendation_id: str,
    theme_id: str,
    score: float,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> ThemeLink:
    """Keep a suggestion with its score, from 0 to 1. What a person confirmed is left as it is."""
    if not 0 <= score <= 1:
        raise BadValueError("Score", score, "is not between 0 and 1")
    with changing(engine, by=by, verb="suggest_theme", at=at, door=door, token=token) as work:
        work.allow("confirm_theme")
        day_of(at)
        id_ = f"{work.get(Recommendation, recommendation_id).id}|{work.get(Theme, theme_id).id}"
        row = work.find(ThemeLink, id_)
        if row is None:
            link: ThemeLink = work.add(ThemeLink(id_, recommendation_id, theme_id, False, float(score)))
            return link
        if not row.confirmed:
            work.change(row, score=float(score))
        return kept(work, ThemeLink, row)


def confirm(
    engine: Engine,
    *,
    recommendation_id: str,
    theme_id: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> ThemeLink:
    """Confirm that a recommendation is about a theme, whether it was suggested or not."""
    with changing(engine, by=by, verb="confirm_theme", at=at, door=door, token=token) as work:
        work.allow("confirm_theme")
        id_ = f"{work.get(Recommendation, recommendation_id).id}|{work.get(Theme, theme_id).id}"
        row = work.find(ThemeLink, id_)
        if row is None:
            link: ThemeLink = work.add(
                ThemeLink(id_, recommendation_id, theme_id, True, None, confirmed_on=day_of(at), confirmed_by=by)
            )
            return link
        if not row.confirmed:
            work.change(row, confirmed=True, confirmed_on=day_of(at), confirmed_by=by)
        return kept(work, ThemeLink, row)


def remove(
    engine: Engine,
    *,
    recommendation_id: str,
    theme_id: str,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> ThemeLink:
    """Say that a recommendation is not about a theme: the link goes, the trail keeps it."""
    with changing(engine, by=by, verb="remove_theme", at=at, door=door, token=token) as work:
        work.allow("confirm_theme")
        work.get(Recommendation, recommendation_id)
        row = work.find(ThemeLink, f"{recommendation_id}|{theme_id}")
        if row is None:
            others = [link.theme_id for link in work.all(ThemeLink, recommendation_id=recommendation_id)]
            raise UnknownError(f"theme of {recommendation_id}", theme_id, others)
        gone: ThemeLink = work.record(row)
        work.remove(row)
        return gone


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

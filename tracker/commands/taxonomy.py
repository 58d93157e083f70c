"""The list of themes: split one, merge two, retire one and bring it back, take the list of a file over.

What a person confirmed stays confirmed, by whom and when: only the theme that it is of becomes another, as somebody
says here, link by link.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine

from tracker.commands._values import day_of, free_id, kept, line, lines, name_in_ids, prose, slug
from tracker.rules.dates import in_words
from tracker.rules.errors import AlreadyExistsError, BadValueError
from tracker.rules.records import LearningTheme, Theme, ThemeLink
from tracker.rules.taxonomy import Fate, Link, merging, subject_of
from tracker.rules.words import Door
from tracker.store.database import Work, changing

LINKS = (ThemeLink, LearningTheme)


def split(
    engine: Engine,
    *,
    theme_id: str,
    name: str,
    definition: str,
    cue_words: Sequence[str] = (),
    goes: Mapping[str, Fate],
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Theme:
    """Make a new theme of a part of this one. `goes` says of each link, by its id, whether it goes to the new theme or
    is of both; what is not named stays. Cue words of the new theme that this one had are taken off it.

    Raises AlreadyExistsError for a name that there is, BadValueError for a link that is not one of this theme's.
    """
    with changing(engine, by=by, verb="split_theme", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        day_of(at)
        old = work.get(Theme, theme_id, seen=seen)
        _not_retired(old)
        links = _links(work, theme_id)
        for id_ in goes:
            if id_ not in links:
                raise BadValueError("Link", id_, f"is not one of the theme ‘{old.name}’")
        new = _add(work, name, definition, lines("Cue words", cue_words))
        taken = {word.casefold() for word in new.cue_words}
        work.change(old, cue_words=tuple(word for word in old.cue_words if word.casefold() not in taken))
        for id_, fate in goes.items():
            if fate in (Fate.GOES, Fate.BOTH):
                work.add(_moved(work.record(links[id_]), new.id))
            if fate == Fate.GOES:
                work.remove(links[id_])
        return new


def merge(
    engine: Engine,
    *,
    theme_id: str,
    into_id: str,
    reason: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Theme:
    """Merge a theme into another, which it leaves with its confirmed links and its cue words. The old one is retired
    and says where its links went. What happens to each link: `tracker.rules.taxonomy.merging`."""
    with changing(engine, by=by, verb="merge_themes", at=at, door=door, reason=reason, token=token) as work:
        work.allow("edit_register")
        today = day_of(at)
        old, into = work.get(Theme, theme_id, seen=seen), work.get(Theme, into_id)
        why = prose("Why", reason)
        _not_retired(old)
        _not_retired(into)
        if old.id == into.id:
            raise BadValueError("Into which theme", into.name, "is the same theme: choose another")
        rows, others = _links(work, theme_id), _links(work, into_id)
        there = {subject_of(work.record(row)): row for row in others.values()}
        plan = merging([work.record(row) for row in rows.values()], [work.record(row) for row in others.values()])
        for id_, fate in plan.fates.items():
            link: Link = work.record(rows[id_])
            if fate == Fate.GOES:
                work.add(_moved(link, into_id))
            elif fate == Fate.OVERRULES:
                work.change(
                    there[subject_of(link)], confirmed=True, confirmed_on=link.confirmed_on,
                    confirmed_by=link.confirmed_by, rejected_on=None, rejected_by=None,
                )  # fmt: skip
            work.remove(rows[id_])
        work.change(into, cue_words=lines("Cue words", (*into.cue_words, *old.cue_words)))
        for earlier in work.all(Theme, merged_into=old.id):
            work.change(earlier, merged_into=into.id)
        work.change(old, retired_on=today, retired_by=by, retired_reason=why, merged_into=into.id)
        gone: Theme = kept(work, Theme, old)
        return gone


def retire(
    engine: Engine,
    *,
    theme_id: str,
    reason: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Theme:
    """Retire a theme: it is suggested and given no more, and keeps what it has."""
    with changing(engine, by=by, verb="retire_theme", at=at, door=door, reason=reason, token=token) as work:
        work.allow("edit_register")
        row = work.get(Theme, theme_id, seen=seen)
        _not_retired(row)
        work.change(row, retired_on=day_of(at), retired_by=by, retired_reason=prose("Why", reason))
        gone: Theme = kept(work, Theme, row)
        return gone


def bring_back(
    engine: Engine,
    *,
    theme_id: str,
    seen: int | None = None,
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> Theme:
    """Bring a retired theme back. One that was merged comes back without the links that went to the other."""
    with changing(engine, by=by, verb="bring_theme_back", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        day_of(at)
        row = work.get(Theme, theme_id, seen=seen)
        if row.retired_on is None:
            raise BadValueError("Theme", row.name, "is not retired: there is nothing to bring back")
        work.change(row, retired_on=None, retired_by=None, retired_reason=None, merged_into=None)
        back: Theme = kept(work, Theme, row)
        return back


def take_over(
    engine: Engine,
    *,
    themes: Sequence[Theme],
    by: str,
    at: datetime,
    door: Door,
    token: str | None = None,
) -> tuple[Theme, ...]:
    """Take the names, definitions, cue words and order of a list over, as `data/themes.json` holds one: what is new is
    added, what differs is changed, what the list does not name stays. Links, and what was retired here, are left as
    they are. Gives the themes that were added or changed."""
    changed = list[Theme]()
    with changing(engine, by=by, verb="take_themes_over", at=at, door=door, token=token) as work:
        work.allow("edit_register")
        day_of(at)
        for asked in themes:
            sound = replace(
                asked,
                id=name_in_ids("Id of a theme", asked.id, limit=100),
                name=line("Name", asked.name, limit=100),
                definition=prose("Definition", asked.definition),
                cue_words=lines("Cue words", asked.cue_words),
            )
            row = work.find(Theme, sound.id)
            if row is None:
                changed.append(work.add(replace(sound, retired_on=None, retired_by=None, retired_reason=None,
                                                merged_into=None, version=1)))  # fmt: skip
            elif work.change(
                row, name=sound.name, definition=sound.definition, cue_words=sound.cue_words, position=sound.position
            ):
                changed.append(kept(work, Theme, row))
    return tuple(changed)


def _add(work: Work, name: str, definition: str, cue_words: tuple[str, ...]) -> Theme:
    title = line("Name", name, limit=100)
    themes = work.all(Theme)
    if any(theme.name.casefold() == title.casefold() for theme in themes):
        raise AlreadyExistsError("theme", title)
    last = max((theme.position for theme in themes), default=0)
    id_ = free_id(work, Theme, slug(title, "theme"))
    return work.add(Theme(id_, title, last + 1, prose("Definition", definition), cue_words))


def _links(work: Work, theme_id: str) -> dict[str, Any]:
    """Every link of a theme as a row, by its id."""
    return {row.id: row for record in LINKS for row in work.all(record, theme_id=theme_id)}


def _moved(link: Link, theme_id: str) -> Link:
    return replace(link, id=f"{subject_of(link)}|{theme_id}", theme_id=theme_id, version=1)


def _not_retired(theme: Any) -> None:
    if theme.retired_on is not None:
        on: date = theme.retired_on
        raise BadValueError("Theme", theme.name, f"was retired on {in_words(on)}: bring it back first")

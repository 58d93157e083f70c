"""Which recommendations and actions were changed since an instant, by the trail: for programs that read what is new."""

import json
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from tracker.queries.register import trail, values
from tracker.rules.register import Register
from tracker.rules.sight import Sight
from tracker.rules.standing import Standing
from tracker.store.engine import reading

_POINTS = ("recommendation_id", "part_id", "action_id")


class Changed(NamedTuple):
    """The ids of what was changed, or had something filed under it or taken off it."""

    recommendations: frozenset[str]
    actions: frozenset[str]


def changed_since(engine: sa.Engine, standing: Standing, since: datetime, *, number: int, sight: Sight) -> Changed:
    """What was changed from that instant on, by entry `number` of the trail, of what somebody of this `sight` sees:
    `standing` is as that sight has it. A rating that moved with the day alone is no change."""
    register = standing.register
    told = (trail.c.kind == "change", trail.c.at >= since, trail.c.number <= number)
    with reading(engine) as connection:
        touched = set(connection.scalars(sa.select(trail.c.entity_id).where(*told).distinct()))
        pointed = sa.select(values.c.value).join(trail, values.c.id == trail.c.before_value)
        touched |= {_plain(v) for v in connection.scalars(pointed.where(*told, trail.c.field.in_(_POINTS)).distinct())}
    actions = frozenset(id_ for id_ in register.files if not touched.isdisjoint(_filed(register, id_)))
    recommendations = frozenset(
        rec.id
        for rec in register.recommendations.values()
        if rec.id in touched
        or not touched.isdisjoint(_under(register, rec.id))
        or any(file.action.id in actions for file in register.files_of_recommendation(rec.id))
    )
    return Changed(recommendations, actions)


def _filed(register: Register, action_id: str) -> list[str]:
    file = register.files[action_id]
    found = [f"{action_id}|{part_id}" for part_id in file.part_ids]
    for filed in (
        file.updates, file.extensions, file.evidence, file.verifications, file.check_backs, file.not_doing,
    ):  # fmt: skip
        found += [one.id for one in filed]
    return [action_id, *found]


def _under(register: Register, recommendation_id: str) -> list[str]:
    found = [link.id for link in register.links_of.get(recommendation_id, ())]
    if entry := register.open_not_doing.get(recommendation_id):
        found.append(entry.id)
    for part in register.parts_of.get(recommendation_id, ()):
        found += [part.id, *(ask.id for ask in register.asks_of.get(part.id, ()))]
    return found


def _plain(told: str) -> str:
    try:
        return str(json.loads(told))
    except ValueError:  # no longer held
        return told

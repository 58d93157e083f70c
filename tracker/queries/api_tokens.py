"""API tokens: what one opens, which there are, and whether an address is kept out for sending wrong ones."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from tracker.access.network import network_of
from tracker.access.tokens import hashed
from tracker.queries.register import last_change
from tracker.queries.remember import remember
from tracker.queries.sights import sight_for
from tracker.rules.errors import NotAllowedError
from tracker.rules.permissions import allowed, why_not
from tracker.rules.records import PersonRole
from tracker.rules.sight import Sight, sight_by_token
from tracker.rules.words import Role
from tracker.store import api_tokens, attempts
from tracker.store.engine import reading


@dataclass(frozen=True)
class Reader:
    """A program at the other end of a request: its token, the role it reads in, and what it may see."""

    token_id: str
    roles: tuple[PersonRole, ...]
    sight: Sight
    used_on: date | None


@dataclass(frozen=True)
class TokenSeen:
    """One token in a list; never its secret."""

    id: str
    name: str
    role: Role
    agency_id: str | None
    board_id: str | None
    made_at: datetime
    made_by: str
    ends_at: datetime
    revoked_at: datetime | None
    used_on: date | None
    live: bool
    """Whether it opens the register now."""


def opened_by(engine: sa.Engine, secret: str, *, at: datetime) -> Reader | None:
    """Who reads with this secret; None where it opens nothing, whatever the reason."""
    with reading(engine) as connection:
        found = api_tokens.opens(connection, hashed(secret), at)
    maker = _maker(engine, found.made_by, found.board_id) if found else None
    if found is None or maker is None:
        return None
    return Reader(found.id, (found.as_role,), sight_by_token(maker, found.as_role), found.used_on)


def _maker(engine: sa.Engine, person_id: str, board_id: str | None) -> Sight | None:
    """What whoever made a token sees, of its board where it has one, or None where they may not make one any more:
    asked once for each state of the register, for people and roles are part of it."""

    def make() -> Sight | None:
        with reading(engine) as connection:
            able = api_tokens.may_make(connection, person_id, board_id)
        return sight_for(engine, person_id, board_id) if able else None

    key = ("maker", engine.url.render_as_string(), last_change(engine), person_id, board_id)
    return remember(key, make, small=True)


def tokens(engine: sa.Engine, *, roles: tuple[PersonRole, ...], at: datetime) -> tuple[TokenSeen, ...]:
    """Every token, the newest first, for whoever manages people, of their boards; of other boards' tokens they learn
    nothing. Raises NotAllowedError for everybody else."""
    if not allowed(roles, "manage_people"):
        who = roles[0].person_id if roles else "Someone without a role"
        raise NotAllowedError(who, "see the API tokens", why_not(roles, "manage_people") or "")
    with reading(engine) as connection:
        return tuple(
            TokenSeen(
                one.id, one.name, one.role, one.agency_id, one.board_id, one.made_at, one.made_by, one.ends_at,
                one.revoked_at, one.used_on,
                not one.is_over(at) and api_tokens.may_make(connection, one.made_by, one.board_id),
            )
            for one in api_tokens.listed(connection)
            if one.is_kept_by(roles)
        )  # fmt: skip


def kept_out(engine: sa.Engine, address: str | None, *, at: datetime) -> datetime | None:
    """When tokens are looked at again from an internet address from which too many wrong ones were sent; else None."""
    with reading(engine) as connection:
        return attempts.kept_out(connection, network_of(address), at, what=attempts.API_TOKEN)

"""What commands about coming in share: acting as oneself, for which nobody needs a role."""

from tracker.rules.permissions import acting_role, allowed
from tracker.rules.words import Role
from tracker.store.database import Work

LONGEST_NOTE = 300


def as_oneself(work: Work) -> None:
    """Let the signer act for themselves. Who has no role yet may still come in, set a password and go."""
    known = allowed(work.roles, "read")
    work.signature.role = acting_role(work.roles, "read") if known else Role.SYSTEM


def as_oneself_or_manager(work: Work, person_id: str) -> None:
    """Let the person themselves, or somebody who manages people, do this. Raises NotAllowedError for anybody else."""
    if work.signature.by == person_id:
        as_oneself(work)
    else:
        work.allow("manage_people")
        work.manage(person_id)


def shortened(text: str | None) -> str | None:
    """What a browser says of itself, or an address, short enough to keep."""
    sound = "".join(c for c in text or "" if c.isprintable() and not "\ud800" <= c <= "\udfff")
    return sound[:LONGEST_NOTE] or None

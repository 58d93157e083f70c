"""Whether somebody who answers for an agency sees all that it was asked for: a yes or a no, and nothing else."""

import sqlalchemy as sa

from tracker.queries.standing import standing
from tracker.rules.boards import within
from tracker.rules.readers import unread_by
from tracker.rules.sight import Sight, whole_of


def asked_unseen(engine: sa.Engine, agency_id: str, *, sight: Sight) -> bool:
    """Whether an unpublished review asked this agency for something and its lead or deputy, whose sight this is, is
    not named for it. No for everybody else: only who answers for an agency is to know that something is missing."""
    if sight.unpublished or sight.person_id is None:
        return False
    whole = standing(engine, sight=whole_of(sight.boards))
    answers = any(
        role.person_id == sight.person_id
        for id_ in whole.body.get(agency_id, ())
        for role in whole.register.contacts_of.get(id_, ())
        if role.board_id is None or within(role.board_id, sight.boards)
    )
    return answers and bool(unread_by(whole.register, sight.person_id, agency_id, sight=sight))

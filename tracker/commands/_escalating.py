"""A letter to the next rung of people, as a meeting decides it: checked here, kept as a message of that rung."""

from collections.abc import Sequence
from datetime import date

from tracker.commands._register import around_actions
from tracker.commands._values import LONGEST_PRINTED, lines, prose
from tracker.rules.errors import BadValueError, EmptyValueError
from tracker.rules.records import Action, Agency, Ask, Chase
from tracker.rules.words import LadderRung
from tracker.store.database import Work


def letter_of(
    work: Work,
    today: date,
    agency_id: str,
    rung: LadderRung,
    listed: Sequence[str],
    letter: str,
    to: Sequence[str],
    *,
    day: date,
) -> Chase:
    """The letter as it will be kept, not yet added: what it lists is the agency's own."""
    agency = work.get(Agency, agency_id)
    work.allow("escalate", agency.id)
    if rung == LadderRung.LEAD:
        why = "is whom a usual message goes to: choose somebody above"
        raise BadValueError("To whom does it go", rung.label, why)
    owed = tuple(dict.fromkeys(listed))
    if not owed:
        raise EmptyValueError("What is escalated")
    body = around_actions(work, [], today).body.get(agency.id, frozenset({agency.id}))
    for id_ in owed:
        action = work.find(Action, id_)
        owner = work.get(Action, id_).owner_id if action is not None else work.get(Ask, id_).agency_id
        if owner not in body:
            raise BadValueError("What is escalated", id_, f"is not {agency.short_name}’s to answer")
    return Chase(
        id=work.next_id(Chase, "CH"),
        agency_id=agency.id,
        sent_on=day,
        sent_by=work.signature.by,
        text=prose("Letter", letter, limit=LONGEST_PRINTED),
        rung=rung,
        to=lines("To", to),
        listed=owed,
    )

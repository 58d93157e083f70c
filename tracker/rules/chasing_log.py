"""What became of the messages that went: answered, silent or never left; what stands in the way of another, and when
the letter to the next rung is due."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from tracker.rules.chasing import Chasing
from tracker.rules.dates import in_words, plural
from tracker.rules.errors import TrackerError, shown
from tracker.rules.records import Chase
from tracker.rules.standing import Standing
from tracker.rules.words import LadderRung, SendingWay

_ORDER = list(LadderRung)


class State(StrEnum):
    """How one message stands."""

    SENT = "sent"
    """Taken by the mail server, or made to be sent by hand and not said to have stayed here."""
    UNKNOWN = "unknown"
    """Handed to the mail server, or about to be, when the tracker stopped: nobody knows whether it left."""
    REFUSED = "refused"
    """It never left; the record says why."""


class HeldError(TrackerError):
    """No message goes to an agency now: one went lately, it is quiet, or there is nobody to write to."""

    def __init__(self, agency_name: str, why: str, way_on: str = "Ask for another one if you mean it.") -> None:
        super().__init__(f"No message was sent to {shown(agency_name)}: {why.rstrip('.')}. {way_on}".rstrip())


def state_of(chase: Chase) -> State:
    """How a message stands. One by e-mail that was neither taken nor refused was cut short. One by e-mail of which some
    addresses were refused was taken for the others."""
    if chase.handed_over_on:
        return State.SENT
    if chase.refused:
        return State.REFUSED
    return State.UNKNOWN if chase.way == SendingWay.BY_MAIL else State.SENT


def answered_on(chase: Chase, standing: Standing) -> date | None:
    """The day on which an agency answered a message, by the end of the standing's day; None where it is silent.

    The day that somebody recorded, or the first on which the same body said, claimed, sent or asked something about an
    action that the message lists, or planned an action for an ask that it lists."""
    days = [day for id_ in chase.listed for day in _days(standing, chase, id_) if day >= chase.sent_on]
    if chase.answered_on:
        days.append(chase.answered_on)
    return min((day for day in days if day <= standing.today), default=None)


def _days(standing: Standing, chase: Chase, about: str) -> Iterable[date]:
    """The days on which something of what is listed was answered, in whatever way."""
    file = standing.register.files.get(about)
    if file and standing.same_body(chase.agency_id, file.action.owner_id):
        action = file.action
        said = [update.said_on for update in file.updates]
        said += [one.submitted_on for one in file.evidence if one.submitted_on]
        said += [one.asked_on for one in file.extensions]
        said += [verification.claimed_on for verification in file.verifications if verification.claimed_on]
        return [*said, *([action.claimed_on] if action.claimed_on else [])]
    files = standing.files_of_ask.get(about, ())
    ask = standing.register.asks.get(about)
    if ask and standing.same_body(chase.agency_id, ask.agency_id):
        return [file.action.created_on for file in files if file.action.created_on]
    return ()


def of_agency(standing: Standing, agency_id: str) -> tuple[Chase, ...]:
    """Every message to an agency or a body it succeeded, the earliest first."""
    found = (one for one in standing.register.chases.values() if standing.same_body(agency_id, one.agency_id))
    return tuple(sorted(found, key=lambda one: one.sent_on))


def silence(standing: Standing, agency_id: str) -> tuple[Chase, ...]:
    """The messages to an agency that left and to which nothing has come back, since it last answered one."""
    found: list[Chase] = []
    for chase in of_agency(standing, agency_id):
        if state_of(chase) != State.SENT or chase.sent_on > standing.today:
            continue
        if answered_on(chase, standing):
            found.clear()
        else:
            found.append(chase)
    return tuple(found)


def next_rung(standing: Standing, agency_id: str, chasing: Chasing) -> LadderRung | None:
    """The rung whose letter is due to an agency: the next one above the highest that stayed silent for so many days.
    None where nothing is due, or the ladder ends."""
    return rung_after(silence(standing, agency_id), chasing, today=standing.today)


def rung_after(silent: Sequence[Chase], chasing: Chasing, *, today: date) -> LadderRung | None:
    """The same, of the messages that stayed silent."""
    if not silent:
        return None
    highest = max((one.rung for one in silent), key=_ORDER.index)
    since = min(one.sent_on for one in silent if one.rung == highest)
    long_enough = (today - since).days >= chasing.silent_days
    return chasing.after(highest) if long_enough else None


def in_the_way(chases: Iterable[Chase], rung: LadderRung, chasing: Chasing, *, today: date) -> str | None:
    """Why no second message leaves by itself for this rung, in words; None where nothing is in its way.

    `chases` are those to one agency. A letter to a higher rung does not wait for a message to a lower one."""
    counted = [one for one in chases if _ORDER.index(one.rung) >= _ORDER.index(rung)]
    for one in counted:
        if state_of(one) == State.UNKNOWN:
            return f"it is not known whether {one.id}, of {in_words(one.sent_on)}, left: say what became of it first"
    lately = [one for one in counted if state_of(one) == State.SENT and one.sent_on <= today]
    if not lately:
        return None
    last = max(lately, key=lambda one: (one.sent_on, len(one.id), one.id))
    days = (today - last.sent_on).days
    if days >= chasing.days_between:
        return None
    when = {0: "today", 1: "yesterday"}.get(days, f"{plural(days, 'day')} ago")
    again = in_words(last.sent_on + timedelta(days=chasing.days_between))
    most = f"no more than one in {plural(chasing.days_between, 'day')}"
    return f"{last.id} went {when} already, and there is {most}: the next on {again}"


def waiting(silent: Sequence[Chase], chasing: Chasing, *, today: date) -> date | None:
    """The day until which an answer to the last of the messages that stayed silent may still come; None where none is
    waited for any more."""
    if not silent:
        return None
    until = chasing.reply_by(silent[-1].sent_on)
    return until if today <= until else None

"""What moved between two meetings, in figures that a chair can read out."""

from collections.abc import Callable, Iterable
from typing import Any

from tracker.rules.agenda_words import joined
from tracker.rules.dates import list_in_words, plural
from tracker.rules.standing import Standing
from tracker.rules.words import CheckOutcome, Outcome

Ours = Callable[[str], bool]


def figures(now: Standing, since: Standing | None, action: Ours, recommendation: Ours) -> str:
    """How much is owed now and was then, and what was done between. `action` and `recommendation` say what is ours."""
    counted = [
        _counted(plural(_overdue(now, action), "action") + " overdue", _overdue(since, action) if since else None),
        _counted(plural(_claims(now, action), "claim") + " to verify", _claims(since, action) if since else None),
        _counted(
            plural(_holes(now, recommendation), "ask") + " without an action",
            _holes(since, recommendation) if since else None,
        ),
    ]
    if since is None:
        return joined(f"{list_in_words(counted)}; no meeting before this one is on the record")
    done = _done(now, since, action, recommendation)
    return joined(f"{list_in_words(counted)}; since then {list_in_words(done) if done else 'nothing has changed'}")


def _counted(words: str, then: int | None) -> str:
    return words if then is None else f"{words} ({then:,} at the last meeting)"


def _overdue(standing: Standing, ours: Ours) -> int:
    return sum(1 for _ in _of(standing.overdue, ours))


def _claims(standing: Standing, ours: Ours) -> int:
    return sum(1 for _ in _of(standing.claimed, ours))


def _of(files: Iterable[Any], ours: Ours) -> Iterable[Any]:
    return (file for file in files if ours(file.action.id))


def _holes(standing: Standing, ours: Ours) -> int:
    return sum(ours(standing.register.parts[ask.part_id].recommendation_id) for ask in standing.holes)


def _done(now: Standing, since: Standing, action: Ours, recommendation: Ours) -> list[str]:
    """What there is now that was not there then, each kind counted; kinds of which there is none are left out."""
    here, then = now.register, since.register
    judged = [one for id_, one in here.verifications.items() if id_ not in then.verifications and action(one.action_id)]
    checked = [
        one
        for id_, one in here.check_backs.items()
        if one.outcome and not (id_ in then.check_backs and then.check_backs[id_].outcome) and action(one.action_id)
    ]
    moved = [
        one
        for id_, one in here.extensions.items()
        if one.agreed_on and not (id_ in then.extensions and then.extensions[id_].agreed_on) and action(one.action_id)
    ]
    closed = [
        id_
        for id_, one in here.recommendations.items()
        if one.closed_on
        and not (id_ in then.recommendations and then.recommendations[id_].closed_on)
        and recommendation(id_)
    ]
    counted = (
        (sum(1 for id_ in here.actions if id_ not in then.actions and action(id_)), "new action", None),
        (_newly_claimed(now, since, action), "new claim", "new claims"),
        (sum(one.outcome == Outcome.ASSURED for one in judged), "claim assured", "claims assured"),
        (sum(one.outcome == Outcome.RETURNED for one in judged), "claim returned", "claims returned"),
        (sum(one.outcome == CheckOutcome.PASSED for one in checked), "check-back passed", "check-backs passed"),
        (sum(one.outcome == CheckOutcome.FAILED for one in checked), "check-back failed", "check-backs failed"),
        (len(moved), "date moved", "dates moved"),
        (len(closed), "recommendation closed", "recommendations closed"),
    )
    return [plural(number, one, many) for number, one, many in counted if number]


def _newly_claimed(now: Standing, since: Standing, ours: Ours) -> int:
    """Claims that wait now and did not wait then."""
    before = {(file.action.id, file.action.claimed_on) for file in since.claimed}
    return sum((file.action.id, file.action.claimed_on) not in before for file in _of(now.claimed, ours))

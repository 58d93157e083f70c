"""What is still in the way, in words: of closing, of claiming, of verifying, of embedding, of agreeing an extension.

Each function returns blockers, none when nothing is in the way. The button and the command both ask it.
"""

from datetime import date

from tracker.rules.dates import first_words, in_words, list_in_words, plural
from tracker.rules.deadlines import last_assured_on
from tracker.rules.lifecycle import SETTLED
from tracker.rules.records import ActionFile, Ask, CheckBack, Extension, Part, PersonRole
from tracker.rules.standing import Standing
from tracker.rules.thresholds import Thresholds
from tracker.rules.words import CheckOutcome, Role, Status

VERIFYING_ROLES = frozenset({Role.SUBGROUP, Role.SCRUTINEER, Role.ADMINISTRATOR})
"""Roles that let somebody verify. The lead's never does, whatever else its holder may be."""

NO_ONE = frozenset[str]()
MOST_NAMED, SHORT_TITLE = 4, 60


def close_blockers(standing: Standing, recommendation_id: str) -> tuple[str, ...]:
    """Everything in the way of closing a recommendation: every tracked part must have been asked of somebody, and every
    ask be assured, embedded or in the not-doing register. One sentence an agency."""
    register = standing.register
    recommendation = register.recommendations[recommendation_id]
    if recommendation.closed_on:
        return (f"it was closed on {in_words(recommendation.closed_on)}",)
    if recommendation_id in standing.not_doing:
        return ()
    parts = standing.tracked_parts.get(recommendation_id, ())
    if not any(register.asks_of.get(part.id) for part in parts):
        return ("nobody has been asked for anything in it",)
    blockers = []
    if unasked := [part for part in parts if not register.asks_of.get(part.id)]:
        blockers.append(f"nobody has been asked for {_parts(unasked, parts)}")
    by_agency: dict[str, list[tuple[Part, Ask]]] = {}
    for part in parts:
        for ask in standing.asks_due(part):
            by_agency.setdefault(ask.agency_id, []).append((part, ask))
    for agency_id, asks in by_agency.items():
        if words := _agency_words(standing, asks, parts):
            blockers.append(f"{register.agencies[agency_id].short_name}: {words}")
    return tuple(blockers)


def claim_blockers(file: ActionFile) -> tuple[str, ...]:
    """Everything in the way of claiming that an action is complete. A claim without evidence may be made: it is then up
    to the verifier, and the page says so."""
    status = file.action.status
    blockers = []
    if status == Status.CLAIMED:
        blockers.append("it is claimed already and waits for verification")
    elif status != Status.IN_PROGRESS:
        blockers.append(
            f"it is {_status(status)}"
            + ("" if status in SETTLED else ": say first, in an update, that work is in progress")
        )
    if file.action.owner_id is None:
        blockers.append("it has no owner who could claim it")
    return tuple(blockers)


def verify_blockers(
    file: ActionFile,
    person_roles: tuple[PersonRole, ...],
    person_id: str,
    board_agencies: frozenset[str] = NO_ONE,
    *,
    same_body: frozenset[str] = NO_ONE,
) -> tuple[str, ...]:
    """Everything in the way of this person judging this claim, to assure it or to return it.

    `board_agencies` are agencies that are a board; `same_body` are other ids of the owner in time (see Standing.body).
    """
    blockers = []
    if file.action.status != Status.CLAIMED:
        blockers.append(f"it is {_status(file.action.status)}, so there is no claim to verify")
    elif file.action.claimed_by == person_id:
        blockers.append("whoever submitted the claim cannot also verify it")
    blockers += entitlement_blockers(file, person_roles, board_agencies, same_body=same_body)
    return tuple(blockers)


def check_back_blockers(
    file: ActionFile,
    person_roles: tuple[PersonRole, ...],
    person_id: str,
    board_agencies: frozenset[str] = NO_ONE,
    *,
    same_body: frozenset[str] = NO_ONE,
) -> tuple[str, ...]:
    """Everything in the way of this person saying whether the change is still there."""
    blockers = []
    if file.action.status not in (Status.ASSURED, Status.EMBEDDED):
        blockers.append(f"it is {_status(file.action.status)}: there is nothing assured to check back on")
    elif file.action.claimed_by == person_id:
        blockers.append("whoever submitted the claim cannot also check back on it")
    blockers += entitlement_blockers(file, person_roles, board_agencies, same_body=same_body)
    return tuple(blockers)


def look_blockers(
    file: ActionFile,
    person_roles: tuple[PersonRole, ...],
    person_id: str,
    board_agencies: frozenset[str] = NO_ONE,
    *,
    same_body: frozenset[str] = NO_ONE,
) -> tuple[str, ...]:
    """Everything in the way of this person saying, for a dip sample, whether what was assured is really there."""
    own = file.action.claimed_by == person_id
    blockers = ("whoever submitted the claim cannot also look whether it is so",) if own else ()
    return (*blockers, *entitlement_blockers(file, person_roles, board_agencies, same_body=same_body))


def embed_blockers(
    file: ActionFile,
    person_roles: tuple[PersonRole, ...],
    person_id: str,
    board_agencies: frozenset[str] = NO_ONE,
    *,
    thresholds: Thresholds | None = None,
    same_body: frozenset[str] = NO_ONE,
) -> tuple[str, ...]:
    """Everything in the way of this person marking an assured action as embedded: the last check-back (at 12 months
    unless the board set another) since its latest assurance must have been passed."""
    blockers = []
    months = (thresholds or Thresholds()).check_back_months[-1]
    if file.action.status != Status.ASSURED:
        blockers.append(f"it is {_status(file.action.status)}: only what is assured can be embedded")
    elif passed := passed_check_back(file, months):
        if passed.checked_by and passed.checked_by == file.action.claimed_by:
            blockers.append(f"its {months}-month check-back was made by whoever submitted the claim")
    else:
        due = next((c.due for c in reversed(file.check_backs) if c.months == months and c.outcome is None), None)
        when = f"; it is due on {in_words(due)}" if due else ""
        blockers.append(f"its {months}-month check-back has not been passed{when}")
    if file.action.claimed_by == person_id:
        blockers.append("whoever submitted the claim cannot also mark it as embedded")
    blockers += entitlement_blockers(file, person_roles, board_agencies, same_body=same_body)
    return tuple(blockers)


def extension_blockers(
    extension: Extension,
    file: ActionFile,
    person_roles: tuple[PersonRole, ...],
    person_id: str,
    *,
    same_body: frozenset[str] = NO_ONE,
) -> tuple[str, ...]:
    """Everything in the way of this person agreeing an extension: it is settled already, it is their own request, or it
    is for an action of an agency they belong to."""
    blockers = []
    if extension.agreed_on or extension.refused_on:
        done, day = ("agreed", extension.agreed_on) if extension.agreed_on else ("refused", extension.refused_on)
        blockers.append(f"it was {done}{f' on {in_words(day)}' if day else ''}")
    if extension.asked_by == person_id:
        blockers.append("whoever asked for an extension cannot also agree it")
    if _belongs(file, person_roles, same_body):
        blockers.append("it is for an action of an agency that you belong to")
    return tuple(blockers)


def entitlement_blockers(
    file: ActionFile,
    person_roles: tuple[PersonRole, ...],
    board_agencies: frozenset[str] = NO_ONE,
    *,
    same_body: frozenset[str] = NO_ONE,
) -> tuple[str, ...]:
    """Why these roles do not entitle anyone to judge this action. Subgroup members, the scrutineer and administrators
    may, except for actions of an agency they belong to; the board's own actions are judged only by a subgroup member
    who belongs to another agency, or by the scrutineer."""
    held = {role.role for role in person_roles}
    if not held & VERIFYING_ROLES:
        leads = "an agency's lead cannot verify: " if Role.LEAD in held else ""
        return (f"{leads}it takes a subgroup member, the independent scrutineer or the business manager",)
    owner = file.action.owner_id
    if owner in board_agencies:
        own = same_body | {owner}
        elsewhere = any(role.agency_id and role.agency_id not in own for role in person_roles)
        member = any(role.agency_id in own for role in person_roles if role.role != Role.SCRUTINEER)
        if member or not (Role.SCRUTINEER in held or (Role.SUBGROUP in held and elsewhere)):
            return (
                "the board's own actions are verified only by a subgroup member who belongs to another agency, "
                "or by the independent scrutineer",
            )
    elif _belongs(file, person_roles, same_body):
        return ("you belong to the agency that owns it: somebody from elsewhere must verify it",)
    return ()


def passed_check_back(file: ActionFile, months: int) -> CheckBack | None:
    """The check-back at so many months that was passed since the latest assurance, if one was."""
    assured: date | None = last_assured_on(file)
    return next(
        (
            check
            for check in reversed(file.check_backs)
            if check.months == months
            and check.outcome == CheckOutcome.PASSED
            and (assured is None or check.checked_on is None or check.checked_on >= assured)
        ),
        None,
    )


def _belongs(file: ActionFile, person_roles: tuple[PersonRole, ...], same_body: frozenset[str]) -> bool:
    owner = file.action.owner_id
    return owner is not None and any(role.agency_id in same_body | {owner} for role in person_roles if role.agency_id)


def _agency_words(standing: Standing, asks: list[tuple[Part, Ask]], parts: tuple[Part, ...]) -> str:
    """What one agency still owes: "no action for parts a and b; ‘Train everybody’ (SOTON-K-A014) is in progress"."""
    holes = [part for part, ask in asks if ask.id in standing.hole_ids]
    words = [f"no action for {_parts(holes, parts)}"] if holes else []
    owed: dict[Status, dict[str, None]] = {}
    for _, ask in asks:
        for file in standing.files_of_ask[ask.id]:
            status = standing.statuses[file.action.id]
            if status not in SETTLED:
                owed.setdefault(status, {})[file.action.id] = None
    for status in sorted(owed, key=list(Status).index):
        ids = list(owed[status])
        waits = ", waiting for verification" if status == Status.CLAIMED else ""
        named = [f"‘{first_words(standing.register.actions[id_].title, SHORT_TITLE)}’ ({id_})" for id_ in ids]
        which = list_in_words(named) if len(ids) <= MOST_NAMED else plural(len(ids), "action")
        words.append(f"{which} {'is' if len(ids) == 1 else 'are'} {_status(status)}{waits}")
    return "; ".join(words)


def _parts(some: list[Part], among: tuple[Part, ...]) -> str:
    """Parts by their labels: "part a", "parts a and c", or "it" where the recommendation has one part only."""
    if len(among) == 1:
        return "it"
    labels = [part.label for part in some]
    return f"{'part' if len(labels) == 1 else 'parts'} {list_in_words(labels)}"


def _status(status: Status) -> str:
    return Status(status).label.lower()

"""The first ten minutes: what takes an empty register to the first workbooks out, and how much of it is done.

Nothing here is ticked off and stored: each step is done when the register says so, and undone when it no longer does.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from tracker.rules.boards import THE_BOARD
from tracker.rules.dates import plural
from tracker.rules.records import Ask, Recommendation
from tracker.rules.register import Register
from tracker.rules.words import Role

FIRST_BOARDS = frozenset({"southampton-lscb", "northants-lscb"})
"""The boards of the first data (`data/boards.json`)."""
FIRST_REVIEWS = frozenset({"SOTON-K", "NORTHANTS-AK"})
"""The two published reviews of the first data."""
PLACEHOLDER = "Business manager"
"""What the first person of a fresh register is called until they say who they are."""
BOARD, REVIEW, AGENCIES, OWNERS, WORKBOOKS = "board", "review", "agencies", "owners", "workbooks"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is called, why it is taken, what the register says of it now, and the words on its button."""

    key: str
    title: str
    why: str
    done: bool
    told: str
    go: str


@dataclass(frozen=True, slots=True)
class Unasked:
    """Words to whom a review addresses something, where nobody is asked for it yet; empty words where it names nobody.
    `agency_id` is the agency that is called so, or None."""

    words: str
    recommendation_ids: tuple[str, ...]
    part_ids: tuple[str, ...]
    agency_id: str | None = None


def first_steps(register: Register) -> tuple[Step, ...]:
    """The five steps in the order in which they are easiest."""
    return (_board(register), _review(register), _agencies(register), _owners(register), _workbooks(register))


def next_step(steps: Iterable[Step]) -> Step | None:
    """The first that is not done; None where all are."""
    return next((step for step in steps if not step.done), None)


def own_boards(register: Register) -> tuple[str, ...]:
    """The boards that somebody put in here, by id; none where only those of the first data are."""
    return tuple(id_ for id_ in register.boards if id_ not in FIRST_BOARDS)


def own_reviews(register: Register) -> frozenset[str]:
    """The reviews that the steps are about: of one's own board, or put in by hand; where there is none, and no board of
    one's own, the two that are printed here."""
    boards = own_boards(register)
    ours = {r.id for r in register.reviews.values() if r.board_id in boards or r.id not in FIRST_REVIEWS}
    return frozenset(ours or (() if boards else register.reviews))


def unasked(register: Register) -> tuple[Unasked, ...]:
    """To whom the reviews address what nobody is asked for, most often first; what names nobody comes last."""
    called = {name.casefold(): a.id for a in reversed(tuple(register.agencies.values())) if a.closed_on is None
              for name in (*a.other_names, a.short_name, a.name)}  # fmt: skip
    boards = {r.id: register.boards[r.board_id].agency_id for r in register.reviews.values()}
    found: dict[str, tuple[list[Recommendation], str | None]] = {}
    for rec in _recommendations(register):
        if _asks(register, rec) or not _parts(register, rec):
            continue
        for words in rec.addressed_to or ("",):
            name = " ".join(words.split()).removeprefix("the ").removeprefix("The ")
            agency = boards.get(rec.review_id) if name.casefold() in THE_BOARD else None
            recs, known = found.setdefault(name, ([], agency or called.get(name.casefold())))
            recs.append(rec)
            found[name] = (recs, known)
    made = [
        Unasked(
            words, tuple(dict.fromkeys(r.id for r in recs)), tuple(p for r in recs for p in _parts(register, r)), known
        )
        for words, (recs, known) in found.items()
    ]
    return tuple(sorted(made, key=lambda one: (not one.words, -len(one.recommendation_ids))))


def unplanned(register: Register) -> tuple[Ask, ...]:
    """What is asked of somebody who has no action for it yet, in printed order."""
    found: list[Ask] = []
    for rec in _recommendations(register):
        for part_id in _parts(register, rec):
            owners = {file.action.owner_id for file in register.files_of_part.get(part_id, ())}
            found += [ask for ask in register.asks_of.get(part_id, ()) if ask.agency_id not in owners]
    return tuple(found)


def _board(register: Register) -> Step:
    managers = [
        register.people[role.person_id].name
        for role in register.person_roles.values()
        if role.role == Role.ADMINISTRATOR and role.person_id in register.people
    ]
    boards = [register.boards[id_].name for id_ in own_boards(register)]
    named = [name for name in managers if name != PLACEHOLDER]
    told = " · ".join([*boards[:2], *named[:2]]) or "No board of yours is here yet, and nobody has said who they are."
    return Step(
        BOARD, "Your board and you", "Every review belongs to a board, and every change carries the name of a person.",
        bool(boards or named), told, "Set up your board",
    )  # fmt: skip


def _review(register: Register) -> Step:
    ours = own_reviews(register) - FIRST_REVIEWS
    asked = sum(len(register.recommendations_of_review.get(id_, ())) for id_ in ours)
    told = f"{plural(len(ours), 'review')} with {plural(asked, 'recommendation')}"
    printed = "Only the two published reviews that come with the tracker are here."
    none = printed if register.reviews else "No review is here yet."
    planned = any(a.review_id in FIRST_REVIEWS for a in register.actions.values())
    return Step(
        REVIEW, "A first review", "Its recommendations are what is tracked; its document is kept beside them.",
        bool(asked) or planned, told if ours else none, "Put a review in",
    )  # fmt: skip


def _agencies(register: Register) -> Step:
    recs = _recommendations(register)
    asked = {ask.agency_id for rec in recs for ask in _asks(register, rec)}
    led = {id_ for id_ in asked if register.contacts_of.get(register.answers_for(id_))}
    left = sum(not _asks(register, rec) for rec in recs)
    told = f"{plural(len(asked), 'agency is', 'agencies are')} asked; {len(led) or 'none'} {_has(len(led))} a lead"
    if not asked:
        told = "Nobody is asked yet"
    if left:
        told += f". {left:,} of {plural(len(recs), 'recommendation')} {'asks' if left == 1 else 'ask'} nobody yet"
    return Step(
        AGENCIES, "Agencies and who leads them", "Each recommendation is asked of agencies; somebody there answers.",
        bool(led), f"{told}.", "Say who is asked",
    )  # fmt: skip


def _owners(register: Register) -> Step:
    recs = _recommendations(register)
    files = register.files_of_part
    done = sum(
        any(f.action.owner_id and f.action.original_due for p in _parts(register, r) for f in files.get(p, ()))
        for r in recs
    )
    told = f"{done or 'None'} of {plural(len(recs), 'recommendation')} {_has(done)} an action with an owner and a date."
    why = "The first date agreed is the original date: it never changes, so that slippage can be seen."
    return Step(OWNERS, "Owners and dates", why, done > 0, told, "Agree owners and dates")


def _workbooks(register: Register) -> Step:
    out = sum(one.sent_on is not None for one in register.sendings.values())
    told = f"{plural(out, 'workbook')} went out." if out else "No workbook has gone out yet."
    return Step(
        WORKBOOKS, "First workbooks out", "Each agency answers in a workbook that comes back by e-mail, or signs in.",
        out > 0, told, "Send the workbooks out",
    )  # fmt: skip


def _recommendations(register: Register) -> list[Recommendation]:
    ours = own_reviews(register)
    return [rec for id_ in register.reviews if id_ in ours for rec in register.recommendations_of_review.get(id_, ())]


def _parts(register: Register, rec: Recommendation) -> list[str]:
    return [part.id for part in register.parts_of.get(rec.id, ()) if part.context_reason is None]


def _asks(register: Register, rec: Recommendation) -> Collection[Ask]:
    return [ask for part_id in _parts(register, rec) for ask in register.asks_of.get(part_id, ())]


def _has(number: int) -> str:
    return "has" if number < 2 else "have"

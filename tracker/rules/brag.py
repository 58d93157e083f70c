"""The rating: computed, never typed, and never without its reason in words (DESIGN §3).

An action's tests run in DESIGN's order: not doing, blue, grey, red, amber, green; the first that holds decides. A part
is as its worst action or hole, a recommendation as its worst part.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.rules.dates import first_words, in_words, plural, times
from tracker.rules.deadlines import (
    claim_day,
    days_late,
    days_late_original,
    days_silent,
    due_within,
    is_overdue,
    last_assured_on,
    own_rating_now,
    slippage,
)
from tracker.rules.lifecycle import VERIFIED, open_entry, status_on
from tracker.rules.records import ActionFile, CheckBack, NotDoing, Rating
from tracker.rules.thresholds import Thresholds
from tracker.rules.words import Brag, CheckOutcome, Outcome, OwnRating, Status

ORDER: tuple[Brag, ...] = (Brag.RED, Brag.AMBER, Brag.GREY, Brag.GREEN, Brag.BLUE, Brag.NONE)
"""Worst to best; what is not doing stands last, counted apart."""

RANK: dict[Brag, int] = {brag: rank for rank, brag in enumerate(ORDER)}
SHAPE: dict[Brag, str] = {
    Brag.BLUE: "◆",
    Brag.RED: "■",
    Brag.AMBER: "▲",
    Brag.GREEN: "●",
    Brag.GREY: "○",
    Brag.NONE: "–",
}
LETTER: dict[Brag, str] = {
    Brag.BLUE: "B",
    Brag.RED: "R",
    Brag.AMBER: "A",
    Brag.GREEN: "G",
    Brag.GREY: "U",
    Brag.NONE: "N",
}

HOLE = Rating(Brag.GREY, "asked, nothing agreed")
AGREES: dict[OwnRating, frozenset[Brag]] = {
    OwnRating.RED: frozenset({Brag.RED}),
    OwnRating.AMBER: frozenset({Brag.AMBER}),
    OwnRating.GREEN: frozenset({Brag.GREEN, Brag.BLUE}),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands against one part, or against all tracked parts of one recommendation together."""

    actions: tuple[Rating, ...] = ()
    """The ratings of its actions, each action once."""
    asks: int = 0
    """How many agencies were asked, part by part; those in the not-doing register are left out."""
    holes: int = 0
    """How many of these asks have no action."""
    unasked: int = 0
    """How many tracked parts nobody was asked for and nobody answers."""
    parts: int = 1
    """How many parts are tracked; one if this is a part."""
    not_doing: str | None = None
    """Words of the not-doing entry, if all of it is in the not-doing register."""
    nobody_asked: str | None = None
    """Why, where no agency was asked for anything at all."""


def rate_action(file: ActionFile, thresholds: Thresholds, *, today: date) -> Rating:
    """The rating of one action on a day, with its reason."""
    status = status_on(file, today=today)
    if status == Status.NOT_DOING:
        return Rating(Brag.NONE, not_doing_words(open_entry(file)))
    if status in VERIFIED:
        return Rating(Brag.BLUE, _assured_words(file, status))
    if missing := _missing(file):
        return Rating(Brag.GREY, missing)
    if reasons := _red_reasons(file, status, today):
        return Rating(Brag.RED, "; ".join(reasons[:2]))
    if reasons := _amber_reasons(file, status, thresholds, today):
        return Rating(Brag.AMBER, "; ".join(reasons[:2]))
    return Rating(Brag.GREEN, _on_track_words(file, status, today))


def rate_hole() -> Rating:
    """The rating of an ask that has no action."""
    return HOLE


def rate_part(answer: Answer) -> Rating:
    """A part is as its worst action or hole; grey if nobody was asked; not doing if all of it is."""
    return _rate(answer, "nobody has been asked for this part")


def rate_recommendation(answer: Answer) -> Rating:
    """A recommendation is as its worst part, told all its parts together; with no ask at all it is at best grey."""
    if answer.parts == 0 and answer.not_doing is None:
        return Rating(Brag.GREY, "every part of it is context, so nothing of it is tracked")
    return _rate(answer, f"{plural(answer.unasked, 'part')} nobody has been asked for")


def worst(ratings: Iterable[Rating]) -> Rating | None:
    """The worst of some ratings, the first of equals; None of none. Not doing is the worst only if all of them are."""
    return min(ratings, key=lambda rating: RANK[rating.brag], default=None)


def rag_disagreement(file: ActionFile, rating: Rating) -> str | None:
    """Where the owner's own rating differs from the rule's: both, in words. None if they agree, or it gave none."""
    own = own_rating_now(file)
    if own is None or rating.brag == Brag.NONE or rating.brag in AGREES[own]:
        return None
    return f"the owner says {own.value}, the rule says {rating.brag.value}: {rating.reason}"


def failed_check_back(file: ActionFile, *, today: date) -> CheckBack | None:
    """The check-back that failed since the latest assurance and is not yet put right: nobody has claimed again since.

    A claim that was returned has put nothing right, just as it never stopped lateness."""
    if not file.check_backs or status_on(file, today=today) in (VERIFIED | {Status.CLAIMED, Status.NOT_DOING}):
        return None
    assured = last_assured_on(file)
    failed = (
        check
        for check in reversed(file.check_backs)
        if check.outcome == CheckOutcome.FAILED
        and (assured is None or check.checked_on is None or check.checked_on >= assured)
    )
    return next(failed, None)


def not_doing_words(entry: NotDoing | None) -> str:
    """Where and why it is not done: "in the not-doing register: risk accepted, until 3 May 2027"."""
    if entry is None:
        return "in the not-doing register"
    until = f", until {in_words(entry.until)}" if entry.until else ""
    return f"in the not-doing register: {entry.kind.label.lower()}{until}"


def due_in_words(days: int) -> str:
    """How far off a date is: "due today", "due tomorrow", "due in 12 days"."""
    return {0: "due today", 1: "due tomorrow"}.get(days, f"due in {plural(days, 'day')}")


def _missing(file: ActionFile) -> str | None:
    action = file.action
    no_owner = [] if action.owner_id else ["no owner"]
    no_date = [] if action.due else ["no due date"]
    words = " and ".join(no_owner + no_date)
    if no_date and action.due_text and action.due_text.strip():
        words += f": the plan says ‘{first_words(action.due_text, 40)}’"
    return words or None


def _red_reasons(file: ActionFile, status: Status, today: date) -> list[str]:
    late = is_overdue(file, today)
    failed = failed_check_back(file, today=today)
    if not (late or failed or status == Status.REOPENED):
        return []
    reasons = []
    if late and file.action.due:
        reasons.append(
            f"{plural(days_late(file, today=today), 'day')} past its current date, {in_words(file.action.due)}"
        )
    if failed:
        on = f" of {in_words(failed.checked_on)}" if failed.checked_on else ""
        note = f": {first_words(failed.note)}" if failed.note and failed.note.strip() else ""
        reasons.append(f"the check-back{on} failed{note}")
    elif status == Status.REOPENED:
        on = f" on {in_words(file.action.status_on)}" if file.action.status_on else ""
        reasons.append(f"reopened{on}, not yet put right")
    original = days_late_original(file, today=today)
    if late and original > days_late(file, today=today):
        reasons.append(f"{_moved(file)}{plural(original, 'day')} past its original date")
    if status == Status.RETURNED:
        reasons.append(_returned_words(file))
    return reasons


def _amber_reasons(file: ActionFile, status: Status, thresholds: Thresholds, today: date) -> list[str]:
    reasons = []
    due = file.action.due
    if status == Status.RETURNED:
        reasons.append(_returned_words(file))
    if due and due_within(file, thresholds.due_soon_days, today):
        reasons.append(due_in_words((due - today).days))
    if (slipped := slippage(file)).days:
        reasons.append(f"{_moved(file)}now due {plural(slipped.days, 'day')} after its original date")
    silent = days_silent(file, today=today)
    if silent is not None and silent >= thresholds.stale_days:
        reasons.append(f"no update for {plural(silent, 'day')}")
    if (own := own_rating_now(file)) in (OwnRating.AMBER, OwnRating.RED) and own:
        reasons.append(f"its owner rates it {own.value}")
    return reasons


def _on_track_words(file: ActionFile, status: Status, today: date) -> str:
    if status == Status.CLAIMED:
        claimed = claim_day(file)
        return f"claimed{f' on {in_words(claimed)}' if claimed else ''}, waiting for verification"
    due = file.action.due
    return f"{due_in_words((due - today).days)}, on {in_words(due)}" if due else "in hand"


def _assured_words(file: ActionFile, status: Status) -> str:
    day = file.action.status_on if status == Status.EMBEDDED else last_assured_on(file) or file.action.status_on
    rung = file.strongest_rung
    words = f"{status.value}{f' on {in_words(day)}' if day else ''}"
    return f"{words} ({rung.label.lower() if rung else 'no evidence on file'})"


def _returned_words(file: ActionFile) -> str:
    last = next((v for v in reversed(file.verifications) if v.outcome == Outcome.RETURNED), None)
    if last is None:
        return "claim returned"
    why = f": {first_words(last.reason)}" if last.reason.strip() else ""
    return f"claim returned on {in_words(last.verified_on)}{why}"


def _moved(file: ActionFile) -> str:
    return f"moved {times(file.moves)}, " if file.moves else ""


def _rate(answer: Answer, unasked_words: str) -> Rating:
    """The worst of actions, holes and unasked parts, with words that count what makes it so."""
    if answer.not_doing:
        return Rating(Brag.NONE, answer.not_doing)
    live = [rating for rating in answer.actions if rating.brag != Brag.NONE]
    grey = bool(answer.holes or answer.unasked or answer.nobody_asked)
    brag = min((rating.brag for rating in live), key=RANK.__getitem__, default=Brag.NONE)
    if grey and RANK[brag] > RANK[Brag.GREY]:
        brag = Brag.GREY
    return Rating(brag, WORDS[brag](answer, live, unasked_words))


def _counted(number: int, of: int, verdict: str, only: Sequence[Rating]) -> str:
    """ "1 of 4 actions overdue", with the action's own reason where there is only one."""
    if of == 1:
        return only[0].reason
    if number == of:
        return f"{'both' if of == 2 else f'all {of}'} actions {verdict}"
    first = f"{number} of {of} actions {verdict}"
    return f"{first}: {only[0].reason}" if number == 1 else first


def _verdict(brag: Brag, words: str) -> Callable[[Answer, list[Rating], str], str]:
    def say(answer: Answer, live: list[Rating], unasked_words: str) -> str:
        some = [rating for rating in live if rating.brag == brag]
        return _counted(len(some), len(live), words, some)

    return say


def _grey_words(answer: Answer, live: list[Rating], unasked_words: str) -> str:
    reasons = []
    if answer.nobody_asked:
        reasons.append(answer.nobody_asked)
    elif answer.unasked:
        reasons.append(unasked_words)
    if answer.holes:
        has = "has" if answer.asks == 1 else "have"
        count = "the one ask" if answer.asks == 1 else f"{answer.holes} of {answer.asks} asks"
        reasons.append(HOLE.reason if answer.asks == 1 and answer.parts == 1 else f"{count} {has} no action")
    if unplanned := [rating for rating in live if rating.brag == Brag.GREY]:
        reasons.append(_counted(len(unplanned), len(live), "unplanned", unplanned))
    return "; ".join(reasons[:2])


def _green_words(answer: Answer, live: list[Rating], unasked_words: str) -> str:
    done = sum(1 for rating in live if rating.brag == Brag.BLUE)
    if done:
        return f"{done} of {len(live)} actions assured, the rest on track"
    return _counted(len(live), len(live), "on track", live)


def _not_doing_words(answer: Answer, live: list[Rating], unasked_words: str) -> str:
    return answer.actions[0].reason if len(answer.actions) == 1 else "all of it is in the not-doing register"


WORDS: dict[Brag, Callable[[Answer, list[Rating], str], str]] = {
    Brag.RED: _verdict(Brag.RED, "overdue"),
    Brag.AMBER: _verdict(Brag.AMBER, "at risk"),
    Brag.GREY: _grey_words,
    Brag.GREEN: _green_words,
    Brag.BLUE: _verdict(Brag.BLUE, "assured"),
    Brag.NONE: _not_doing_words,
}
"""How a part or recommendation of each rating says why."""

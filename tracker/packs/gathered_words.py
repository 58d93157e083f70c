"""The sentences of a paper about one theme or one review: how it stands, what the work rests on, what came back.

Evidence stands by its rung and the day that it is about, never by its title: these papers are handed round a table.
"""

from collections.abc import Iterable

from tracker.packs.gathered import RUNGS, Gathered
from tracker.packs.saying import day, in_numbers
from tracker.rules.brag import ORDER
from tracker.rules.dates import first_words, list_in_words, plural
from tracker.rules.deadlines import last_assured_on
from tracker.rules.proof import NAMED
from tracker.rules.records import ActionFile, Recommendation, Review
from tracker.rules.recurrence import in_full
from tracker.rules.register import Register
from tracker.rules.standing import count
from tracker.rules.words import Brag, Status

MOST_REVIEWS, LONGEST = 5, 260


def when(review: Review) -> str:
    """When a review was published, in a few words: a year, the month that its text names, or that nobody knows."""
    if review.published_on:
        return f"{review.published_on.year}"
    if review.published_text and len(review.published_text) <= 20:
        return review.published_text
    return f"{review.not_before.year} or later" if review.not_before else "no date known"


def shown_by(file: ActionFile) -> str:
    """The strongest rung of an action's evidence and the newest day that open evidence on it is about."""
    rung = file.strongest_rung
    if rung is None:
        return "no evidence"
    days = [one.about for one in file.current_evidence if one.rung == rung and one.about and not one.restricted]
    return f"{rung.label}, about {day(max(days))}" if days else rung.label


def verified_on(file: ActionFile) -> str:
    """The day on which an action was assured."""
    return day(last_assured_on(file) or file.action.status_on, "day not kept")


def strongest(found: Gathered, rec: Recommendation) -> str:
    """The strongest evidence behind anything verified for a recommendation."""
    verified = found.verified_of(rec)
    return shown_by(verified[0]) if verified else "nothing verified"


def standing_in_words(found: Gathered) -> str:
    """How many recommendations of how many reviews, by rating."""
    if not found.recommendations:
        return "No recommendation of the register is about it."
    of = len({rec.review_id for rec in found.recommendations})
    ratings = in_numbers(count(found.rating(rec) for rec in found.recommendations), ORDER)
    reviews = f" of {plural(of, 'review')}" if found.theme_id else ""
    return f"{plural(len(found.recommendations), 'recommendation')}{reviews}: {ratings}."


def work_in_words(found: Gathered) -> str:
    """What was agreed and what of it is verified, and what the verified work rests on: by rung, the strongest first."""
    if not found.files:
        return "No action has been agreed."
    claimed = sum(found.now.statuses[file.action.id] == Status.CLAIMED for file in found.files)
    verified = f"{len(found.verified):,} verified by somebody other than the owner"
    said = f"{plural(len(found.files), 'action')} agreed, {verified}"
    said += f", {claimed:,} claimed and waiting for that. " if claimed else ". "
    if not found.verified:
        return f"{said}Nothing of it is shown to have been done yet."
    return f"{said}What the verified work rests on: {rungs_in_words(found.verified)}."


def rungs_in_words(files: Iterable[ActionFile]) -> str:
    """How many actions rest on which rung, the strongest first: "an audit (2), documents (1)"."""
    found = [file.strongest_rung for file in files]
    told = [f"{NAMED[rung]} ({number:,})" for rung in reversed(RUNGS) if (number := found.count(rung))]
    return ", ".join([*told, *([f"no evidence ({found.count(None):,})"] if None in found else [])])


def open_in_words(found: Gathered) -> str:
    """What is still open, in numbers."""
    late = sum(found.now.action_ratings[file.action.id].brag == Brag.RED for file in found.open)
    dropped = sum(found.now.statuses[file.action.id] == Status.NOT_DOING for file in found.files)
    told = []
    if found.open:
        told.append(f"{plural(len(found.open), 'action')} open" + (f", {late:,} overdue" if late else ""))
    if found.holes:
        told.append(f"{plural(len(found.holes), 'ask')} with no action")
    if dropped:
        told.append(f"{plural(dropped, 'action')} in the not-doing register")
    return f"{'; '.join(told)}." if told else "Nothing is open."


def back_in_words(found: Gathered) -> tuple[str, ...]:
    """What came back, what did not last and what was asked for twice, a sentence each."""
    recs, register = found.register.recommendations, found.register
    told = [
        f"{_named(register, one.recommendation)}. {one.likeness}. {first_words(in_full(register, one), LONGEST)}"
        for one in found.back
    ]
    told += [
        f"‘{first_words(file.action.title, 80)}’: the change was not there when somebody looked again."
        for file in found.not_lasting
    ]
    pairs = [(a, b) for a, b in found.same if a in recs and b in recs]
    told += [f"{_named(register, a)} and {_named(register, b)} ask for the same, as people judged." for a, b in pairs]
    return tuple(told)


def _named(register: Register, recommendation_id: str) -> str:
    rec = register.recommendations[recommendation_id]
    return f"{register.reviews[rec.review_id].subject} {rec.ref} ({first_words(rec.title, 60)})"


def reviews_in_words(reviews: Iterable[Review]) -> str:
    """Reviews by whom they are about and when they were published: "Child K (2015 or later)"; of many the first and the
    last."""
    told = [f"{one.subject} ({when(one)})" for one in reviews]
    return list_in_words(told) if len(told) <= MOST_REVIEWS else f"{told[0]} to {told[-1]}"

"""What the papers about a theme and about a review have in common: tables that fit on two pages, what to ask in a team.

A hand-out has an end: of long lists the first stand in it, and it says how many are left out.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from tracker.packs import gathered_words as words
from tracker.packs.gathered import Gathered
from tracker.packs.saying import agency, day, names, rated
from tracker.rules import impact
from tracker.rules.brag import RANK
from tracker.rules.dates import first_words, plural
from tracker.rules.deadlines import original_date
from tracker.rules.paper import Block, Cell, Listing, Rated, Says, Table
from tracker.rules.records import ActionFile, LearningPoint, Recommendation, Review
from tracker.rules.register import by
from tracker.rules.words import Brag, Publication, Rung

MOST_NAMES = 8
TITLE, LINE, SENTENCE = 95, 80, 190
"""The letters of a title, of one that has a line to itself, and of a longer text; what is longer ends in "…"."""
QUESTIONS = "Questions to talk about, made by the tracker from what stands above. They are not part of any review."
NOT_HELD = "The tracker holds no account of what happened to the child: that is in the review. What was drawn from it:"


def more(number: int, most: int, one: str, many: str | None = None) -> Iterator[Block]:
    """The line that says how many are left out, where any are."""
    if number > most:
        yield Says(f"And {plural(number - most, one, many)} more, which the tracker holds.", quiet=True)


def asked(found: Gathered, most: int) -> Iterator[Block]:
    """The recommendations with their ratings and the strongest evidence behind what is verified."""
    rows: list[tuple[Cell, ...]] = []
    for rec in found.recommendations[:most]:
        review = found.register.reviews[rec.review_id]
        rating = found.rating(rec)
        where = f"{found.where(rec)}, {words.when(review)}"
        rows.append(
            (
                f"{where}\n{first_words(rec.title, TITLE)}",
                Rated(rating.brag, first_words(rating.reason, TITLE)),
                words.strongest(found, rec),
            )
        )
    heads = ("Recommendation", "How it stands", "Strongest evidence of what is verified")
    if rows:
        alt = "Recommendations with their rating and the strongest evidence of what is verified"
        yield Table(heads, tuple(rows), alt, "Recommendations", (3.4, 2.4, 1.8))
    yield from more(len(found.recommendations), most, "recommendation")


def by_rating(found: Gathered, some: Sequence[Recommendation], most: int, *, whose: bool) -> Iterator[Block]:
    """The recommendations a line each, gathered by their rating, the worst first."""
    told: dict[Brag, list[str]] = {}
    for rec in sorted(some, key=lambda rec: RANK[found.rating(rec).brag])[:most]:
        of = f"{found.register.reviews[rec.review_id].subject} " if whose else ""
        told.setdefault(found.rating(rec).brag, []).append(f"{of}{rec.ref}: {first_words(rec.title, LINE)}")
    if told:
        rows = tuple((Rated(brag), "\n".join(lines)) for brag, lines in told.items())
        alt = "Recommendations by rating, the worst first"
        yield Table(("Rating", "What was asked"), rows, alt, "Recommendations", (1.2, 6))
    yield from more(len(some), most, "recommendation")


def done(found: Gathered, most: int) -> Iterator[Block]:
    """What was done: in numbers, then the verified work, the strongest evidence first."""
    yield Says(words.work_in_words(found))
    rows = tuple(
        (
            f"{first_words(file.action.title, TITLE)}\n{agency(found.register, file.action.owner_id)}",
            words.shown_by(file),
            words.verified_on(file),
        )
        for file in found.verified[:most]
    )
    if rows:
        heads = ("Action, and whose", "Strongest evidence", "Verified")
        yield Table(heads, rows, "Verified actions, those with the strongest evidence first", "Verified", (4, 2, 1.2))
    yield from more(len(found.verified), most, "verified action")


def helped(found: Gathered, most: int) -> Iterator[Block]:
    """What changed for children: where each measure stands."""
    told = [
        f"{first_words(where.measure.what, LINE)}: {where.in_words}"
        for rec in found.recommendations
        for where in impact.of(found.now, rec.id)
        if where.measure.ended_on is None
    ]
    if not told:
        yield Says("Nobody has said what would show that it helped, so the register cannot say whether it did.")
        return
    yield Listing(tuple(told[:most]))
    yield from more(len(told), most, "measure")


def asked_of(found: Gathered) -> Iterator[Block]:
    """The agencies that were asked, by name where they are few."""
    register = found.register
    owners = dict.fromkeys(id_ for rec in found.recommendations for id_ in register.owners_of(rec.id))
    if len(owners) > MOST_NAMES:
        yield Says(f"Asked of {len(owners):,} agencies.")
    else:
        yield Says(f"Asked of {names(register, owners)}." if owners else "Nobody has been asked yet.")


def returns(found: Gathered, most: int) -> Iterator[Block]:
    """What came back after it was settled, did not last, or was asked for twice; nothing where nothing was."""
    if told := words.back_in_words(found):
        yield Listing(told[:most])
        yield from more(len(told), most, "return")


def learned(found: Gathered, some: Sequence[LearningPoint], most: int, *, whose: bool) -> Iterator[Block]:
    """Learning with no recommendation of its own, by review and paragraph."""
    told = []
    for one in some[:most]:
        of = f"{found.register.reviews[one.review_id].subject}, " if whose else ""
        what = f"{first_words(one.title, LINE)}. {first_words(one.summary, SENTENCE)}"
        told.append(f"{what} ({of}paragraph {one.paragraph})")
    if told:
        yield Listing(tuple(told))
    yield from more(len(some), most, "point of learning", "points of learning")


def still_open(found: Gathered, most: int) -> Iterator[Block]:
    """What is still open: in numbers, then what was asked and not agreed, and the actions, the worst first."""
    yield Says(words.open_in_words(found))
    rows = sorted([*_open(found), *_holes(found)], key=lambda row: _rank(row[0]))
    if rows:
        heads = ("Rating", "What is open, and whose", "Due")
        yield Table(heads, tuple(rows[:most]), "What is still open, the worst first", "Still open", (2.6, 4, 1.4))
    yield from more(len(rows), most, "open point")


def _rank(cell: Cell) -> int:
    """Overdue first, then what nobody has taken up: a hole is worse news here than a date at risk."""
    order = (Brag.RED, Brag.GREY, Brag.AMBER, Brag.GREEN)
    return order.index(cell.brag) if isinstance(cell, Rated) and cell.brag in order else len(order)


def _holes(found: Gathered) -> Iterator[tuple[Cell, ...]]:
    """A row for each part with asks that nobody answered, with the agencies that were asked."""
    register = found.register
    holes = by(found.holes, lambda ask: ask.part_id)
    for part in found.parts:
        if of := holes.get(part.id):
            what = _part(found, part.recommendation_id, part.label)
            whom = names(register, [a.agency_id for a in of]) if len(of) <= MOST_NAMES else f"{len(of):,} agencies"
            yield (Rated(Brag.GREY, "asked, nothing agreed"), f"{what}\n{whom}", "no date")


def _open(found: Gathered) -> Iterator[tuple[Cell, ...]]:
    for file in sorted(found.open, key=lambda file: (file.action.due or date.max, file.action.id)):
        rating = rated(found.now.action_ratings[file.action.id])
        words_ = first_words(rating.words, TITLE)
        whose = agency(found.register, file.action.owner_id)
        yield (Rated(rating.brag, words_), f"{first_words(file.action.title, TITLE)}\n{whose}", _due(file))


def _due(file: ActionFile) -> str:
    """The current date, and the original one where it is another."""
    first = original_date(file.action)
    now = day(file.action.due)
    return now if first in (None, file.action.due) else f"{now}\nfirst {day(first)}"


def _part(found: Gathered, recommendation_id: str, label: str) -> str:
    rec: Recommendation = found.register.recommendations[recommendation_id]
    part = f" part {label}" if label else ""
    return f"{found.register.reviews[rec.review_id].subject} {rec.ref}{part}: {first_words(rec.title, TITLE)}"


def not_public(review: Review) -> Iterator[Block]:
    """The warning that stands first where the review is not published."""
    if review.state != Publication.PUBLISHED:
        state = review.state.label.lower()
        yield Says(f"{review.subject} is not a published review ({state}): this paper is for its named readers only.")


def ask_your_team(found: Gathered, first: str, most: int = 4) -> Iterator[Block]:
    """What to ask in a team: what the figures above leave open, put as questions."""

    def ours(number: int) -> str:
        return "Is it ours" if number == 1 else "Is one of them ours"

    told = [first]
    if found.not_lasting or any(one.near or one.decision for one in found.back):
        told.append("Something here came back, or did not last. Why was that, and would we notice it in our own work?")
    if late := sum(found.now.action_ratings[file.action.id].brag == Brag.RED for file in found.open):
        is_ = "is" if late == 1 else "are"
        told.append(f"{plural(late, 'action')} here {is_} overdue. {ours(late)}, and what is in its way?")
    if found.holes:
        have = "has" if len(found.holes) == 1 else "have"
        asks = plural(len(found.holes), "ask")
        told.append(f"{asks} of agencies {have} no action yet. {ours(len(found.holes))}, and who takes it up?")
    if not any(file.strongest_rung == Rung.VOICE for file in found.verified):
        told.append("Nothing verified here rests on what children, families or practitioners say. Whom can we ask?")
    if found.learning:
        told.append("Some of the learning has no recommendation, so nobody was asked to act on it. What do we take up?")
    told.append("What would we show somebody who asks us today whether this has changed, and how old is it?")
    yield Listing(tuple(told[:most]), numbered=True)
    yield Says(QUESTIONS, quiet=True)

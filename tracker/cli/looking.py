"""The commands that look: status, overdue, recommendations; and what others that look begin with. None of them writes
anything."""

from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.cli import asked
from tracker.cli.frame import tell, tell_json
from tracker.cli.options import Agency, AsAt, Demo, Json, Review
from tracker.cli.paper import chip, paragraph, table
from tracker.cli.places import Place, existing, sight
from tracker.queries.documents import in_printed_order, overdue_row, recommendation_row, status_figures
from tracker.rules.dates import in_words, list_in_words, plural, times
from tracker.rules.illustrative import ILLUSTRATIVE
from tracker.rules.words import Brag

if TYPE_CHECKING:
    from tracker.queries.suggesting import Suggestions
    from tracker.rules.register import Register
    from tracker.rules.sight import Sight
    from tracker.rules.standing import Standing

RATINGS = (Brag.RED, Brag.AMBER, Brag.GREY, Brag.GREEN, Brag.BLUE)


def status(as_at: AsAt = None, review: Review = None, demo: Demo = False, as_json: Json = False) -> None:
    """How many recommendations and actions are done, late, at risk or asked of nobody."""
    place, standing, _ = standing_of(demo, as_at)
    code = asked.review(standing.register, review)
    figures = status_figures(standing, code)
    if as_json:
        tell_json(figures)
        return
    tell_heading(place, standing, standing.register.reviews[code].title if code else every_review(standing.register))
    rows = [
        [chip(brag), f"{figures['recommendations'][brag.value]:,}", f"{figures['actions'][brag.value]:,}"]
        for brag in RATINGS
    ]
    not_doing = _not_doing_actions(standing, code)
    if figures["not_doing"] or not_doing:
        rows.append([chip(Brag.NONE), f"{figures['not_doing']:,}", f"{not_doing:,}"])
    rows.append(["Together", f"{figures['recommendations']['total']:,}", f"{figures['actions']['total']:,}"])
    tell(table(["", "Recommendations", "Actions"], rows, fold=0))
    tell()
    for words in _status_sentences(figures):
        tell(paragraph(words))
    if not figures["actions"]["total"] and as_at is None:
        tell(paragraph("Nothing is planned yet. Next: tracker serve, and Getting started on its first page."))


def overdue(as_at: AsAt = None, agency: Agency = None, demo: Demo = False, as_json: Json = False) -> None:
    """The open actions whose due date is over, the latest first: who owes them, and how often the date was moved."""
    place, standing, _ = standing_of(demo, as_at)
    register = standing.register
    wanted = asked.agency(register, agency)
    files = [file for file in standing.overdue if wanted is None or standing.same_body(wanted, file.action.owner_id)]
    found = [overdue_row(standing, file) for file in files]
    if as_json:
        tell_json(found)
        return
    tell_heading(place, standing, register.agencies[wanted].name if wanted else "all agencies")
    if not found:
        tell("Nothing is overdue.")
        return
    rows = [
        [
            f"{row['action']}\n{plural(row['days_late'], 'day')} late",
            _due_words(row, standing.today),
            f"{register.agency_name(row['owner'])}: {row['title']}",
        ]
        for row in found
    ]
    tell(table(["Action", "Due", "What is owed, and by whom"], rows))
    tell()
    original = sum(row["days_late_original"] > row["days_late"] for row in found)
    words = f"{plural(len(found), 'action')} {'is' if len(found) == 1 else 'are'} past the current date"
    tell(paragraph(f"{words}; {original} of them later still on the original date." if original else f"{words}."))


def recommendations(review: Review = None, as_at: AsAt = None, demo: Demo = False, as_json: Json = False) -> None:
    """Every recommendation with its parts, who was asked, its themes and its rating, in printed order."""
    place, standing, mine = standing_of(demo, as_at)
    register = standing.register
    code = asked.review(register, review)
    recs = [rec for rec in in_printed_order(register) if code in (None, rec.review_id)]
    if as_json:
        waiting = suggested(place, standing, mine)
        tell_json([recommendation_row(standing, rec, waiting) for rec in recs])
        return
    tell_heading(place, standing, register.reviews[code].title if code else every_review(register))
    rows = []
    for rec in recs:
        rating = standing.recommendation_ratings[rec.id]
        rows.append([rec.id, chip(rating.brag), f"{rec.title} ({rating.reason})"])
    tell(table(["Recommendation", "Rating", "What it asks for, and why it is rated so"], rows))


def _not_doing_actions(standing: "Standing", review: str | None) -> int:
    return standing.action_counts(review).not_doing


def _status_sentences(figures: dict[str, Any]) -> list[str]:
    def are(number: int, one: str = "action") -> str:
        return f"{plural(number, one)} {'is' if number == 1 else 'are'}"

    late, original = figures["overdue"], figures["late_on_original"]
    failed = figures["actions"]["red"] - late
    more = f"; {are(failed, 'more action')} red because a check-back failed" if failed > 0 else ""
    return [
        f"{are(late)} past the current date{more}; {are(original)} late on the original date.",
        f"{plural(figures['holes'], 'ask')} with no action.",
        f"{plural(figures['claimed'], 'claim')} waiting for verification; {figures['verified']:,} verified; "
        f"{figures['overturned']:,} overturned.",
        f"{plural(figures['single_agency'], 'single-agency recommendation')} beside these.",
    ]


def _due_words(row: dict[str, Any], today: date) -> str:
    due = in_words(date.fromisoformat(row["due"]), today)
    if not row["moves"] or row["original_due"] == row["due"]:
        return due
    return f"{due}\nat first {in_words(date.fromisoformat(row['original_due']), today)}\nmoved {times(row['moves'])}"


def suggested(place: Place, standing: "Standing", mine: "Sight") -> "Suggestions":
    """The themes that the tracker suggests, and which of them wait for an answer."""
    from tracker.queries.suggesting import suggestions

    return suggestions(place.engine, standing, sight=mine)


def standing_of(demo: bool, as_at: str | None) -> "tuple[Place, Standing, Sight]":
    """The register that is asked for, how it stands on the day, and what whoever looks may see."""
    day = asked.past_day(as_at)
    place = existing(demo)
    from tracker.queries.standing import standing

    mine = sight(place)
    return place, standing(place.engine, day, sight=mine), mine


def tell_heading(place: Place, standing: "Standing", scope: str) -> None:
    """As at when, of what, in which state of the register; and whether it is illustrative."""
    from tracker.queries.standing import change_number

    number = change_number(place.engine, standing.today)
    tell(paragraph(f"As at {in_words(standing.today)}, {scope}, register no. {number:,}"))
    if place.settings.demo:
        tell(paragraph(f"{ILLUSTRATIVE}."))
    tell()


def every_review(register: "Register") -> str:
    """Whom the reviews are about, in words, for a heading that is of all of them."""
    return list_in_words([review.subject for review in register.reviews.values()]) or "no review yet"

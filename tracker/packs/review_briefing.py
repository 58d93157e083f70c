"""A seven-minute briefing on one review, from what the register holds of it."""

from collections import Counter
from collections.abc import Iterator

from tracker.packs import briefing, handout
from tracker.packs import gathered_words as words
from tracker.packs.brief import Brief, PaperKind, never
from tracker.packs.gathered import Gathered, of_review
from tracker.rules.dates import first_words, in_words, list_in_words, plural
from tracker.rules.errors import UnknownError
from tracker.rules.file_names import safe
from tracker.rules.paper import Block, Paper, Says
from tracker.rules.records import LearningPoint, Review
from tracker.rules.words import Level

QUESTION = "Which of these recommendations touch our own work, and what do we do differently because of them?"
MOST_THEMES = 5


def build(brief: Brief) -> Paper:
    """The briefing on one review. Raises UnknownError where it is not there, or not to be seen."""
    review = brief.register.reviews.get(brief.asked.id or "")
    if review is None:
        raise UnknownError("review", brief.asked.id or "", brief.register.reviews)
    found = of_review(brief.now, review.id, brief.near)
    return Paper(
        title=f"{review.subject}: a seven-minute briefing",
        subtitle=f"{first_words(review.title, handout.TITLE)}, {in_words(brief.today)}",
        facts=(),
        blocks=(*handout.not_public(review), *briefing.seven(_sections(found, review))),
        handout=True,
        file_name=f"Briefing, {safe(review.id)}, {brief.today.isoformat()}",
    )


KIND = PaperKind("review_briefing", "A briefing on a review", build, never, "a review", public=True)


def _sections(found: Gathered, review: Review) -> tuple[tuple[Block, ...], ...]:
    return (
        tuple(_background(found, review)),
        tuple(_why(found, review)),
        tuple(_happened(found)),
        tuple(_learning(found, review)),
        (*handout.done(found, briefing.DONE), *handout.helped(found, briefing.MEASURES)),
        tuple(handout.still_open(found, briefing.OPEN)),
        tuple(handout.ask_your_team(found, QUESTION)),
    )


def _background(found: Gathered, review: Review) -> Iterator[Block]:
    board = found.register.boards.get(review.board_id)
    author = f", by {review.author}" if review.author else ""
    commissioned = f", for {board.name}" if board else ""
    yield Says(f"‘{review.title}’ ({review.kind}){author}{commissioned}.")
    published = in_words(review.published_on) if review.published_on else review.published_text or "day not recorded"
    where = f"with {review.publisher}, its publisher" if review.publisher else "its publisher is not recorded"
    read = "the document is kept with the tracker" if review.document_hash else where
    yield Says(f"Published: {published}. To read it: {read}.")


def _why(found: Gathered, review: Review) -> Iterator[Block]:
    single = sum(rec.level == Level.SINGLE_AGENCY for rec in found.recommendations)
    own = f" {plural(single, 'of them is', 'of them are')} one agency’s own." if single else ""
    yield Says(f"{words.standing_in_words(found)}{own}")
    yield from handout.asked_of(found)
    yield from handout.returns(found, briefing.BACK)
    if shared := _shared(found, review):
        yield Says(f"Other reviews of this register raise the same themes: {list_in_words(shared)}.")


def _shared(found: Gathered, review: Review) -> list[str]:
    """The review's confirmed themes that other reviews have too, the commonest here first."""
    register = found.register
    mine = _themes(found)
    others = {
        link.theme_id
        for id_, links in register.links_of.items()
        for link in links
        if link.confirmed and register.recommendations[id_].review_id != review.id
    }
    return [register.themes[id_].name.lower() for id_, _ in mine.most_common() if id_ in others][:MOST_THEMES]


def _themes(found: Gathered) -> Counter[str]:
    """How many of its recommendations have each confirmed theme."""
    links = (link for rec in found.recommendations for link in found.register.links_of.get(rec.id, ()))
    return Counter(link.theme_id for link in links if link.confirmed)


def _happened(found: Gathered) -> Iterator[Block]:
    yield Says(handout.NOT_HELD, quiet=True)
    yield from handout.learned(found, _telling(found), briefing.LEARNED, whose=False)
    if not found.learning:
        yield Says("No point of learning is recorded for it.")


def _telling(found: Gathered) -> tuple[LearningPoint, ...]:
    """Its learning: first what no recommendation of it is about, by confirmed themes, then the rest as printed."""
    themes, of = _themes(found), found.register.links_of_learning

    def taken_up(one: LearningPoint) -> bool:
        mine = [link.theme_id for link in of.get(one.id, ()) if link.confirmed]
        return not mine or any(id_ in themes for id_ in mine)

    return tuple(sorted(found.learning, key=taken_up))


def _learning(found: Gathered, review: Review) -> Iterator[Block]:
    """What the recommendations are about, and how each stands."""
    names_ = [
        f"{found.register.themes[id_].name.lower()} ({number:,})"
        for id_, number in _themes(found).most_common(MOST_THEMES)
    ]
    if names_:
        yield Says(f"What its recommendations are about, with how many of them: {', '.join(names_)}.")
    overview = [rec for rec in found.recommendations if rec.level == Level.OVERVIEW]
    yield from handout.by_rating(found, overview or found.recommendations, briefing.RECOMMENDATIONS, whose=False)
    if not found.recommendations:
        yield Says(f"No recommendation of {first_words(review.title, handout.TITLE)} is in the register.")

"""A seven-minute briefing on one theme, over all reviews that were published."""

from collections.abc import Iterator

from tracker.packs import briefing, handout, theme
from tracker.packs import gathered_words as words
from tracker.packs.brief import Brief, PaperKind, never
from tracker.packs.gathered import Gathered, of_theme
from tracker.rules.dates import first_words, in_words, plural
from tracker.rules.file_names import safe
from tracker.rules.paper import Block, Paper, Says
from tracker.rules.records import Theme

PRINTED, LONGEST = 2, 320


def build(brief: Brief) -> Paper:
    """The briefing on one theme. Raises UnknownError where it is not there."""
    about = theme.wanted(brief)
    return Paper(
        title=f"{about.name}: a seven-minute briefing",
        subtitle=f"A theme of our reviews, {in_words(brief.today)}",
        facts=(),
        blocks=tuple(briefing.seven(_sections(of_theme(brief.now, about.id, brief.near), about))),
        handout=True,
        file_name=f"Briefing, {safe(about.name)}, {brief.today.isoformat()}",
    )


KIND = PaperKind("theme_briefing", "A briefing on a theme", build, never, "a theme", public=True)


def _sections(found: Gathered, about: Theme) -> tuple[tuple[Block, ...], ...]:
    return (
        tuple(_background(found, about)),
        tuple(_why(found)),
        tuple(_happened(found)),
        (
            *handout.by_rating(found, found.recommendations, briefing.RECOMMENDATIONS, whose=True),
            *theme.unthemed(found),
        ),
        (*handout.done(found, briefing.DONE), *handout.helped(found, briefing.MEASURES)),
        tuple(handout.still_open(found, briefing.OPEN)),
        tuple(handout.ask_your_team(found, theme.first_question(about))),
    )


def _background(found: Gathered, about: Theme) -> Iterator[Block]:
    yield from theme.definition(found.register, about)
    if found.reviews:
        yield Says(f"{plural(len(found.reviews), 'review')} raised it: {words.reviews_in_words(found.reviews)}.")
    else:
        yield Says("No published review of this register raised it, as far as somebody confirmed.")


def _why(found: Gathered) -> Iterator[Block]:
    yield Says(words.standing_in_words(found))
    yield from handout.asked_of(found)
    yield from handout.returns(found, briefing.BACK)


def _happened(found: Gathered) -> Iterator[Block]:
    yield Says(handout.NOT_HELD, quiet=True)
    yield from handout.learned(found, found.learning, briefing.LEARNED, whose=True)
    if not found.learning:
        yield Says(
            "No point of learning about it stands without a recommendation. The reviews ask, in their own words:"
        )
        for rec in found.recommendations[:PRINTED]:
            yield Says(f"{first_words(rec.text, LONGEST)} ({found.where(rec)})", printed=True)

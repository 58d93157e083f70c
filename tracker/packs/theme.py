"""A theme on two pages, for a learning event: what it is, who asked for it over the years, what was done and what shows
it, what it changed, what came back, what is still open."""

from collections.abc import Iterator

from tracker.packs import gathered_words as words
from tracker.packs import handout
from tracker.packs.brief import Brief, PaperKind, never
from tracker.packs.gathered import Gathered, of_theme
from tracker.packs.saying import day
from tracker.rules.dates import first_words, in_words, plural
from tracker.rules.errors import UnknownError
from tracker.rules.file_names import safe
from tracker.rules.paper import Block, Heading, Paper, Says
from tracker.rules.records import Theme
from tracker.rules.register import Register

RECOMMENDATIONS, DONE, OPEN, LEARNED, BACK, MEASURES = 8, 5, 5, 3, 3, 3
"""How many of each fit on the two pages."""
DEFINITION = 400
NOTHING_BACK = "Nothing about it came back after it was settled, as far as the register knows."


def build(brief: Brief) -> Paper:
    """The two pages of one theme. Raises UnknownError for a theme that is not there."""
    theme = wanted(brief)
    return Paper(
        title=theme.name,
        subtitle=f"A theme over the years, {in_words(brief.today)}",
        facts=(),
        blocks=tuple(_blocks(of_theme(brief.now, theme.id, brief.near), theme)),
        handout=True,
        file_name=f"Theme, {safe(theme.name)}, {brief.today.isoformat()}",
    )


KIND = PaperKind("theme", "A theme on two pages", build, never, "a theme", public=True)


def wanted(brief: Brief) -> Theme:
    """The theme that is asked for. Raises UnknownError where it is not there."""
    theme = brief.register.themes.get(brief.asked.id or "")
    if theme is None:
        raise UnknownError("theme", brief.asked.id or "", brief.register.themes)
    return theme


def _blocks(found: Gathered, theme: Theme) -> Iterator[Block]:
    yield Heading("What it is")
    yield from definition(found.register, theme)
    yield Heading("Asked over the years")
    yield Says(words.standing_in_words(found))
    yield from handout.asked(found, RECOMMENDATIONS)
    yield from unthemed(found)
    yield Heading("What was done, and what shows it")
    done, learned, open_ = _room(found)
    yield from handout.done(found, done)
    yield Heading("What changed for children")
    yield from handout.helped(found, MEASURES)
    yield Heading("What came back")
    yield from tuple(handout.returns(found, BACK)) or (Says(NOTHING_BACK),)
    yield Heading("Learning with no recommendation")
    if not found.learning:
        yield Says("No point of learning about it stands without a recommendation.")
    yield from handout.learned(found, found.learning, learned, whose=True)
    yield Heading("Still open")
    yield from handout.still_open(found, open_)
    yield Heading("To ask in your team")
    yield from handout.ask_your_team(found, first_question(theme))


def _room(found: Gathered) -> tuple[int, int, int]:
    """How many rows there is room for of what was done, of learning and of what is open: what the table of
    recommendations does not need is theirs, what is open first, then learning."""
    asked, done = min(len(found.recommendations), RECOMMENDATIONS), min(len(found.verified), DONE)
    left = RECOMMENDATIONS + DONE + OPEN - asked - done
    open_ = max(OPEN, min(left, len(found.open) + len(found.holes)))
    left -= open_
    learned = LEARNED + max(0, min(left, len(found.learning) - LEARNED))
    return max(DONE, done + left + LEARNED - learned), learned, open_


def definition(register: Register, theme: Theme) -> Iterator[Block]:
    """What the theme means, and whether it is still given to anything."""
    yield Says(first_words(theme.definition, DEFINITION) or "Nobody has said what it means.")
    if theme.retired_on is not None:
        other = register.themes.get(theme.merged_into or "")
        what = f"It was merged into ‘{other.name}’" if other else "It was retired"
        yield Says(f"{what} on {day(theme.retired_on)}: nothing new is given it.")


def unthemed(found: Gathered) -> Iterator[Block]:
    """How many recommendations nobody has given a theme yet: they may be about this one too."""
    if number := found.unthemed:
        have = "has" if number == 1 else "have"
        told = f"{plural(number, 'recommendation')} of the register {have} no theme that a person confirmed"
        yield Says(f"{told}: more of them may be about it.", quiet=True)


def first_question(theme: Theme) -> str:
    """What every team can ask about a theme, whatever its figures."""
    return f"Think of one child whom we work with now. Does {theme.name.lower()} play a part, and how would we know?"

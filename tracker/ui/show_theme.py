"""One theme: its meaning, what was asked over the years, done, on what evidence; did it help, came back, is open."""

import streamlit as st

from tracker.rules import theme_story
from tracker.rules.dates import in_words, plural
from tracker.rules.impact import Where
from tracker.rules.proof import NAMED
from tracker.rules.records import Theme
from tracker.rules.theme_map import Scope
from tracker.rules.theme_story import Done, OfReview, Story
from tracker.ui import charts_proof, charts_web, show_came_back, show_cell, show_returned, theme_grid
from tracker.ui.frame import Frame
from tracker.ui.look import chip, note, plain, section, soft, titled
from tracker.ui.show_theme_map import by_theme
from tracker.ui.tables import blocks, table

MOST_ROWS, MOST_CHARTS, MOST_CHIPS = 25, 3, 12


def of(at: Frame, theme: Theme) -> Story:
    """The story, worked out once for each state of the register."""
    found = by_theme(at)
    return at.worked_out(lambda: theme_story.story(at.standing, found, theme.id), "theme_story", theme.id)


def finding(theme: Theme, told: Story) -> str:
    """The page's title."""
    if not told.recommendations:
        learned = f", {plural(len(told.learning), 'learning point')} without one" if told.learning else ""
        return f"{plain(theme.name)}: no recommendation{learned}"
    recs = plural(len(told.recommendations), "recommendation")
    many = sum(bool(one.recommendations) for one in told.reviews)
    return (
        f"{plain(theme.name)}: {recs} of {plural(many, 'review')}, "
        f"{told.cell.assured} of {plural(told.cell.requests, 'request')} assured"
    )


def meaning(at: Frame, theme: Theme, told: Story) -> None:
    """The definition, what became of the theme itself, and its standing in one line."""
    with st.container(width=760):
        st.markdown(plain(theme.definition))
        if theme.retired_on:
            heir = at.register.themes.get(theme.merged_into or "")
            into = f", merged into {at.link(plain(heir.name), 'theme', id=heir.id)}" if heir else ""
            st.markdown(f"Retired on {in_words(theme.retired_on)}{into}: it is suggested no more.")
        if told.cell.best:
            best = NAMED[told.cell.best]
            st.markdown(
                f"The strongest evidence under assured work is **{best}**. {plain(theme_grid.said(told.cell))}."
            )
        elif told.cell.requests:
            st.markdown(f"Nothing is shown by evidence yet. {plain(theme_grid.said(told.cell))}.")
    waiting = by_theme(at).waiting(Scope(theme=theme.id))
    if waiting:
        note(f"Suggested for {plural(len(waiting), 'more recommendation')}, confirmed by nobody: not counted here.")


def years(at: Frame, theme: Theme, told: Story) -> None:
    """What each review asked, in the order of time."""
    section("Over the years")
    ratings = at.standing.recommendation_ratings

    def chips(one: OfReview) -> str:
        recs = [at.register.recommendations[id_] for id_ in one.recommendations]
        said = [chip(ratings[r.id].brag, r.ref) for r in recs[:MOST_CHIPS]]
        said += [f"and {len(recs) - MOST_CHIPS} more"] if len(recs) > MOST_CHIPS else []
        learned = f"¶\u00a0{plural(len(one.learning), 'learning point')} with no recommendation" if one.learning else ""
        return titled(" ".join(said) or soft("no recommendation"), learned)

    cells = [
        (
            titled(
                at.link(f"**{at.review(one.review)}**", "themes", theme=theme.id, review=one.review),
                _published(at, one),
            ),
            chips(one),
            titled(
                f"{theme_grid.mark(one.cell.shown, one.cell.best)} {theme_grid.word(one.cell.shown, one.cell.best)}",
                f"{one.cell.assured} of {plural(one.cell.requests, 'request')} assured",
            )
            if one.cell.requests or one.cell.nobody_asked
            else soft("–"),
        )
        for one in told.reviews
    ]
    heads = ("Review", "What it asked", "What is shown")
    blocks(cells, heads, alt="What each review asked about this theme, in the order of publication", key="asked")
    if cells:
        show_came_back.plot(at, show_returned.found(at), theme.id)
    else:
        st.markdown("No review asks for anything about it, and no learning point names it.")


def _published(at: Frame, one: OfReview) -> str:
    review = at.register.reviews[one.review]
    if review.published_on:
        return in_words(review.published_on)
    return plain(review.published_text) if review.published_text else "day not known"


def done(at: Frame, told: Story) -> None:
    """What was done and on what evidence: how many actions stand on each rung, and the strongest of them."""
    section("What was done, and on what evidence")
    if not told.done:
        st.markdown("No action about it has been assured yet.")
        return
    names = [NAMED[rung] if rung else "no evidence" for rung in told.rungs]
    said = ", ".join(f"{number} on {name}" for name, number in zip(names, told.rungs.values(), strict=True))
    left, right = st.columns([5, 7], gap="large")
    with left:
        st.markdown(f"{plural(len(told.done), 'action')} assured: {plain(said)}.")
        bars = [theme_grid.SHORT[rung] if rung else "No evidence" for rung in told.rungs]
        numbers = list(told.rungs.values())
        alt = f"Assured actions by their strongest evidence: {said}"
        charts_web.bars(bars, numbers, alt=alt, key="rungs")
    with right:
        cells = [(_proof(one), _action(at, one)) for one in told.done[:MOST_ROWS]]
        table(cells, ("Evidence", "Action"), alt="Assured actions, those on the strongest evidence first")
        if len(told.done) > MOST_ROWS:
            note(f"The first {MOST_ROWS} of {len(told.done):,}, those on the strongest evidence.")


def _proof(one: Done) -> str:
    rung = one.evidence.rung if one.evidence else None
    return titled(theme_grid.ladder(rung), theme_grid.SHORT[rung] if rung else "No evidence")


def _action(at: Frame, one: Done) -> str:
    action = at.register.actions[one.action]
    recs = at.register.recommendations_of_action.get(one.action, ())
    refs = ", ".join(
        f"{at.review(at.register.recommendations[r].review_id)} "
        f"{at.link(plain(at.register.recommendations[r].ref), 'recommendation', id=r)}"
        for r in recs
    )
    since = f"assured {at.day(one.since)}" if one.since else "assured"
    about = f"evidence about {at.day(one.evidence.about)}" if one.evidence and one.evidence.about else ""
    quiet = " · ".join(words for words in (at.agency(action.owner_id), since, about, refs) if words)
    return titled(f"**{plain(action.title)}**", quiet)


def helped(at: Frame, told: Story) -> None:
    """Did it help: every measure in words, the first few drawn."""
    section("Did it help?")
    if not told.measures:
        st.markdown("Nothing is measured that would show whether it helped.")
        return
    drawn = [one for one in told.measures if one.readings][:MOST_CHARTS]
    cells = [(_measure(at, one), plain(one.in_words)) for one in told.measures[:MOST_ROWS]]
    table(cells, ("What is measured", "Where it stands"), alt="Measures of the recommendations of this theme")
    for column, one in zip(st.columns(max(2, len(drawn)), gap="large"), drawn, strict=False):
        with column:
            note(plain(one.measure.what))
            charts_proof.measure(one, at.today, key=f"measure_{one.measure.id}")


def _measure(at: Frame, one: Where) -> str:
    rec = at.register.recommendations[one.measure.recommendation_id]
    where = f"{at.review(rec.review_id)} {at.link(plain(rec.ref), 'recommendation', id=rec.id)}"
    return titled(f"**{plain(one.measure.what)}**", where)


def came_back(at: Frame, theme: Theme, told: Story) -> None:
    """What a later review asked again after an earlier one’s was ended: what a meeting decided, what is suggested."""
    section("What came back")
    recs = set(told.recommendations)
    every = show_returned.found(at)
    found = [one for one in every if one.theme == theme.id or {one.recommendation, one.earlier} <= recs]
    cells = [
        (show_returned.asked_again(at, one), show_returned.asked_before(at, one), show_returned.on_what(at, one))
        for one in found[:MOST_ROWS]
    ]
    heads = ("Asked again", "Asked before, and how it was ended", "On what evidence, by whom")
    table(cells, heads, alt="Recommendations of this theme that ask again for what had been ended")
    way = at.link("What came back, of every theme", "themes", view="back")
    some = f"The first {MOST_ROWS} of {len(found):,}. " if len(found) > MOST_ROWS else ""
    note(f"{some}{way}." if found else f"Nothing that was ended came back. {way}.")


def still_open(at: Frame, told: Story) -> None:
    """Every request where something is still to be shown, by recommendation, the least shown first."""
    section("Still open")
    if not told.open:
        st.markdown("Nothing is open." if told.recommendations else "Nothing was asked.")
        return
    show_cell.recommendations(at, told.open)


def learned(at: Frame, told: Story) -> None:
    """Learning that became no recommendation: nobody was asked to act on it."""
    if not told.learning:
        return
    section("Learning with no recommendation")
    cells = [
        (f"¶ {at.review(p.review_id)}, {plain(p.paragraph)}", titled(f"**{plain(p.title)}**", plain(p.summary)))
        for p in told.learning
    ]
    table(cells, ("Where", "What was learned"), alt="Learning points about this theme that became no recommendation")

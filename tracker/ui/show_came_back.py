"""Lessons that a later review raises again after they were closed, assured, claimed or not done; and over the years."""

from collections.abc import Sequence

import streamlit as st

from tracker.rules.dates import MONTHS, plural
from tracker.rules.lessons_over_time import Year, over_time
from tracker.rules.records import Recommendation
from tracker.rules.recurrence import Recurrence, raised_on
from tracker.ui import (
    charts_years,
    desk,
    form_same_lesson,
    show_came_back_elsewhere,
    show_recommendation,
    show_returned,
)
from tracker.ui.forms import said
from tracker.ui.frame import Frame, asked_for
from tracker.ui.look import note, plain, section
from tracker.ui.tables import table

A_PAGE = 25
MOST_OF_ONE = 4
ROWS = ("Reviews", "Recommendations", "Assured", "Came back")
SYMBOLS = ("square-open", "circle-open", "diamond", "triangle-up")


def finding(at: Frame) -> str:
    """The page's title: how many recommendations ask again for what was ended, and what meetings decided of it."""
    found = show_returned.found(at)
    again = len({one.recommendation for one in found})
    decided = len({one.recommendation for one in found if one.decision})
    if not found:
        return show_came_back_elsewhere.finding(at) or "No lesson came back after it was ended"
    what = "recommendation asks again for what was ended before" if again == 1 else (
        "recommendations ask again for what was ended before"
    )  # fmt: skip
    return f"{again} {what}; {decided or 'none'} decided by a meeting"


def came_back(at: Frame) -> None:
    """What came back, one pair where the address names one, how to decide it; then the theme over the years."""
    found = show_returned.found(at)
    pair = next((o for o in found if (o.recommendation, o.earlier) == (asked_for("again"), asked_for("earlier"))), None)
    said("lesson")
    if pair:
        _one(at, pair)
        return
    if theirs := show_came_back_elsewhere.pair(at):
        show_came_back_elsewhere.side_by_side(at, theirs)
        return
    section("What came back")
    if not found:
        st.markdown(_nothing_back(at))
        show_came_back_elsewhere.listed(at)
        plot(at, found, None)
        _without_a_day(at)
        return
    theme, review = _controls(at, found)
    kept = [
        one
        for one in found
        if theme in (None, one.theme) and review in (None, at.register.recommendations[one.recommendation].review_id)
    ]
    _listed(at, found, kept)
    show_came_back_elsewhere.listed(at)
    plot(at, found, theme)
    _without_a_day(at)


def of(at: Frame, rec: Recommendation) -> None:
    """On the page of one recommendation: what it asks for again, and what asked for it again. Nothing where nothing."""
    pairs = [one for one in show_returned.found(at) if rec.id in (one.recommendation, one.earlier)]
    theirs = show_came_back_elsewhere.of(at, rec)
    if not pairs and not theirs:
        return
    section("What came back")
    lines = []
    for one in pairs[:MOST_OF_ONE]:
        again = one.recommendation == rec.id
        other = show_returned.named(at, one.earlier if again else one.recommendation)
        ended = f", which {plain(one.ending.in_words())}" if one.ending and again else ""
        says = f"It asks again for {other}{ended}" if again else f"{other} asked for it again"
        lines.append(f"- {says}. {show_returned.state(one)}. {at.link('Read both', 'themes', **_pair(one))}")
    st.markdown("\n".join([*lines, *theirs]))
    if len(pairs) > MOST_OF_ONE:
        note(f"The nearest {MOST_OF_ONE} of {len(pairs)}. {at.link('All of them', 'themes', view='back')}")


def _controls(at: Frame, found: tuple[Recurrence, ...]) -> tuple[str | None, str | None]:
    themes = {one.theme for one in found}
    recs = at.register.recommendations
    reviews = {recs[one.recommendation].review_id for one in found}
    with st.container(horizontal=True, key="controls_back"):
        theme = desk.pick(
            "Theme", {id_: t.name for id_, t in at.register.themes.items() if id_ in themes}, "theme",
            drops=("from",), empty="Every theme",
        )  # fmt: skip
        review = desk.pick(
            "Review that raised it again",
            {id_: f"{r.subject} ({id_})" for id_, r in at.register.reviews.items() if id_ in reviews}, "review",
            drops=("from",), empty="Every review",
        )  # fmt: skip
    return theme, review


def _listed(at: Frame, found: tuple[Recurrence, ...], kept: list[Recurrence]) -> None:
    asked = asked_for("from") or ""
    start = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 and int(asked) < len(kept) else 0
    page = kept[start : start + A_PAGE]
    decided = sum(one.decision is not None for one in kept)
    again = len({one.recommendation for one in kept})
    with st.container(width=760):
        st.markdown(
            f"**{plural(again, 'recommendation')}** {'asks' if again == 1 else 'ask'} again for what an earlier review "
            "had asked for and its board had ended: closed, assured, claimed, or not doing. "
            f"A meeting has decided {decided} of {plural(len(kept), 'pair')}; the others are suggestions, which nobody "
            "has confirmed."
        )
    cells = [
        (
            show_returned.asked_again(at, one),
            show_returned.asked_before(at, one),
            show_returned.on_what(at, one),
            f"{show_returned.why(one)}  \n{at.link(_to_do(at, one), 'themes', **_pair(one))}",
        )
        for one in page
    ]
    heads = (
        "Asked again",
        "Asked before, and how it was ended",
        "On what evidence, by whom",
        "Why they belong together",
    )
    with st.container(key="even_back"), st.container(key="blocks_back"):
        table(cells, heads, alt="Lessons that came back: decided ones first, then the nearest")
    shown = f"{start + 1} to {start + len(page)} of {plural(len(kept), 'pair')}" if kept else "No pair of these"
    more = start + A_PAGE
    next_ = at.link("The next", "themes", **_here(more)) if more < len(kept) else ""
    first = at.link("The first", "themes", **_here(0)) if start else ""
    note(" · ".join(part for part in (f"{shown}, of {len(found):,} in all.", first, next_) if part))


def _here(start: int) -> dict[str, str | None]:
    return {
        "view": "back",
        "theme": asked_for("theme"),
        "review": asked_for("review"),
        "from": str(start) if start else None,
    }


def _pair(one: Recurrence) -> dict[str, str | None]:
    return {"view": "back", "again": one.recommendation, "earlier": one.earlier}


def _to_do(at: Frame, one: Recurrence) -> str:
    return "Read both side by side" if one.decision or at.is_past else "Read both and decide"


def _one(at: Frame, one: Recurrence) -> None:
    """Both recommendations as printed, how the earlier one was ended, and the decision."""
    section("Is it the same lesson?")
    st.markdown(at.link("Everything that came back", "themes", view="back"))
    left, right = st.columns(2, gap="large")
    for place, head, id_ in ((left, "Asked before", one.earlier), (right, "Asked again", one.recommendation)):
        rec = at.register.recommendations[id_]
        with place:
            st.subheader(head, anchor=False)
            st.markdown(f"{show_returned.named(at, id_)} {plain(rec.title)}")
            day = raised_on(at.register.reviews[rec.review_id])
            note(f"{plain(at.register.reviews[rec.review_id].title)}, {at.day(day) if day else 'day not known'}")
            with st.container(key=f"printed_{'old' if id_ == one.earlier else 'new'}"):
                st.markdown(show_recommendation.printed(rec.text, at.register.parts_of.get(rec.id, ())))
    ended = f"{show_returned.chip(one.ending)} {at.day(one.ending.on)}" if one.ending else "not known"
    table(
        [
            ("**How the earlier one was ended**", ended),
            ("**On what evidence, by whom**", show_returned.on_what(at, one)),
            ("**Why they belong together**", f"{show_returned.state(one)}  \n{show_returned.why(one)}"),
        ],
        ("What", "On record"),
        alt="How the earlier recommendation was ended and why the two belong together",
    )
    if one.decision:
        st.markdown(f"**{plain(one.decision.minute)}** {plain(one.decision.text)}")
    else:
        form_same_lesson.on_page(at, one)


def plot(at: Frame, found: tuple[Recurrence, ...], theme: str | None) -> None:
    """Year by year: reviews, recommendations, assured, came back; as marks with their numbers, and as a table."""
    known = at.register.themes.get(theme or "")
    name = plain(known.name) if known else "Every theme"
    section(f"{name}, year by year")
    years = at.worked_out(lambda: over_time(at.standing, found, theme), "over time", theme)
    if not years:
        st.markdown("No year is known yet.")
        return
    counts = [[_of(year)[n] for year in years] for n in range(len(ROWS))]
    told = "; ".join(_told(row, years, some) for row, some in zip(ROWS, counts, strict=True))
    charts_years.over_years(
        [year.year for year in years], ROWS, counts, SYMBOLS, alt=f"{name}. {told}", key="over_time"
    )
    cells = [
        (
            f"**{y.year}**", f"{plural(y.reviews, 'review')}, {plural(y.recommendations, 'recommendation')}",
            f"{y.assured} assured", f"{y.came_back} came back",
        )
        for y in reversed(years)
    ]  # fmt: skip
    table(cells, ("Year", "Raised", "Assured or closed", "Came back"), alt=f"{name}, the same figures by year")
    note("Assured counts whole recommendations, in the year of their last verification or closing, that are so still.")


def _told(row: str, years: Sequence[Year], some: Sequence[int]) -> str:
    there = [f"{number} in {year.year}" for year, number in zip(years, some, strict=True) if number]
    return f"{row.lower()}: {', '.join(there) or 'none'}"


def _of(year: Year) -> tuple[int, int, int, int]:
    return year.reviews, year.recommendations, year.assured, year.came_back


def _nothing_back(at: Frame) -> str:
    """What was looked for, in words, where nothing came back."""
    days = {id_: day for id_, review in at.register.reviews.items() if (day := raised_on(review))}
    if len(set(days.values())) < 2:
        return "Nobody can say yet: it takes two reviews whose order in time is known."
    return (
        "No lesson came back after it was ended: nothing that an earlier review asked for was closed, assured, claimed "
        "or entered as not being done by the day on which a later review came and asked for it again."
    )


def _without_a_day(at: Frame) -> None:
    """Reviews with no day of publication on record, what stands in for it, and the way to set it."""
    for review in at.register.reviews.values():
        if review.published_on:
            continue
        month, day = review.not_before, raised_on(review)
        if month:
            instead = f"{MONTHS[month.month - 1]} {month.year}, which its text names, stands in for it"
        elif day:
            instead = f"it is not published: {at.day(day)}, when it came to be {review.state.label.lower()}, stands in"
        else:
            instead = "nobody can say whether it came before or after the others"
        way = "" if at.is_past else at.link("Set the day", "reviews", tab="reviews", do="edit", review=review.id)
        note(f"{at.review(review.id)} has no day of publication on record: {instead}. {way}")

"""The papers that are handed over: the subgroup's, an agency's, one recommendation's thread, the year's chapter, a
theme on two pages, a seven-minute briefing."""

from collections.abc import Sequence

import streamlit as st

from tracker.rules.dates import in_words
from tracker.rules.records import Meeting
from tracker.ui import desk
from tracker.ui.frame import Frame
from tracker.ui.look import note, section

KINDS = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}
BRIEFING = ("docx", "pdf")
FIRST_YEAR = 2015


def of_meeting(at: Frame, meeting: Meeting) -> None:
    """The subgroup's paper for one meeting, in three formats."""
    section("The paper for this meeting")
    st.markdown(
        "Where every recommendation stands, what changed, the agenda with its reasons, every date with its moves, who "
        "owes what; once the meeting is held, its decisions."
    )
    day = at.today if at.is_past else min(meeting.ended_on or at.today, at.today)
    st.markdown(ways(at, paper="meeting", meeting=meeting.id))
    note(
        f"As at {in_words(day)}. Made again next year for the same day, it says the same. Who takes it out is recorded."
    )


def others(at: Frame) -> None:
    """The papers that belong to no meeting."""
    section("Other papers")
    st.markdown("**The year’s chapter:** what was asked, done and verified, what changed for children, what came back.")
    year = at.today.year
    for each in (year, year - 1):
        st.markdown(f"{each}: {ways(at, paper='year', year=str(each))}")
    for_a_team(at)
    note(
        "An agency’s sheet stands on its page, a recommendation’s thread on the recommendation. Their logo and Word "
        f"template are set in {at.link('Reviews and agencies', 'reviews', tab='papers')}."
    )


def for_a_team(at: Frame) -> None:
    """What a team or a learning event is given: of a theme, of a review."""
    st.markdown(
        "**For a team or a learning event:** a theme on two pages, and a briefing to talk through in seven minutes."
    )
    themes = {id_: theme.name for id_, theme in at.register.themes.items()}
    reviews = {id_: f"{review.subject} ({id_})" for id_, review in at.register.reviews.items()}
    if not reviews:
        note("There is no review here yet to make them of.")
        return
    with st.container(key="controls_for_a_team"):
        theme = desk.pick("Which theme?", themes, "paper_theme", empty="Choose a theme") if themes else None
        if theme:
            st.markdown(of_theme(at, theme))
        review = desk.pick("Which review?", reviews, "paper_review", empty="Choose a review")
        if review:
            st.markdown(of_review(at, review))


def of_theme(at: Frame, theme_id: str) -> str:
    """The links to what is handed over about a theme. Markdown."""
    pages = ways(at, ("pdf", "docx"), paper="theme", theme=theme_id)
    return f"On two pages: {pages}. Seven-minute briefing: {ways(at, BRIEFING, paper='theme_briefing', theme=theme_id)}"


def of_review(at: Frame, review_id: str) -> str:
    """The links to the briefing on a review. Markdown."""
    return f"Seven-minute briefing: {ways(at, BRIEFING, paper='review_briefing', review=review_id)}"


def ways(at: Frame, kinds: Sequence[str] = tuple(KINDS), **parameters: str) -> str:
    """The links to one paper in its formats. Markdown."""
    links = {KINDS[kind]: at.address(f"export/paper.{kind}", **parameters) for kind in kinds}
    return " · ".join(f"[**{name}**]({address})" for name, address in links.items())

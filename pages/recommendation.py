"""One recommendation: as printed, as agreed, who has done which part, what is in the way, how it came to be."""

import streamlit as st

from tracker.ui import (
    form_theme,
    show_background,
    show_came_back,
    show_intake,
    show_measures,
    show_next_steps,
    show_preview,
    show_suggested,
)
from tracker.ui import show_recommendation as show
from tracker.ui.frame import chosen, head, open_page
from tracker.ui.look import chip, plain

at = open_page()
rec = chosen(at, "recommendation", at.register.recommendations, back="recommendations")
rating = at.standing.recommendation_ratings[rec.id]
show.neighbours(at, rec)
head(at, show.finding(at, rec), at.review(rec.review_id))
st.markdown(f"{chip(rating.brag, 'full')} {plain(rating.reason)}. A recommendation is as its worst part.")

text, agreed = st.columns([7, 5], gap="large")
with text:
    show.as_printed(at, rec)
    show_intake.of(at, rec)
with agreed:
    show.as_agreed(at, rec)

show.part_by_agency(at, rec)
show.actions(at, rec)
show_preview.choose(at, at.register.files_of_recommendation(rec.id), key=rec.id)
show_measures.draw(at, rec)
show_next_steps.allowed_moves(at, rec)

way, stood = st.columns([7, 5], gap="large")
with way:
    show_next_steps.closing(at, rec)
with stood:
    show_background.how_it_stood(at, rec)

about, other = st.columns([7, 5], gap="large")
with about:
    show_suggested.themes(at, rec)
    form_theme.draw(at, rec)
with other:
    show_background.elsewhere(at, rec)
    show_came_back.of(at, rec)

show_background.history(at, rec)

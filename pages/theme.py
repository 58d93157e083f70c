"""One theme: what it means, what was asked over the years, done and shown, whether it helped, came back, is open."""

import streamlit as st

from tracker.ui import show_theme as show
from tracker.ui.desk_papers import of_theme
from tracker.ui.frame import chosen, head, open_page
from tracker.ui.look import note

at = open_page()
theme = chosen(at, "theme", at.register.themes, back="themes")
told = show.of(at, theme)
note(f"{at.link('The map of themes', 'themes')} · {at.link('Its rows on the map', 'themes', theme=theme.id)}")
head(at, show.finding(theme, told))
with st.container(key="controls_handouts"):
    note(f"To hand round. {of_theme(at, theme.id)}")
show.meaning(at, theme, told)
show.years(at, theme, told)
show.done(at, told)
show.helped(at, told)
show.came_back(at, theme, told)
show.still_open(at, told)
show.learned(at, told)

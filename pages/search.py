"""Search: words, phrases and near spellings in everything that the register and its evidence files say."""

from tracker.ui import show_search as show
from tracker.ui.frame import head, open_page

at = open_page()
asked = show.asked(at)
found = show.find(at, asked)
head(at, show.finding(found), show.scope(at, asked))
show.controls(at)
show.explain(at, found)
show.listed(at, found, asked)

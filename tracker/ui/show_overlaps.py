"""Pairs of recommendations that ask for the same: one to answer, all of them in a list, and what they join."""

import streamlit as st

from tracker.rules.dates import plural
from tracker.rules.judged import EVERY, ORDER, WAITS, Pair, Wanted, serving_both, why_together
from tracker.rules.words import Sameness, Strength
from tracker.ui import desk, form_overlap, show_joined, show_pair
from tracker.ui.form_overlap import A_PAGE, PAGE
from tracker.ui.forms import said
from tracker.ui.frame import Frame, asked_for
from tracker.ui.look import note, plain, section, soft, titled
from tracker.ui.show_pair import answer_chip, every_pair, strength_chip
from tracker.ui.show_returned import alike
from tracker.ui.tables import rows


def shared(at: Frame) -> None:
    """The filters, one pair to look at and answer, the list, and what is joined to what."""
    every = every_pair(at)
    waiting = sum(pair.answer is None for pair in every)
    section(_finding(waiting, len(every)))
    said(form_overlap.SAYS)
    if not every:
        st.markdown("No two reviews here ask for the same thing, as far as the tracker can tell.")
        form_overlap.put_together(at)
        return
    with st.container(width=760):
        st.markdown(
            "Where two reviews ask for the same thing, one change can answer both, or the first answer did not hold. "
            "The tracker finds what is alike in themes and words; it understands no text. **A person decides**, and "
            "what was decided is never changed by the tracker nor asked again."
        )
    wanted = _filters(at, every, waiting)
    like = alike(at)
    found = at.worked_out(lambda: [pair for pair in every if wanted.keeps(at.register, pair)], "pairs", wanted, like)
    open_ = _open(at, every, found)
    if open_:
        show_pair.draw(at, open_)
        form_overlap.draw(at, open_, found)
    _listed(at, wanted, found, open_)
    form_overlap.put_together(at)
    show_joined.draw(at, found if found else list(every))


def _finding(waiting: int, every: int) -> str:
    if waiting:
        is_ = "waits" if waiting == 1 else "wait"
        return f"{plural(waiting, 'pair')} of recommendations {is_} for a person’s answer"
    return "Recommendations that ask for the same thing" + (": every pair is answered" if every else "")


def _filters(at: Frame, every: tuple[Pair, ...], waiting: int) -> Wanted:
    """What is asked for, in the address."""
    register, drops = at.register, ("pair", PAGE)
    ids = {register.recommendations[id_].review_id for pair in every for id_ in (pair.a, pair.b)}
    reviews = {id_: review.subject for id_, review in register.reviews.items() if id_ in ids}
    used = {theme for pair in every for theme in pair.themes}
    themes = {id_: theme.name for id_, theme in register.themes.items() if id_ in used}
    counted = {answer: sum(pair.answer == answer for pair in every) for answer in ORDER}
    answers = {WAITS: f"Waiting ({waiting:,})"}
    answers |= {a.value: f"{a.label} ({number:,})" for a, number in counted.items()}
    answers[EVERY] = f"All ({len(every):,})"
    with st.container(key="controls_answered"):
        answer = desk.segments("Answer", answers, "answer", first=WAITS if waiting else EVERY, drops=drops)
    with st.container(horizontal=True, key="controls_pairs", vertical_alignment="bottom"):
        review = desk.pick("Review", reviews, "review", drops=drops, empty="Every review", width=200)
        other = None
        if len(reviews) > 2:
            rest = {id_: subject for id_, subject in reviews.items() if id_ != review}
            other = desk.pick("With", rest, "with", drops=drops, empty="Every other", width=200)
        theme = desk.pick("Theme", themes, "theme", drops=drops, empty="Every theme", width=250)
        strengths = {one.value: one.label for one in Strength}
        strength = desk.pick("How near", strengths, "strength", drops=drops, empty="Strong and possible", width=200)
    return Wanted(review, theme, strength, None if answer == EVERY else answer, other)


def _open(at: Frame, every: tuple[Pair, ...], found: list[Pair]) -> Pair | None:
    """The pair that the address names, found or not; else the first of the list."""
    asked = asked_for("pair")
    named = next((pair for pair in every if pair.id == asked), None) or show_pair.put_together(at, asked)
    return named or (found[0] if found else None)


def _listed(at: Frame, wanted: Wanted, found: list[Pair], open_: Pair | None) -> None:
    words = wanted.in_words(at.register)
    many = plural(len(found), "pair")
    st.subheader(f"{many}{', ' + plain(words) if words else ''}, nearest first", anchor=False)
    if not found:
        st.markdown(f"No pair matches. {at.link('Show every pair', 'themes', view='overlaps', answer=EVERY)}")
        return
    pages = -(-len(found) // A_PAGE)
    asked = st.query_params.get(PAGE, "1")
    page = min(max(int(asked[:6]), 1), pages) if asked.isascii() and asked.isdecimal() else 1
    if pages > 1:
        with st.container(key="controls_pages"):
            key = f"address:{PAGE}:{page}:{pages}"
            st.pagination(pages, default=page, key=key, on_change=_to_page, args=(key,))
    first = (page - 1) * A_PAGE
    cells = [_row(at, pair, open_) for pair in found[first : first + A_PAGE]]
    heads = ("Pair", "What both ask", "How near", "Answer")
    rows(cells, heads, alt="Pairs of recommendations with why, how near and the answer", key="rows_pairs")
    if pages > 1:
        note(f"{first + 1:,} to {first + len(cells):,} of {len(found):,}.")


def _to_page(key: str) -> None:
    desk.go(**{PAGE: str(st.session_state[key]), "pair": None})


def _row(at: Frame, pair: Pair, open_: Pair | None) -> tuple[str, str, str, str]:
    a, b = show_pair.earlier_first(at, pair)
    same_page = {name: asked_for(name) for name in ("answer", "review", "with", "theme", "strength", PAGE)}
    here = open_ is not None and open_.id == pair.id
    look = "shown above" if here else at.link("Compare", "themes", view="overlaps", pair=pair.id, **same_page)
    titles = f"**{at.review(a.review_id)} {plain(a.ref)}** {plain(a.title)}  \n"
    titles += f"**{at.review(b.review_id)} {plain(b.ref)}** {plain(b.title)}"
    both = serving_both(at.register, pair) if pair.answer == Sameness.SAME else ()
    serve = f"{plural(len(both), 'action')} {'serves' if len(both) == 1 else 'serve'} both" if both else ""
    if pair.answer == Sameness.SAME and not both:
        serve = "no action serves both yet"
    why = plain(why_together(at.register, pair))
    by = show_pair.said_by(at, pair)
    return look, titled(titles, why), strength_chip(pair) or soft("not found"), titled(answer_chip(pair), by, serve)

"""The suggestions that wait: each with its text, the words that led to it marked, and one press to answer it."""

import streamlit as st

from tracker.commands import themes
from tracker.queries.suggesting import Suggestions
from tracker.rules.dates import first_words, list_in_words, plural
from tracker.rules.records import LearningTheme, ThemeLink
from tracker.rules.theme_subjects import Subject, SubjectKind, every_subject
from tracker.ui import desk
from tracker.ui.form_theme import add, answer
from tracker.ui.forms import Form, may, may_or_say, on_record, said
from tracker.ui.frame import Frame, asked_for
from tracker.ui.look import note, plain, section
from tracker.ui.show_suggested import confirmed_names, marked, named, suggestion, waiting

GROUP = "suggestions"
A_PAGE = 8
LONGEST = 700
MOST_SILENT = 20
MOST_TO_CHOOSE = 2_000
"""Of more, a browser would be sent a list of megabytes with every click."""
KINDS = {
    SubjectKind.RECOMMENDATION: "Recommendations",
    SubjectKind.LEARNING_POINT: "Learning with no recommendation",
    SubjectKind.PART: "Parts",
}


def draw(at: Frame) -> None:
    """What waits, of one kind and review at a time, and what nothing is suggested for."""
    found = waiting(at)
    are = "suggestion waits" if found.number == 1 else "suggestions wait"
    section(f"{found.number:,} {are} for an answer" if found.number else "No suggestion waits for an answer")
    note(
        "The tracker found words of a theme in the text. That counts for nothing until a person says so. What you "
        "reject is suggested no more, and what is confirmed the tracker never changes."
    )
    said(GROUP)
    _silent(at, found)
    if found.number:
        _queue(at, found)
    if may_or_say(at, "confirm_theme"):
        _yours(at)
        _by_hand(at)


def _queue(at: Frame, found: Suggestions) -> None:
    counts = {kind: found.number_of(kind) for kind in KINDS}
    words = {kind.value: f"{KINDS[kind]} ({counts[kind]:,})" for kind in KINDS if counts[kind]}
    reviews = {id_: review.subject for id_, review in at.register.reviews.items()}
    names = {t.id: t.name for t in at.register.themes.values() if t.retired_on is None}
    with st.container(horizontal=True, key="controls_waiting", vertical_alignment="bottom"):
        kind = desk.segments("Of what", words, "of", first=next(iter(words)), drops=("page",))
        review = desk.pick("Review", reviews, "review", empty="Every review", width=220, drops=("page",))
        theme = desk.pick("Theme", names, "theme", empty="Every theme", width=300, drops=("page",))
    ids = [
        id_ for id_, ones in found.waiting.items()
        if found.subjects[id_].kind == kind
        and review in (None, found.subjects[id_].review_id)
        and (theme is None or any(one.theme_id == theme for one in ones))
    ]  # fmt: skip
    if not ids:
        st.markdown("None of these waits here. Choose another review or theme.")
        return
    for id_ in _page(ids):
        _one(at, found, found.subjects[id_])


def _page(ids: list[str]) -> list[str]:
    pages = -(-len(ids) // A_PAGE)
    asked = asked_for("page") or "1"
    page = min(max(int(asked[:6]), 1), pages) if asked.isascii() and asked.isdecimal() else 1
    if pages > 1:
        with st.container(key="controls_waiting_pages"):
            key = f"address:waiting:{page}:{pages}"
            st.pagination(pages, default=page, key=key, on_change=_to_page, args=(key,))
    return ids[(page - 1) * A_PAGE : page * A_PAGE]


def _to_page(key: str) -> None:
    desk.go(page=str(st.session_state[key]))


def _one(at: Frame, found: Suggestions, subject: Subject) -> None:
    """One thing with its text, and beside it each of its suggestions."""
    ones = found.waiting[subject.id]
    text, answers = st.columns([7, 5], gap="large")
    with text:
        st.markdown(named(at, subject))
        printed = subject.kind != SubjectKind.LEARNING_POINT
        with st.container(key=f"printed_{subject.id}" if printed else f"summary_{subject.id}", width=720):
            st.markdown(marked(first_words(subject.text, LONGEST), ones))
    with answers:
        if already := confirmed_names(at, subject):
            note(f"✓ Confirmed already: {plain(list_in_words(already))}.")
        for one in ones:
            st.markdown(suggestion(at, one))
            if may(at, "confirm_theme"):
                answer(at, subject, one, GROUP)


def _silent(at: Frame, found: Suggestions) -> None:
    """What has no theme, and whose words suggest none: it is never left unsaid."""
    if not found.silent:
        return
    lines = [f"- {named(at, found.subjects[id_])}" for id_ in found.silent[:MOST_SILENT]]
    more = f"\n- and {len(found.silent) - MOST_SILENT:,} more" if len(found.silent) > MOST_SILENT else ""
    have = "has" if len(found.silent) == 1 else "have"
    st.markdown(f"**{len(found.silent):,} {have} no theme, and the words suggest none:**\n" + "\n".join(lines) + more)


def _yours(at: Frame) -> None:
    """What this person answered today, each to be taken back with one press."""
    register, me = at.now.register, at.who.id if at.who else ""
    links: list[ThemeLink | LearningTheme] = [*register.theme_links.values(), *register.learning_themes.values()]
    mine = [
        link for link in links
        if (link.confirmed_by, link.confirmed_on) == (me, at.now.today)
        or (link.rejected_by, link.rejected_on) == (me, at.now.today)
    ]  # fmt: skip
    if not mine:
        return
    subjects = {one.id: one for one in every_subject(register)}
    with st.expander(f"Your answers today: {plural(len(mine), 'answer')}"):
        for link in mine[-A_PAGE:]:
            subject = subjects.get(link.id.rpartition("|")[0])
            if subject is None:
                continue
            word = "✓ Confirmed" if link.confirmed else "✕ Rejected"
            name = register.themes[link.theme_id].name
            st.markdown(f"{word}: **{plain(name)}**, for {named(at, subject)}")
            form = Form(at, f"theme:back:{link.id}", says=GROUP)
            form.send(
                f"Take back: {name}, {subject.name}", "Not taken back", themes.take_back,
                lambda gone: f"**Taken back.** {plain(register.themes[gone.theme_id].name)} may be suggested again. "
                f"{on_record(at)}",
                primary=False, **subject.facts, theme_id=link.theme_id,
            )  # fmt: skip


def _by_hand(at: Frame) -> None:
    review = asked_for("review")
    of = {one.id: one for one in every_subject(at.now.register) if review in (None, one.review_id)}
    with st.expander("Add a theme that is not suggested"):
        if not 0 < len(of) <= MOST_TO_CHOOSE:
            way = at.link("the page of the recommendation", "recommendations", review=review)
            st.markdown(f"There are {len(of):,} texts to choose from. Choose a review above, or go to {way}.")
            return
        add(at, of, "theme:by_hand", GROUP)

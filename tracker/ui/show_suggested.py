"""How a theme is shown: what a person confirmed and what the tracker suggests are told apart in word and in shape."""

import re

import streamlit as st

from tracker.queries.suggesting import Suggestions, suggestions, suggestions_of
from tracker.rules.dates import in_words
from tracker.rules.records import Recommendation, Theme, ThemeLink
from tracker.rules.theme_subjects import STRONG, Subject, SubjectKind, links_of, subjects_of
from tracker.themes.suggest import FLOOR, Suggested, pattern
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft, titled

CONFIRMED = ":gray-badge[✓\u00a0Confirmed]"
SUGGESTED = ":violet-badge[?\u00a0Suggested]"
FIRST_DATA = "came with the first data"


def waiting(at: Frame) -> Suggestions:
    """Every suggestion that waits, as the register stood on the day asked for."""
    with st.spinner("Looking for themes in every text …"):
        return suggestions(at.engine, at.standing, sight=at.sight)


def themes(at: Frame, rec: Recommendation) -> None:
    """What a recommendation and its parts are about: what was confirmed with each theme's definition, what is only
    suggested with its reason."""
    section("What it is about")
    found = suggestions_of(at.engine, at.standing, rec.id, sight=at.sight)
    whole, *parts = subjects_of(at.register, rec)
    for link in _confirmed(at, whole):
        theme = at.register.themes[link.theme_id]
        name = at.link(f"**{plain(theme.name)}**", "theme", id=theme.id)
        st.markdown(titled(f"{CONFIRMED} {name}", plain(theme.definition), confirmed_by(at, link)))
    for one in found.waiting.get(whole.id, ()):
        st.markdown(suggestion(at, one))
    for part in parts:
        _part(at, part, found)
    if not _confirmed(at, whole) and whole.id not in found.waiting:
        st.markdown("**No theme yet**, and its words suggest none. Somebody has to say what it is about.")
    if found.waiting:
        note("A suggestion is the tracker’s, from words in the text. It counts for nothing until a person confirms it.")


def _part(at: Frame, part: Subject, found: Suggestions) -> None:
    held = [at.link(plain(at.register.themes[o.theme_id].name), "theme", id=o.theme_id) for o in _confirmed(at, part)]
    ideas = [
        f"{plain(at.register.themes[one.theme_id].name)} ({strength(one)})" for one in found.waiting.get(part.id, ())
    ]
    lines = ([f"{CONFIRMED} {', '.join(held)}"] if held else []) + (
        [f"{SUGGESTED} {', '.join(ideas)}"] if ideas else []
    )
    if lines:
        st.markdown("  \n".join([f"**Part {plain(part.name)}**", *lines]))


def _confirmed(at: Frame, subject: Subject) -> list[ThemeLink]:
    return [link for link in links_of(at.register, subject).values() if link.confirmed]


def confirmed_names(at: Frame, subject: Subject) -> list[str]:
    """The names of the themes that somebody confirmed of it."""
    return [at.register.themes[link.theme_id].name for link in _confirmed(at, subject)]


def suggestion(at: Frame, one: Suggested) -> str:
    """A suggestion as Markdown: the theme, how strong, and the words that led to it."""
    theme: Theme = at.register.themes[one.theme_id]
    name = at.link(f"**{plain(theme.name)}**", "theme", id=theme.id)
    return titled(f"{SUGGESTED} {name}", f"{strength(one)}{_by_words(one)}")


def strength(one: Suggested) -> str:
    """How sure the tracker is, in words with the number: "strong, 0.82"."""
    word = "strong" if one.score >= STRONG else "possible" if one.score >= FLOOR else "a guess"
    return f"{word}, {one.score:.2f}"


def _by_words(one: Suggested) -> str:
    said = ", ".join(f"“{plain(cue)}”" for cue in one.cues[:5])
    return f", by the words {said}" if said else ""


def confirmed_by(at: Frame, link: ThemeLink) -> str:
    """Who confirmed a theme, and when."""
    if link.confirmed_on is None:
        return ""
    on = in_words(link.confirmed_on, at.today)
    if link.confirmed_by == "system":
        return f"{FIRST_DATA}, {on}"
    person = at.now.register.people.get(link.confirmed_by or "")
    return f"confirmed by {plain(person.name if person else link.confirmed_by or '')} on {on}"


def named(at: Frame, subject: Subject) -> str:
    """A recommendation, part or learning point, as a link where it has a page: "Child K 10.2.3 Title"."""
    said = f"{at.review(subject.review_id)} {plain(subject.name)}"
    if subject.kind == SubjectKind.LEARNING_POINT:
        return f"**{said}** {plain(subject.title)} {soft('(learning with no recommendation)')}"
    return f"{at.link(f'**{said}**', 'recommendation', id=subject.recommendation_id)} {plain(subject.title)}"


def marked(text: str, found: tuple[Suggested, ...]) -> str:
    """A text as Markdown with the words that led to the suggestions in bold."""
    said = " ".join(text.split())
    places = sorted(place.span() for one in found for cue in one.cues for place in pattern(cue).finditer(said))
    parts, end = list[str](), 0
    for start, stop in places:
        if start >= end:
            parts += [_kept(said[end:start]), f"**{plain(said[start:stop])}**"]
            end = stop
    return "".join([*parts, _kept(said[end:])])


def _kept(text: str) -> str:
    """Plain words with the blanks at their ends, which `plain` takes off."""
    inner = plain(text)
    before, after = re.match(r"\s*", text), re.search(r"\s*$", text)
    if not text.strip():
        return " " if text else ""
    return (" " if before and before.group() else "") + inner + (" " if after and after.group() else "")

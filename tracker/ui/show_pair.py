"""Two recommendations side by side: what each asks, with the words that both say marked, and how each stands."""

import re
from datetime import date
from html import escape

import streamlit as st

from tracker.rules.dates import NO_BREAK_SPACE, in_words, list_in_words, plural
from tracker.rules.judged import Pair, pair_id, pairs, why_together
from tracker.rules.lifecycle import VERIFIED
from tracker.rules.records import Recommendation
from tracker.rules.shared_words import Span, shared_spans
from tracker.rules.words import Sameness, Strength
from tracker.ui.forms import name_of
from tracker.ui.frame import Frame
from tracker.ui.look import chip, note, plain, soft
from tracker.ui.show_returned import alike

SIGN = {Sameness.SAME: "=", Sameness.RELATED: "≈", Sameness.NOT_RELATED: "≠"}
FILLED = {Strength.STRONG: "●●", Strength.POSSIBLE: "●○"}
MOST_OWNERS, LONGEST_DAY = 4, 20
LINE = re.compile(r"•?[^\n•]+")


def every_pair(at: Frame) -> tuple[Pair, ...]:
    """Every pair that was found or answered, worked out once for each state of the register."""
    like = alike(at)
    return at.worked_out(lambda: pairs(at.register, like.pairs), "pairs", like)


def answer_chip(pair: Pair) -> str:
    """What a person said, as a chip with a sign and a word; where nobody did, no chip: "waits"."""
    if pair.answer is None:
        return soft("waits for an answer")
    return f":gray-badge[{SIGN[pair.answer]}{NO_BREAK_SPACE}{pair.answer.label}]"


def strength_chip(pair: Pair) -> str:
    """How near the tracker finds the two, with its score; nothing where it does not."""
    if pair.strength is None or pair.score is None:
        return ""
    return f"{FILLED[pair.strength]}{NO_BREAK_SPACE}{pair.strength.label}, {pair.score:.2f}"


def said_by(at: Frame, pair: Pair) -> str:
    """Who answered, and when, as Markdown; nothing where nobody did."""
    if pair.judged is None:
        return ""
    return f"{plain(name_of(at.now.register, pair.judged.judged_by))}, {at.day(pair.judged.judged_on)}"


def earlier_first(at: Frame, pair: Pair) -> tuple[Recommendation, Recommendation]:
    """The two recommendations, that of the review published first before the other."""
    recs, reviews = at.register.recommendations, at.register.reviews
    one, other = sorted((recs[pair.a], recs[pair.b]), key=lambda rec: reviews[rec.review_id].not_before or date.max)
    return one, other


def put_together(at: Frame, id_: str | None) -> Pair | None:
    """The pair that an id names though nobody found or answered it; None where that is no pair of this register."""
    a, _, b = (id_ or "").partition("|")
    recs = at.register.recommendations
    if a not in recs or b not in recs or recs[a].review_id == recs[b].review_id or pair_id(a, b) != id_:
        return None
    one, other = ({link.theme_id for link in at.register.links_of.get(x, ())} for x in (a, b))
    return Pair(a, b, tuple(theme for theme in at.register.themes if theme in one & other))


def draw(at: Frame, pair: Pair) -> None:
    """Both texts beside each other, why they stand together, and what was answered."""
    a, b = earlier_first(at, pair)
    spans = shared_spans(a.text, b.text)
    name = f"{at.review(a.review_id)} {plain(a.ref)} and {at.review(b.review_id)} {plain(b.ref)}"
    st.subheader(f"{name} side by side", anchor=False)
    found = strength_chip(pair)
    tracker = f"The tracker: {found}. " if found else "The tracker does not find them near. "
    st.markdown(f"{tracker}{plain(why_together(at.register, pair))}.")
    if pair.judged:
        reason = f" “{plain(pair.judged.reason)}”" if pair.judged.reason else ""
        st.markdown(f"{answer_chip(pair)} said {said_by(at, pair)}.{reason}")
    for column, rec, marks in zip(st.columns(2, gap="large"), (a, b), spans, strict=True):
        with column:
            _one(at, rec, marks)
    if any(spans):
        note("Shaded and underlined: words that both say, apart from those that nearly every recommendation says.")


def _one(at: Frame, rec: Recommendation, marks: tuple[Span, ...]) -> None:
    register = at.register
    rating = at.standing.recommendation_ratings[rec.id]
    review = register.reviews[rec.review_id]
    day = in_words(review.published_on) if review.published_on else review.published_text or ""
    when = f", published {plain(day)}" if day and len(day) <= LONGEST_DAY else ""
    title = at.link(f"**{at.review(review.id)} {plain(rec.ref)}**", "recommendation", id=rec.id)
    st.markdown(f"{title}{when}  \n{plain(rec.title)}")
    st.html("".join(_paragraphs(rec.text, marks)))
    owners = [at.agency(id_) for id_ in register.owners_of(rec.id)]
    if len(owners) > MOST_OWNERS:
        owners = [*owners[: MOST_OWNERS - 1], f"{len(owners) - MOST_OWNERS + 1} more"]
    files = register.files_of_recommendation(rec.id)
    done = sum(at.standing.statuses[file.action.id] in VERIFIED for file in files)
    acted = f"{done} of {plural(len(files), 'action')} assured" if files else "no action"
    closed = f", closed {at.day(rec.closed_on)}" if rec.closed_on else ""
    asked = list_in_words(owners) or "nobody"
    st.markdown(f"{chip(rating.brag)} {plain(rating.reason)}.  \n:gray[Asked: {asked} · {acted}{closed}]")


def _paragraphs(text: str, marks: tuple[Span, ...]) -> list[str]:
    """A text as paragraphs of HTML, a bullet at the beginning of its own, with the marked words marked."""
    found = []
    for line in LINE.finditer(text):
        if line.group().strip(" •"):
            found.append(f'<p class="source both">{_marked(text, line.start(), line.end(), marks)}</p>')
    return found


def _marked(text: str, start: int, end: int, marks: tuple[Span, ...]) -> str:
    words, at = "", start
    for first, last in marks:
        if first >= start and last <= end:
            words += f"{escape(text[at:first])}<mark>{escape(text[first:last])}</mark>"
            at = last
    return words + escape(text[at:end])

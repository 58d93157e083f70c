"""Lessons that another board had before: of its published review what it asked for, whose it was and when, no more."""

import streamlit as st

from tracker.queries.boards import elsewhere
from tracker.rules.across import Elsewhere
from tracker.rules.dates import NO_BREAK_SPACE, plural
from tracker.rules.records import Recommendation
from tracker.rules.recurrence import Recurrence
from tracker.ui import show_recommendation
from tracker.ui.frame import Frame, asked_for
from tracker.ui.look import note, plain, section, titled
from tracker.ui.tables import table

MOST, MOST_OF_ONE = 30, 3
MARK = f":violet-badge[◇{NO_BREAK_SPACE}Another board’s]"


def found(at: Frame) -> Elsewhere | None:
    """What other boards published; nothing for whoever sees them all, and nothing of a past day."""
    return None if at.sight.boards is None or at.is_past else elsewhere(at.engine, sight=at.sight)


def finding(at: Frame) -> str | None:
    """ "2 recommendations ask again for what another board had closed"; nothing where none does."""
    there = found(at)
    again = len({one.recommendation for one in there.returned}) if there else 0
    asks = "asks" if again == 1 else "ask"
    return f"{plural(again, 'recommendation')} {asks} again for what another board had closed" if again else None


def pair(at: Frame) -> Recurrence | None:
    """The pair that the address names, where the earlier of the two is another board's."""
    there, named = found(at), (asked_for("again"), asked_for("earlier"))
    return next((o for o in there.returned if (o.recommendation, o.earlier) == named), None) if there else None


def listed(at: Frame) -> None:
    """What came back that another board had closed, under what came back of one's own. Nothing where there is nothing
    to compare with."""
    there = found(at)
    if there is None:
        return
    section("Asked before by other boards")
    if not there.returned:
        note("No recommendation here asks again for what another board had asked for in a published review and closed.")
        return
    again = len({one.recommendation for one in there.returned})
    note(
        f"{plural(again, 'recommendation')} {'asks' if again == 1 else 'ask'} again for what another board had asked "
        "for in a published review and had closed by then. How it was closed, and on what, is theirs to tell."
    )
    cells = [_line(at, there, one) for one in there.returned[:MOST]]
    heads = ("Asked again", "Asked before, by another board", "Why they belong together")
    with st.container(key="even_elsewhere"), st.container(key="blocks_elsewhere"):
        table(cells, heads, alt="What asks again for what another board had closed")
    if len(there.returned) > MOST:
        note(f"The nearest {MOST} of {len(there.returned):,}.")


def of(at: Frame, rec: Recommendation) -> list[str]:
    """On the page of one recommendation: what it asks for again that another board had closed, a line each."""
    there = found(at)
    some = [one for one in there.returned if one.recommendation == rec.id] if there else []
    return [
        f"- {MARK} It asks again for {_whose(at, there, one)}. {_read(at, one)}" for one in some[:MOST_OF_ONE] if there
    ]


def side_by_side(at: Frame, one: Recurrence) -> None:
    """Both recommendations as printed: one's own and the other board's."""
    there = found(at)
    assert there is not None, "the pair was found in it"
    section("Asked before by another board")
    st.markdown(at.link("Everything that came back", "themes", view="back"))
    left, right = st.columns(2, gap="large")
    for place, heading, id_ in ((left, "Asked before", one.earlier), (right, "Asked again", one.recommendation)):
        rec = there.register.recommendations[id_]
        with place:
            st.subheader(heading, anchor=False)
            if id_ == one.earlier:
                st.markdown(f"{MARK}  \n{_whose(at, there, one)}")
            else:
                st.markdown(_own(at, there, one))
            with st.container(key=f"printed_{'old' if id_ == one.earlier else 'new'}"):
                st.markdown(show_recommendation.printed(rec.text, there.register.parts_of.get(rec.id, ())))
    note(f"{one.likeness}. {plain(one.why)}. {_themes(at, there, one)}".rstrip())


def _line(at: Frame, there: Elsewhere, one: Recurrence) -> tuple[str, str, str]:
    why = titled(plain(one.why), plain(one.likeness), _themes(at, there, one))
    return _own(at, there, one), f"{MARK}  \n{_whose(at, there, one)}", f"{why}  \n{_read(at, one)}"


def _own(at: Frame, there: Elsewhere, one: Recurrence) -> str:
    rec = there.register.recommendations[one.recommendation]
    ref = at.link(f"**{plain(rec.ref)}**", "recommendation", id=rec.id)
    return f"{at.review(rec.review_id)} {ref} {plain(rec.title)}"


def _whose(at: Frame, there: Elsewhere, one: Recurrence) -> str:
    """The other board's recommendation: what it is called, of which review, whose, and when."""
    rec = there.register.recommendations[one.earlier]
    review = there.register.reviews[rec.review_id]
    board = there.register.boards[review.board_id]
    year = f", {review.not_before.year}" if review.not_before else ""
    return titled(
        f"{plain(review.subject)} **{plain(rec.ref)}** {plain(rec.title)}",
        f"{plain(board.name)}, {plain(review.title)}{year}",
    )


def _themes(at: Frame, there: Elsewhere, one: Recurrence) -> str:
    ids = [link.theme_id for link in there.register.links_of.get(one.earlier, ()) if link.confirmed]
    names = [plain(at.register.themes[id_].name) for id_ in dict.fromkeys(ids) if id_ in at.register.themes]
    return f"Its themes: {', '.join(names)}" if names else ""


def _read(at: Frame, one: Recurrence) -> str:
    return at.link("Read both", "themes", view="back", again=one.recommendation, earlier=one.earlier)

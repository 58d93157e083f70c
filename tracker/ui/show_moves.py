"""Every move of every date: from, to, why, who asked, who agreed, and whether the date had passed already."""

import streamlit as st

from tracker.rules import slippage
from tracker.rules.dates import first_words, plural
from tracker.rules.records import ActionFile
from tracker.rules.slippage import Move, Slipped
from tracker.ui import desk
from tracker.ui.forms import name_of
from tracker.ui.frame import Frame, asked_for
from tracker.ui.look import note, plain, section, soft, titled
from tracker.ui.show_overdue import known
from tracker.ui.tables import recommendation_links, rows, table

MOST = 100
SHOWS = {"late": "Agreed when already late", "all": "Every move"}


def in_scope(at: Frame) -> tuple[ActionFile, ...]:
    """Every action of the agency and the review in the address, late or not."""
    agency, review = known(at, "agency"), known(at, "review")
    return tuple(
        f
        for f in at.register.files.values()
        if (agency is None or at.standing.same_body(agency, f.action.owner_id)) and review in (None, f.action.review_id)
    )


def sentence(at: Frame) -> None:
    """What the moves hide, in words that no extension makes untrue."""
    scope = known(at, "agency"), known(at, "review")
    found = at.worked_out(lambda: slippage.slipped(at.standing, in_scope(at)), "slipped", *scope)
    with st.container(width=760):
        st.markdown(plain(found.in_words))


def draw(at: Frame) -> None:
    """The moves, the newest first, and how often each agency's were late already."""

    def make() -> tuple[Move, ...]:
        return tuple(move for file in in_scope(at) for move in slippage.moves(file))

    found = at.worked_out(make, "moves", known(at, "agency"), known(at, "review"))
    section(f"How dates were moved: {plural(len(found), 'move')}")
    if not found:
        st.markdown("No date was ever moved.")
        return
    with st.container(key="controls_moves"):
        which = desk.segments("Which moves?", SHOWS, "moves", first="late")
    some = [move for move in found if which == "all" or move.already_late]
    some.sort(key=lambda move: (move.agreed_on, move.action_id), reverse=True)
    heads = ("Agreed", "Action and reason", "From and to", "Who")
    if some:
        rows([_move(at, move) for move in some[:MOST]], heads, alt="Moves of dates, the newest first", key="rows_moves")
    else:
        st.markdown("No move was agreed after its date had passed.")
    if len(some) > MOST:
        note(f"The newest {MOST} of {len(some):,}: choose an agency or a review to see the others.")
    if not asked_for("agency"):
        _by_agency(at)


def _move(at: Frame, move: Move) -> tuple[str, str, str, str]:
    file = at.register.files[move.action_id]
    name = f"{recommendation_links(at, file)}\u2002{plain(first_words(file.action.title, 120))}"
    asked = plain(name_of(at.now.register, move.asked_by))
    agreed = plain(name_of(at.now.register, move.agreed_by))
    late = f"**{plural(move.days_after, 'day').replace(' ', chr(160))} late**" if move.already_late else "in time"
    return (
        titled(at.day(move.agreed_on), late),
        titled(f"{name}, {at.agency(move.owner_id)}", f"“{plain(move.reason)}”"),
        f"{at.day(move.from_due)} → **{at.day(move.to_due)}**",
        titled(f"asked by {asked}", f"agreed by {agreed}"),
    )


def _by_agency(at: Frame) -> None:
    every = at.worked_out(lambda: slippage.by_agency(at.standing), "slipped by agency")
    moved = {id_: one for id_, one in every.items() if one.moves}
    order = sorted(moved, key=lambda id_: (-moved[id_].already_late, -moved[id_].days, at.agency(id_)))
    cells = [_agency(at, id_, moved[id_]) for id_ in order]
    table(cells, ("Agency", "Moves", "Already late", "Slipped"), alt="Moves of dates by agency")


def _agency(at: Frame, id_: str, one: Slipped) -> tuple[str, str, str, str]:
    return (
        at.link(f"**{at.agency(id_)}**", "overdue", agency=id_, moves="all"),
        f"{plural(one.moves, 'move')} of {plural(one.moved, 'date')}",
        f"{one.already_late} when already late" if one.already_late else soft("none when already late"),
        f"{plural(one.days, 'day')} in all",
    )

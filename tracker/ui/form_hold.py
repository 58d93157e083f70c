"""Legal holds: those that stand and those that were lifted, the form that places one and the form that lifts one."""

from typing import Any

import streamlit as st

from tracker.commands import holds as commands
from tracker.queries import retention
from tracker.rules.boards import at_board
from tracker.rules.dates import in_words, list_in_words, plural
from tracker.rules.holds import EVERYTHING, in_a_word, in_force
from tracker.rules.permissions import allowed
from tracker.rules.records import LegalHold
from tracker.rules.words import HoldKind
from tracker.ui import desk
from tracker.ui.desk_retention import GROUP
from tracker.ui.forms import Form, may_or_say, name_of, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft, titled
from tracker.ui.show_hold import badge
from tracker.ui.tables import rows

VERBS = {"place": "Place a hold", "lift": "Lift a hold"}
MOST_NAMED = 4
EVERY = "*"
"""Instead of a review: everything."""


def finding(at: Frame) -> str:
    """ "2 legal holds stand, over Child K and the whole register"; else that none does."""
    standing = in_force(retention.holds(at.engine, sight=at.sight))
    if not standing:
        return "No legal hold stands"
    over = list(dict.fromkeys(at.review(hold.review_id) if hold.review_id else EVERYTHING for hold in standing))
    named = list_in_words(over) if len(over) <= MOST_NAMED else plural(len(over), "review")
    return f"{plural(len(standing), 'legal hold')} {'stands' if len(standing) == 1 else 'stand'}, over {named}"


def draw(at: Frame) -> None:
    """The list and, for those who may, the forms."""
    found = retention.holds(at.engine, sight=at.sight)
    note(
        "Where an inquiry, an inquest or a court may yet ask for something, a hold keeps it: nothing under it is "
        "disposed of, and to take words or a file out of it needs a reason of its own."
    )
    standing = in_force(found)
    over = [hold for hold in found if hold.lifted_on]
    if found:
        rows(
            [(_state(hold), _what(at, hold), _who(at, hold)) for hold in (*standing, *over)],
            ("Hold", "Over what", "Who"),
            alt="Legal holds, those that stand first",
            key="rows_holds",
        )
    else:
        st.markdown("No legal hold was ever placed. Place one as soon as somebody may ask for what a review rests on.")
    if not may_or_say(at, "place_hold"):
        return
    if not _for_all(at):
        standing = tuple(hold for hold in standing if hold.review_id)
    verb = desk.verbs(VERBS if standing else {"place": VERBS["place"]}, drops=("hold",))
    if verb == "place":
        _place(at)
    elif verb == "lift":
        _lift(at, standing)


def _for_all(at: Frame) -> bool:
    """Whether they may place and lift what is over every board's reviews."""
    return at.who is not None and allowed(at_board(at.who.roles, None), "place_hold")


def _state(hold: LegalHold) -> str:
    if hold.lifted_on is None:
        return f"{badge()} **{plain(hold.id)}**"
    return titled(f"**{plain(hold.id)}**", f"lifted on {in_words(hold.lifted_on)}")


def _what(at: Frame, hold: LegalHold) -> str:
    over = at.review(hold.review_id) if hold.review_id else EVERYTHING[:1].upper() + EVERYTHING[1:]
    lifted = f"Lifted: {plain(hold.lifted_reason)}" if hold.lifted_reason else ""
    return titled(f"**{over}**", plain(in_a_word(hold)), plain(hold.reason), lifted)


def _who(at: Frame, hold: LegalHold) -> str:
    placed = f"placed by {plain(name_of(at.now.register, hold.placed_by))}" if hold.placed_by else ""
    lifted = soft(f"lifted by {plain(name_of(at.now.register, hold.lifted_by))}") if hold.lifted_by else ""
    return "  \n".join(words for words in (placed, lifted) if words) or soft("not for everybody to see")


def _place(at: Frame) -> None:
    section("Place a hold")
    reviews = {EVERY: EVERYTHING[:1].upper() + EVERYTHING[1:]} if _for_all(at) else {}
    reviews |= {one.id: f"{one.subject} ({one.id})" for one in at.now.register.reviews.values()}
    form = Form(at, "hold:place", says=GROUP)
    with form.box():
        which = form.pick("which", "**Over what?**", reviews)
        kind = form.radio("kind", "**For what?**", {kind: kind.label for kind in HoldKind}, across=True)
        reason = form.words(
            "reason", "**Why?** :gray[Who asked, when, by which letter. No name of a child.]", height=80
        )

        def values() -> dict[str, Any]:
            review = form.needed("Over what", which)
            return {"review_id": None if review == EVERY else review, "kind": form.needed("For what", kind)}

        form.send(
            "Place the hold", "Not placed", commands.place,
            lambda hold: f"**Placed:** {plain(hold.id)}. {on_record(at)}",
            before=values, reason=reason,
        )  # fmt: skip


def _lift(at: Frame, standing: tuple[LegalHold, ...]) -> None:
    names = {hold.id: f"{hold.id}, {hold.review_id or EVERYTHING}, {in_a_word(hold)}" for hold in standing}
    chosen = desk.pick("Which hold?", names, "hold")
    if chosen is None:
        return
    hold = next(one for one in standing if one.id == chosen)
    section(f"Lift {plain(hold.id)}")
    form = Form(at, f"hold:lift:{hold.id}", seen=hold, says=GROUP)
    with form.open():
        reason = form.words("reason", "**Why?** :gray[Who said that it is over, and when.]", height=80)
        sure = form.sure("Nobody needs it any longer. What is due may then be disposed of, by two people.")
        form.send(
            "Lift the hold", "Not lifted", commands.lift,
            lambda one: f"**Lifted:** {plain(one.id)}. {on_record(at)}",
            ready=sure, hold_id=hold.id, reason=reason,
        )  # fmt: skip

"""One action for two recommendations that ask for the same: which ones there are, and the link to the other's parts."""

import streamlit as st

from tracker.commands import actions
from tracker.rules.dates import first_words, list_in_words
from tracker.rules.judged import Offer, Pair, may_serve_both, serving_both
from tracker.rules.lifecycle import VERIFIED
from tracker.rules.records import ActionFile
from tracker.ui.forms import Form, may, on_record, said
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, soft, titled
from tracker.ui.tables import both_dates, rating_chip, rows

SAYS = "serve_both"
MOST = 6


def draw(at: Frame, pair: Pair) -> None:
    """What serves both already, what may, and for whoever may change actions the form that makes the link."""
    both = serving_both(at.register, pair)
    candidates = may_serve_both(at.standing, pair)
    title = "One action serves both" if len(both) == 1 else f"{len(both)} actions serve both" if both else ""
    st.subheader(title or "One action may serve both", anchor=False)
    said(SAYS)
    if both:
        rows([_row(at, file, "") for file in both], HEADS, alt="Actions that serve both", key="rows_both")
    if not candidates:
        if not both:
            st.markdown("Neither has an action that could: the first one planned may be planned for both.")
        return
    if both:
        st.markdown("These serve one of the two only:")
    else:
        st.markdown("Each of these is planned for one of the two. If it would answer the other as well, link it there.")
    boards = {at.register.reviews[at.register.recommendations[id_].review_id].board_id for id_ in (pair.a, pair.b)}
    if len(boards) > 1:
        note("The two reviews are of different boards: both have to agree to an action that serves both.")
    cells = [_row(at, offer.file, _offered(at, offer)) for offer in candidates[:MOST]]
    rows(cells, HEADS, alt="Actions that may serve both, the likeliest first", key="rows_may")
    if len(candidates) > MOST:
        note(f"The {MOST} likeliest of {len(candidates):,} are shown; the list below has all.")
    _link(at, [offer for offer in candidates if may(at, "edit_action", offer.file.action.owner_id)])


HEADS = ("Rating", "Action", "Status", "Dates")


def _offered(at: Frame, offer: Offer) -> str:
    asked = ", and its owner was asked for both" if offer.asked else ""
    words = ", ".join(f"‘{plain(word)}’" for word in offer.words[:4])
    return f"would serve {_named(at, offer.to)} too{asked}" + (f"; both say {words}" if words else "")


def _row(at: Frame, file: ActionFile, words: str) -> tuple[str, str, str, str]:
    action = file.action
    now = list_in_words([_named(at, id_) for id_ in at.register.recommendations_of_action.get(action.id, ())])
    about = f"{at.agency(action.owner_id)} · {plain(action.id)} · serves {now}"
    status = at.standing.statuses[action.id].label
    return rating_chip(at, file), titled(f"**{plain(action.title)}**", about, words), status, both_dates(at, file)


def _named(at: Frame, id_: str) -> str:
    rec = at.register.recommendations[id_]
    return f"{at.review(rec.review_id)} {plain(rec.ref)}"


def _link(at: Frame, offers: list[Offer]) -> None:
    """Which action, and which parts of the other recommendation it answers as well."""
    if not offers:
        if not at.is_past:
            note("The business manager, or the lead of the agency that owns an action, can link it to both.")
        return
    register = at.now.register
    by_id = {offer.file.action.id: (offer.file, offer.to) for offer in offers}
    form = Form(at, "serve-both", says=SAYS)
    with form.open():
        names = {
            id_: f"{id_} {first_words(file.action.title, 60)} ({at.register.agency_name(file.action.owner_id)})"
            for id_, (file, _) in by_id.items()
        }
        which = form.pick("which", "**Which action serves both?**", names)
        if which is None:
            return
        file, other = by_id[which]
        rec = register.recommendations[other]
        parts = [part for part in register.parts_of.get(other, ()) if part.context_reason is None]
        ids = [part.id for part in parts]
        if len(parts) > 1:
            labels = {part.id: f"{part.label}: {first_words(part.text, 80)}" for part in parts}
            ids = form.many("parts", f"**Which parts of {_named(at, other)} does it answer?**", labels)
        sure = True
        if file.action.status in VERIFIED:
            st.warning(
                f"**It is assured already.** Linked, it makes what it answers of {_named(at, other)} assured too, on "
                "the evidence that was accepted for the other recommendation.",
                icon=":material/fact_check:",
            )
            sure = form.sure("The evidence bears this out for both.")
        note(
            soft(f"Its owner counts as asked for these parts of {plain(rec.ref)} too. Its dates stay as they are; the "
                 "link can be taken back under “Reviews and agencies”.")
        )  # fmt: skip
        form.send(
            "Let it serve both", "Not linked", actions.link_parts,
            lambda links: f"**Linked.** {plain(which)} serves both. {on_record(at)}", ready=sure,
            before=lambda: {"part_ids": form.needed("Which parts", ids or None)}, action_id=which,
        )  # fmt: skip

"""What may happen next to one recommendation: its closing, the moves its actions may make, and why not the others."""

import streamlit as st

from tracker.rules.lifecycle import open_entry, who_moves
from tracker.rules.permissions import VERBS, why_not
from tracker.rules.records import ActionFile, Recommendation
from tracker.rules.sign_off import claim_blockers, close_blockers, embed_blockers, verify_blockers
from tracker.rules.words import Status
from tracker.ui import form_recommendation
from tracker.ui.forms import said
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain, section, soft, titled
from tracker.ui.tables import table


def closing(at: Frame, rec: Recommendation) -> None:
    """What is in the way of closing, and the button that asks the same question."""
    section("In the way of closing")
    said("close")
    blockers = close_blockers(at.standing, rec.id)
    mine = why_not(at.who.roles if at.who else (), "close")
    st.markdown("\n".join(f"1. {plain(_sentence(b))}" for b in blockers) or "Nothing: every ask is answered for.")
    if at.is_past or rec.closed_on:
        return
    if at.who is None or mine:
        note(f"You may not {VERBS['close'].words}: {plain(mine or 'say first who you are')}.")
        return
    with st.container(key="controls_close"):
        form_recommendation.close(at, at.now.register.recommendations[rec.id], says="close", ready=not blockers)


def allowed_moves(at: Frame, rec: Recommendation) -> None:
    """For every action: where it may go from here by this person, and where not, why."""
    files = sorted(at.register.files_of_recommendation(rec.id), key=lambda f: f.action.id)
    if not files or at.is_past:
        return
    with st.expander("What may happen next to each action, and what may not"):
        cells = []
        for file in files:
            may, may_not = _moves(at, file)
            cells.append(
                (
                    titled(f"**{plain(file.action.id)}** {plain(file.action.title)}", at.agency(file.action.owner_id)),
                    at.standing.statuses[file.action.id].label,
                    "  \n".join(may) or soft("nothing, by you"),
                    "  \n".join(may_not) or soft("–"),
                )
            )
        table(cells, ("Action", "Now", "You may", "You may not"), alt="Moves allowed for each action, and why not")


def _moves(at: Frame, file: ActionFile) -> tuple[list[str], list[str]]:
    """The moves of one action that this person may make, and those they may not, each with why."""
    status = at.standing.statuses[file.action.id]
    entry = open_entry(file) if status == Status.NOT_DOING else None
    may, may_not = [], []
    for wanted, verb in who_moves(status, entry.former_status if entry else None).items():
        blockers = _blockers(at, file, verb)
        if blockers:
            may_not.append(f"{wanted.label}: {soft(plain('; '.join(blockers)))}")
        else:
            may.append(f"{wanted.label}: {soft(VERBS[verb].words)}")
    return may, may_not


def _blockers(at: Frame, file: ActionFile, verb: str) -> tuple[str, ...]:
    if at.who is None:
        return ("say first who you are",)
    why = why_not(at.who.roles, verb, file.action.owner_id)
    found = [why] if why else []
    board, body = at.register.board_agencies, at.standing.body.get(file.action.owner_id or "", frozenset())
    if verb == "claim":
        found += claim_blockers(file)
    elif verb in ("verify", "return"):
        found += verify_blockers(file, at.who.roles, at.who.id, board, same_body=body)
    elif verb == "embed":
        limits = at.standing.thresholds_of(file.action.review_id)
        found += embed_blockers(file, at.who.roles, at.who.id, board, thresholds=limits, same_body=body)
    return tuple(dict.fromkeys(found))


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}{'' if words.endswith('.') else '.'}"

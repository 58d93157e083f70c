"""Whether a claim's evidence is enough, in words, for everywhere a claim is judged: the list, the form, the meeting."""

from dataclasses import dataclass

import streamlit as st

from tracker.rules import proof
from tracker.rules.records import ActionFile
from tracker.rules.words import ChangeKind, Rung
from tracker.ui.frame import Frame
from tracker.ui.in_force import least_rungs
from tracker.ui.look import plain


@dataclass(frozen=True)
class Proof:
    """What the rules say of one action's evidence on a day."""

    kind: ChangeKind | None
    needed: Rung | None
    best: Rung | None
    weak: str | None
    """Why it is not enough, in words; None where it is, or where nobody has said what kind of change is asked for."""
    old: str | None
    """Why it is about a day too long ago, in words."""

    @property
    def verdict(self) -> str:
        """One or two words for a list: "Too weak", "Old", "Enough", "No kind said"."""
        if self.weak:
            return "Too weak"
        return "Old" if self.old else "Enough" if self.kind else "Not known"


def of(at: Frame, file: ActionFile, *, say: bool = False) -> Proof:
    """What the rules say on the day that the page shows."""
    register = at.register
    review = register.reviews.get(file.action.review_id)
    least = least_rungs(register.settings, review.board_id if review else None, say=say)
    return Proof(
        proof.strictest(file, register, least),
        proof.needed(file, register, least),
        file.strongest_rung,
        proof.weak(file, register, least),
        proof.old(file, least, register, today=at.today),
    )


def told(at: Frame, file: ActionFile) -> str | None:
    """Say before any button whether the evidence is enough and recent. Gives back why it is too weak, if it is: then a
    form asks why it is assured all the same."""
    found = of(at, file, say=True)
    if found.weak:
        st.warning(f"**Too weak by itself.** {_sentence(found.weak)}", icon=":material/balance:")
    if found.old:
        st.warning(f"**Old.** {_sentence(found.old)}", icon=":material/history:")
    if found.kind is None:
        st.markdown("Nobody has said what kind of change this asks for, so no least evidence is known.")
    elif not found.weak and found.needed:
        least = proof.NAMED[found.needed]
        best = "that" if found.best in (None, found.needed) else proof.NAMED[found.best]
        st.markdown(plain(f"{_capital(proof.CHANGED[found.kind])} needs {least} at least: it has {best}."))
    return found.weak


def _sentence(words: str) -> str:
    return plain(f"{_capital(words)}.")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

"""Evidence as it is listed: what it is, its rung, the date it is about, who sent it; and taking a piece back."""

import streamlit as st

from tracker.commands import evidence
from tracker.rules.dates import in_words
from tracker.rules.records import ActionFile, Evidence
from tracker.rules.words import EvidenceKind, Rung
from tracker.ui import tables
from tracker.ui.forms import Form, name_of, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import day, note, plain, titled


def listed(at: Frame, file: ActionFile) -> None:
    """The evidence of an action, the strongest rung first."""
    if not file.evidence:
        note("No evidence has been sent for this.")
        return
    rungs = list(Rung)
    strongest = sorted(file.current_evidence, key=lambda e: -rungs.index(e.rung))
    gone = [e for e in file.evidence if e.withdrawn_on]
    cells = [(_what(at, e), _rung(e), _about(at, e)) for e in [*strongest, *gone]]
    tables.table(cells, ("Evidence", "Rung", "About"), alt=f"Evidence for {file.action.id}, the strongest first")


def place(file: ActionFile) -> str:
    """Where taking evidence back says what was done."""
    return f"withdraw:{file.action.id}"


def withdraw(at: Frame, file: ActionFile) -> None:
    """Taking a piece of evidence back: it stays on record as withdrawn. The page says that it was done."""
    form = Form(at, place(file))
    with form.box():
        which = form.pick("which", "**Which piece?**", {e.id: e.title for e in file.current_evidence})
        why = form.text("why", "**Why?** :gray[It stays on record as withdrawn.]")
        form.send(
            "Withdraw this evidence", "Not withdrawn", evidence.withdraw,
            lambda e: f"**Withdrawn.** {plain(e.title)}. {on_record(at)}",
            primary=False, before=lambda: {"evidence_id": form.needed("Which piece", which)}, reason=why,
        )  # fmt: skip


def _what(at: Frame, one: Evidence) -> str:
    title = plain(one.title)
    quiet = [plain(one.statement) if one.statement else "", plain(one.link) if one.link else ""]
    if not at.may_open(one):
        quiet = ["restricted to its agency and to those who verify"]
    elif one.kind == EvidenceKind.FILE:
        title = f"[{title}](/evidence/{one.id})"
    if one.withdrawn_on:
        why = f": {plain(one.withdrawn_reason)}" if one.withdrawn_reason else ""
        quiet.append(f"withdrawn on {in_words(one.withdrawn_on)}{why}")
    by = f"by {plain(name_of(at.now.register, one.submitted_by))}" if one.submitted_by else ""
    when = f" on {day(one.submitted_on, at.today)}" if one.submitted_on else ""
    return titled(f"~~{title}~~" if one.withdrawn_on else title, *quiet, f"sent {by}{when}")


def _rung(one: Evidence) -> str:
    return one.rung.label + ("  \n:gray-badge[Restricted]" if one.restricted else "")


def _about(at: Frame, one: Evidence) -> str:
    if not at.may_open(one):
        return "not shown"
    return f"about {day(one.about, at.today)}" if one.about else "no date given"


def ladder(file: ActionFile) -> None:
    """Where the strongest evidence stands on the ladder, in words."""
    now = file.strongest_rung
    steps = [f"**{r.label}**" if r == now else r.label for r in Rung]
    st.markdown(f":small[:gray[The ladder, weakest first:] {' · '.join(steps)}]")

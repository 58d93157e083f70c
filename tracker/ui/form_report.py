"""The owner's form for one action: what has changed, where it stands, how they rate it, and the evidence. One press."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from tracker.commands import evidence as evidence_files
from tracker.commands import report
from tracker.rules.brag import SHAPE
from tracker.rules.dates import in_words
from tracker.rules.lifecycle import VERB_OF
from tracker.rules.records import ActionFile, Update
from tracker.rules.sign_off import claim_blockers
from tracker.rules.words import Brag, EvidenceKind, OwnRating, Rung, Status
from tracker.store.vault import Vault
from tracker.ui import form_draft
from tracker.ui.forms import Form, content_of, on_record, said
from tracker.ui.frame import Frame
from tracker.ui.look import note, plain

RUNGS = {
    Rung.ASSERTION: "Assertion: we say so",
    Rung.DOCUMENT: "Document: policy, guidance, minutes",
    Rung.TRAINING_RECORD: "Training record",
    Rung.DIP_SAMPLE: "Dip sample of files",
    Rung.AUDIT: "Audit",
    Rung.OUTCOME_DATA: "Outcome data",
    Rung.VOICE: "Voice of children, families or practitioners",
}
KINDS = {EvidenceKind.FILE: "A file", EvidenceKind.LINK: "A link", EvidenceKind.STATEMENT: "A statement"}
CLAIMED = "Claimed: we say it is done, and the board will check it against our evidence"


def draw(at: Frame, file: ActionFile) -> None:
    """The form, with nothing chosen beforehand."""
    form = Form(at, f"report:{file.action.id}", seen=file.action)
    with form.open():
        form_draft.restore(form, "narrative")
        last = file.updates[-1].said_on if file.updates else None
        since = f" since {in_words(last)}" if last else ""
        narrative = form.words(
            "narrative",
            f"**What has changed{since}?** :gray[Say what is different for children, not only what was sent.]",
            change=form_draft.keeper(form, "narrative"),
        )
        offered = moves(at, file)
        status = form.radio("status", "**Where is this now?**", offered) if len(offered) > 1 else None
        why_no_claim(at, file)
        ratings = {OwnRating(b.value): f"{SHAPE[b]} {b.value.capitalize()}" for b in (Brag.RED, Brag.AMBER, Brag.GREEN)}
        rating = form.radio(
            "rating",
            "**How do you rate it yourself?** :gray[Kept beside the tracker's own rating.]",
            ratings,
            across=True,
        )
        kind, evidence = _evidence(form)
        form.send(
            "Send this update",
            "Not sent",
            report.send,
            lambda update: _done(form, update),
            before=lambda: _checked(form, kind, evidence),
            action_id=file.action.id,
            narrative=narrative,
            status=status if status != at.now.statuses[file.action.id] else None,
            own_rating=rating,
            evidence=kind,
            **{name: value for name, value in evidence.items() if name != "upload"},
        )
        said(form.place)
        form_draft.restored(form)
    note("You can claim that an action is done. Someone outside your agency verifies it.")


def moves(at: Frame, file: ActionFile) -> dict[Status, str]:
    """Where an owner's report may leave the action: what cannot be reached from here is not offered."""
    now = at.now.statuses[file.action.id]
    offered = {now: f"As it is: {now.label.lower()}"}
    if VERB_OF.get((now, Status.IN_PROGRESS)) == "update":
        offered[Status.IN_PROGRESS] = "In progress: " + (
            "work has begun" if now == Status.PLANNED else "we are at it again"
        )
    if not claim_blockers(file):
        offered[Status.CLAIMED] = CLAIMED
    return offered


def why_no_claim(at: Frame, file: ActionFile) -> None:
    """Why a claim is not among the choices, in words."""
    if why := claim_blockers(file):
        note(f"You cannot claim it now: {plain('; '.join(why))}.")


def _evidence(form: Form) -> tuple[EvidenceKind | None, dict[str, Any]]:
    """The kind of evidence, if any is sent, and what there is to say about it."""
    label = "**Do you send evidence?** :gray[Leave it open if not. A claim without any is up to the verifier.]"
    key = form.key("kind")
    kind: EvidenceKind | None = st.segmented_control(label, list(KINDS), format_func=lambda k: KINDS[k], key=key)
    if kind is None:
        return None, {}
    found: dict[str, Any] = {}
    if kind == EvidenceKind.FILE:
        found["upload"] = form.file(
            "file", "**The file** :gray[Remove names of children first.]", kinds=evidence_files.KINDS
        )
    elif kind == EvidenceKind.LINK:
        found["link"] = form.text("link", "**The link** :gray[It begins with https://.]")
    else:
        found["statement"] = form.words("statement", "**The statement** :gray[Who says it, and what they saw.]")
    found["title"] = form.text("title", "**What is it?** :gray[In a few words, such as “Audit of 20 files, October”.]")
    found["rung"] = form.pick("rung", "**What does it show?** :gray[The strongest it can bear.]", RUNGS)
    found["about"] = form.day("about", "**What date is it about?** :gray[The day of the audit, or of the minutes.]")
    found["restricted"] = form.tick(
        "restricted", "**Restricted** :gray[Only the board's verifiers and we may open it.]"
    )
    return kind, found


def _checked(form: Form, kind: EvidenceKind | None, evidence: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the evidence cannot do without, once the button is pressed; a file goes into the vault."""
    if kind is None:
        return {}
    upload: Any = evidence.get("upload")
    content = b""
    if kind == EvidenceKind.FILE:
        content = content_of(form.at, upload, "evidence")
        evidence_files.no_program(evidence_files.evidence_name(upload.name), content)
    form.needed("What does it show", evidence["rung"])
    form.needed("What date is it about", evidence["about"])
    if kind != EvidenceKind.FILE:
        return {}
    kept = Vault(form.at.settings.evidence_folder).put(content)
    return {"file_name": upload.name, "file_hash": kept, "file_size": len(content)}


def _done(form: Form, update: Update) -> str:
    form_draft.forget(form)
    return f"**Sent.** Update {plain(update.id)}. {on_record(form.at)}"

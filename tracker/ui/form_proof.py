"""What is sent as evidence: the questions about it, and the look at a file before it is kept."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from tracker.rules.files import KINDS as FILE_KINDS
from tracker.rules.records import Evidence
from tracker.rules.words import EvidenceKind, Rung
from tracker.store.vault import vault_at
from tracker.ui.forms import Form, content_of
from tracker.ui.look import note

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
TAKEN = (
    "PDF, Word, Excel, PowerPoint, OpenDocument, plain text, e-mails and pictures. Not taken: files with a password or "
    "with macros, archives (ZIP), programs, web pages."
)
RESTRICTED = "Only your agency, those who verify and the business manager can open it. Others see that it is there."


def asked(form: Form, label: str, *, before: Evidence | None = None) -> tuple[EvidenceKind | None, dict[str, Any]]:
    """The kind of evidence, if any is sent, and what there is to say about it. What the version before it said stands
    there already; where that was restricted, so is the newer one, and it is not asked."""
    kind: EvidenceKind | None = st.segmented_control(
        label, list(KINDS), format_func=lambda k: KINDS[k], key=form.key("kind")
    )
    if kind is None:
        return None, {}
    found: dict[str, Any] = {}
    if kind == EvidenceKind.FILE:
        found["upload"] = form.file(
            "file", "**The file** :gray[Remove names of children first.]", kinds=tuple(FILE_KINDS)
        )
        note(TAKEN)
    elif kind == EvidenceKind.LINK:
        found["link"] = form.text("link", "**The link** :gray[It begins with https://.]")
    else:
        found["statement"] = form.words("statement", "**The statement** :gray[Who says it, and what they saw.]")
    title, rung, about = (before.title, before.rung, before.about) if before else ("", None, None)
    said = "**What is it?** :gray[In a few words, such as “Audit of 20 files, October”.]"
    found["title"] = form.text("title", said, title)
    found["rung"] = form.pick("rung", "**What does it show?** :gray[The strongest it can bear.]", RUNGS, rung)
    when = "**What date is it about?** :gray[The day of the audit, or of the minutes.]"
    found["about"] = form.day("about", when, about)
    if before and before.restricted:
        note(f"It stays restricted, as the version before it. {RESTRICTED}")
    else:
        found["restricted"] = form.tick("restricted", f"**Restricted** :gray[{RESTRICTED}]")
    return kind, found


def checked(form: Form, kind: EvidenceKind | None, found: Mapping[str, Any]) -> dict[str, Any]:
    """What evidence cannot do without, once the button is pressed; a file is looked at and goes into the vault.

    Raises FileRefusedError or EmptyValueError: every answer then stays in its field."""
    if kind is None:
        return {}
    if kind == EvidenceKind.FILE:
        content = content_of(form.at, found.get("upload"), "evidence")
    form.needed("What does it show", found["rung"])
    form.needed("What date is it about", found["about"])
    if kind != EvidenceKind.FILE:
        return {}
    settings = form.at.settings
    kept = vault_at(settings).receive(found["upload"].name, content, limit=settings.upload_limit)
    return {"file_name": kept.name, "file_hash": kept.hash, "file_size": kept.size}

"""Parts of a recommendation: add one, correct it, split a limb off, or say that it is context and is not tracked."""

from tracker.commands import parts
from tracker.rules.dates import first_words
from tracker.rules.records import Part, Recommendation
from tracker.ui import desk, tables
from tracker.ui.forms import Form, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import chip, plain, section, soft, titled

VERBS = {"edit": "Correct its text", "split": "Split a limb off", "context": "Context or tracked"}


def draw(at: Frame, rec: Recommendation) -> None:
    """The parts, and one form at a time."""
    section(f"Parts of {plain(rec.ref)}")
    found = at.now.register.parts_of.get(rec.id, ())
    tables.table([_line(at, p) for p in found], ("Rating", "Part"), alt=f"Parts of {rec.ref}")
    names = {p.id: f"{p.label or 'the whole text'}: {first_words(p.text, 80)}" for p in found}
    part_id = desk.pick("Which part?", names, "part", drops=("part_do",), empty="One of them, or a new one", width=480)
    if part_id is None:
        _add(at, rec)
        return
    part = at.now.register.parts[part_id]
    verb = desk.verbs(VERBS, "part_do")
    if verb == "edit":
        _edit(at, part)
    elif verb == "split":
        _split(at, part)
    elif verb == "context":
        _context(at, part)


def _line(at: Frame, part: Part) -> tuple[str, str]:
    rating = at.now.part_ratings.get(part.id)
    shown = chip(rating.brag) if rating else soft("context")
    why = plain(rating.reason) if rating else plain(part.context_reason or "")
    return shown, titled(f"**{_named(part)}** {plain(first_words(part.text, 240))}", why)


def _named(part: Part, before: str = "") -> str:
    return f"{before}{plain(part.label)}" if part.label else "The whole text"


def _add(at: Frame, rec: Recommendation) -> None:
    form = Form(at, f"part:new:{rec.id}", says="recommendations")
    with form.box():
        label = form.text("label", "**Label** :gray[As printed: a, or 3.]")
        text = form.words("text", "**Text as printed**")
        form.send(
            "Add this part", "Not added", parts.add, lambda p: f"**Added.** Part {plain(p.label)}. {on_record(at)}",
            recommendation_id=rec.id, label=label, text=text,
        )  # fmt: skip


def _edit(at: Frame, part: Part) -> None:
    form = Form(at, f"part:{part.id}", seen=part, says="recommendations")
    with form.box():
        text = form.words("text", "**Text as printed**", part.text)
        form.send(
            "Save this part", "Not saved", parts.edit, lambda p: f"**Saved.** {_named(p, 'Part ')}. {on_record(at)}",
            part_id=part.id, text=text,
        )  # fmt: skip


def _split(at: Frame, part: Part) -> None:
    form = Form(at, f"split:{part.id}", seen=part, says="recommendations")
    with form.box():
        label = form.text("label", "**Label of the new part** :gray[a.i, for example.]")
        text = form.words("text", "**Its words, as they stand in the parent** :gray[Copy them from the text above.]")
        form.send(
            "Split it off", "Not split", parts.split, lambda p: f"**Split.** Part {plain(p.label)}. {on_record(at)}",
            part_id=part.id, label=label, text=text,
        )  # fmt: skip


def _context(at: Frame, part: Part) -> None:
    form = Form(at, f"context:{part.id}", seen=part, says="recommendations")
    with form.box():
        if part.context_reason:
            form.send(
                "Track this part after all", "Not tracked", parts.unmark_context,
                lambda p: f"**Tracked.** {_named(p, 'Part ')}. {on_record(at)}", part_id=part.id,
            )  # fmt: skip
            return
        reason = form.text("reason", "**Why is it context, and not something to do?**")
        form.send(
            "Mark it as context", "Not marked", parts.mark_context,
            lambda p: f"**Marked.** {_named(p, 'Part ')} is context. {on_record(at)}", part_id=part.id, reason=reason,
        )  # fmt: skip

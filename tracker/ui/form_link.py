"""Cross-references: one recommendation that points at another, here or elsewhere."""

from tracker.commands import links
from tracker.rules.dates import first_words
from tracker.rules.records import CrossReference, Recommendation
from tracker.ui import desk, tables
from tracker.ui.forms import Form, on_record
from tracker.ui.frame import Frame
from tracker.ui.look import plain, section, titled


def draw(at: Frame, rec: Recommendation) -> None:
    """What it points at, and one form at a time."""
    section(f"What {plain(rec.ref)} points at")
    register = at.now.register
    found = [x for x in register.cross_references.values() if rec.id in (x.from_id, x.to_id)]
    tables.table([(plain(x.from_id), _to(at, x)) for x in found], ("From", "To"), alt="Cross-references")
    verb = desk.verbs({"add": "Add one", "remove": "Take one out"} if found else {"add": "Add one"}, "link_do")
    if verb == "add":
        _add(at, rec)
    elif verb == "remove":
        _remove(at, {x.id: f"{x.from_id} to {x.to_id or x.as_written}" for x in found})


def _to(at: Frame, one: CrossReference) -> str:
    target = at.link(plain(one.to_id), "recommendation", id=one.to_id) if one.to_id else plain(one.as_written or "")
    return titled(target, plain(one.as_written) if one.to_id and one.as_written else "", plain(one.note or ""))


def _add(at: Frame, rec: Recommendation) -> None:
    register = at.now.register
    form = Form(at, f"link:{rec.id}", says="recommendations")
    with form.open():
        reviews = {r.id: f"{r.subject} ({r.id})" for r in register.reviews.values()}
        review_id = form.pick("review", "**In which review?** :gray[Leave it open for one that is not here.]", reviews)
        others = [r for r in register.recommendations_of_review.get(review_id or "", ()) if r.id != rec.id]
        to_id = form.pick(
            "to", "**Which recommendation?**", {r.id: f"{r.ref} {first_words(r.title, 70)}" for r in others}
        )
        written = form.text("written", "**As written** :gray[The report's own words: “Ref 070”.]")
        note = form.text("note", "**Note**")
        form.send(
            "Add this cross-reference", "Not added", links.cross_refer, lambda x: f"**Added.** {on_record(at)}",
            from_id=rec.id, to_id=to_id, as_written=written or None, note=note or None,
        )  # fmt: skip


def _remove(at: Frame, names: dict[str, str]) -> None:
    form = Form(at, "link-remove", says="recommendations")
    with form.open():
        which = form.pick("which", "**Which one?**", names)
        reason = form.text("reason", "**Why was it a mistake?**")
        sure = form.sure("It is taken out of the register; the trail keeps it.")
        form.send(
            "Take it out", "Not taken out", links.remove_cross_reference, lambda x: f"**Taken out.** {on_record(at)}",
            ready=sure, before=lambda: {"cross_reference_id": form.needed("Which one", which)}, reason=reason,
        )  # fmt: skip

"""Things in a small board's register that are not for everybody, each with words that stand nowhere else."""

from datetime import date

from tracker.commands import (
    agendas,
    asks,
    chases,
    decisions,
    evidence,
    links,
    measures,
    meetings,
    recommendations,
    reviews,
    themes,
)
from tracker.rules.records import ActionPart, DipFinding, DipSample
from tracker.rules.words import Direction, Rung
from tracker.store.database import changing

SECRETS = ("mother", "secretum", "occultum")
"""Words of the restricted piece of evidence, and of what hangs on the review that is not published."""
DRAFT = "DRAFT-X"


def restricted(ledger):
    """An action of the police with a restricted and an open piece of evidence; the restricted one's id."""
    action = ledger.plan("police")
    evidence.attach_statement(ledger.engine, action_id=action.id, statement="All well.", **ledger.signed("police-lead"))
    one = evidence.attach_file(
        ledger.engine, action_id=action.id, title="Notes on the mother", rung=Rung.AUDIT, about=date(2025, 12, 24),
        file_name="mother.pdf", file_hash="a" * 64, file_size=9, restricted=True, **ledger.signed("police-lead"),
    )  # fmt: skip
    return one.id


def serve_too(ledger, action_id, part_id):
    """Let an action answer a part of another review, of which one is not published: no command does that any more, and
    older registers may hold it."""
    with changing(ledger.engine, verb="link_parts", **ledger.signed()) as work:
        work.allow("edit_action")
        work.add(ActionPart(f"{action_id}|{part_id}", action_id, part_id))


def sampled(ledger, action_id):
    """A dip sample that drew an action: as `samples.draw` writes it, without the claim and the two who judge it."""
    with changing(ledger.engine, verb="draw_sample", **ledger.signed()) as work:
        work.allow("draw_sample")
        about = f"every agency, {DRAFT}: all of Secretum"
        work.add(DipSample("S1", date(2026, 1, 5), "manager", "5eed", 1, (f"{action_id}:3",), about))
        work.add(DipFinding("S1-1", "S1", action_id, 1.0))


def unpublished(ledger):
    """A draft review, with everything that can hang on one; and an action that serves it and the published one too."""
    engine = ledger.engine
    reviews.add(
        engine, code=DRAFT, board_id="southampton", kind="SCR", subject="Child Secretum", title="Secretum",
        **ledger.signed(),
    )  # fmt: skip
    recommendations.add(
        engine, review_id=DRAFT, ref="1", title="Secretum one", text="Do secretum. And more.",
        parts=(("a", "Do secretum."), ("b", "And more of secretum.")), **ledger.signed(),
    )  # fmt: skip
    asks.ask(engine, part_ids=[f"{DRAFT}:1/a"], agency_id="police", **ledger.signed())
    mine = ledger.plan("police", part_ids=(f"{DRAFT}:1/a",), title="Secretum action")
    evidence.attach_statement(engine, action_id=mine.id, statement="Secretum was done.", **ledger.signed())
    both = ledger.plan("police", part_ids=(f"{DRAFT}:1/b",), title="Serves both")
    serve_too(ledger, both.id, "SOTON-K:1/a")
    links.cross_refer(engine, from_id="SOTON-K:1", to_id=f"{DRAFT}:1", note="Occultum.", **ledger.signed())
    gone = links.cross_refer(engine, from_id="SOTON-K:2", to_id=f"{DRAFT}:1", note="Occultum.", **ledger.signed())
    links.remove_cross_reference(engine, cross_reference_id=gone.id, reason="Occultum.", **ledger.signed())
    themes.add_theme(engine, name="Neglect", definition="Needs not met.", **ledger.signed())
    themes.confirm(engine, recommendation_id=f"{DRAFT}:1", theme_id="neglect", score=0.5, **ledger.signed())
    themes.take_back(engine, recommendation_id=f"{DRAFT}:1", theme_id="neglect", **ledger.signed())
    meeting = meetings.hold(
        engine, board_id="southampton", held_on=date(2026, 1, 4), title="Subgroup", **ledger.signed()
    )
    decisions.note(engine, meeting_id=meeting.id, minute="1", about=mine.id, text="Occultum agreed.", **ledger.signed())
    for title, about in (("Secretum to hear", mine.id), ("Secretum once more", None)):
        agendas.add(engine, meeting_id=meeting.id, title=title, about=about, why="Secretum action.", **ledger.signed())
    measure = measures.add(
        engine, recommendation_id=f"{DRAFT}:1", what="Secretum counted", unit="occultum", direction=Direction.UP,
        baseline=1, source="Occultum returns", **ledger.signed(),
    )  # fmt: skip
    measures.read(engine, measure_id=measure.id, value=3, source="Occultum returns", **ledger.signed())
    sampled(ledger, mine.id)
    chases.record(engine, agency_id="police", text=f"You owe us {mine.id}, Secretum action.", **ledger.signed())
    return mine.id, both.id

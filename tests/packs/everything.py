"""A small board's register with one of everything that a paper tells, and what is hidden from some."""

from datetime import date

from tests.secret_things import DRAFT, restricted, unpublished
from tracker.commands import decisions, evidence, extensions, meetings, themes, verification
from tracker.commands import not_doing as not_doing_register
from tracker.rules.records import AgendaItem, Measure, Reading
from tracker.rules.words import AgendaKind, Direction, NotDoingKind, Rung, Status
from tracker.store.database import changing

MEETING = "M-2026-06-01"
BEFORE = date(2026, 3, 2)
DAY = date(2026, 6, 1)
K1A, K1B, K2 = "SOTON-K:1/a", "SOTON-K:1/b", "SOTON-K:2/"


def fill(ledger):
    """From January to June: two meetings, claims, moves, a hole, a check-back, an entry that runs out, a measure."""
    engine = ledger.engine
    restricted(ledger)
    unpublished(ledger)
    themes.add_theme(engine, name="Voice", definition="To be heard.", **ledger.signed())
    for id_ in ("SOTON-K:1", "SOTON-K:2", f"{DRAFT}:1"):
        themes.confirm(engine, recommendation_id=id_, theme_id="voice", **ledger.signed())
    moved = ledger.plan("police", (K1A,), "Moved twice", due=date(2026, 2, 1))
    meetings.hold(engine, board_id="southampton", held_on=BEFORE, title="March subgroup", **ledger.signed())
    ledger.on(date(2026, 2, 10))
    _move(ledger, moved.id, date(2026, 4, 1), "The course was full.")
    embedded = ledger.plan("health", (K1B,), "Audit", due=date(2026, 5, 1))
    evidence.attach_statement(
        engine, action_id=embedded.id, statement="Asked 40 children.", rung=Rung.VOICE, about=date(2026, 2, 1),
        **ledger.signed("health-lead"),
    )  # fmt: skip
    ledger.to(embedded.id, Status.ASSURED)
    ledger.on(date(2026, 4, 10))
    _move(ledger, moved.id, date(2026, 12, 1), "The trainer left.")
    waiting = ledger.plan("health", (K1A,), "Brief everybody", due=date(2026, 4, 20))
    ledger.on(date(2026, 5, 4))
    ledger.to(waiting.id, Status.CLAIMED)
    back = ledger.plan("health", (K1B,), "Say it again", due=date(2026, 8, 1))
    ledger.to(back.id, Status.RETURNED)
    late = ledger.plan("police", (K1B,), "Read the files", due=date(2026, 5, 10))
    asking = ledger.plan("police", (K1A,), "Ask the night shift", due=date(2026, 7, 1))
    extensions.ask(
        engine, action_id=asking.id, to_due=date(2026, 9, 1), reason="Nights are short.",
        **ledger.signed("police-lead"),
    )  # fmt: skip
    dropped = ledger.plan("schools", (K2,), "Poster", due=date(2026, 7, 1))
    not_doing_register.enter(
        engine, kind=NotDoingKind.RISK_ACCEPTED, reason="Nobody reads it.", until=date(2026, 6, 20),
        action_id=dropped.id, **ledger.signed("chair"),
    )  # fmt: skip
    ledger.on(date(2026, 5, 20))
    _meeting(ledger, waiting.id)
    _measure(ledger)
    ledger.on(DAY)
    decisions.note(
        engine, meeting_id=MEETING, minute="1.1", about=late.id, text="The chair writes.", **ledger.signed()
    )  # fmt: skip
    return {"moved": moved.id, "waiting": waiting.id, "late": late.id, "asking": asking.id, "embedded": embedded.id}


def _move(ledger, action_id, to_due, reason):
    asked = extensions.ask(
        ledger.engine, action_id=action_id, to_due=to_due, reason=reason, **ledger.signed("police-lead")
    )
    extensions.agree(ledger.engine, extension_id=asked.id, **ledger.signed("chair"))


def _meeting(ledger, waiting):
    meetings.hold(ledger.engine, board_id="southampton", held_on=DAY, title="June subgroup", **ledger.signed())
    with changing(ledger.engine, verb="hold_meeting", **ledger.signed()) as work:
        work.allow("record_meeting")
        work.add(AgendaItem("I1", MEETING, 1, AgendaKind.CLAIM, "Brief everybody", waiting, "Waits 28 days", 5))
        work.add(
            AgendaItem(
                "I2", MEETING, 2, AgendaKind.OTHER, "The rota", deferred_on=DAY, deferred_by="chair",
                deferred_reason="Nobody from the rota is here",
            )
        )  # fmt: skip


def _measure(ledger):
    with changing(ledger.engine, verb="measure", **ledger.signed()) as work:
        work.allow("measure")
        work.add(
            Measure(
                "SOTON-K:1-M1", "SOTON-K:1", "Children seen alone", "%", Direction.UP, 40.0, date(2025, 12, 1), 90.0
            )
        )
        work.flush()
        for number, (day, value) in enumerate(((date(2026, 2, 1), 55.5), (date(2026, 5, 1), 72.0)), 1):
            work.add(Reading(f"SOTON-K:1-M1-R{number}", "SOTON-K:1-M1", day, value, "Audit", "manager"))


def later(ledger):
    """What happens after June: everything that a paper tells is another by now."""
    ledger.on(date(2027, 1, 10))
    register = ledger.register()
    for file in register.files.values():
        if file.action.status == Status.CLAIMED:
            verification.assure(ledger.engine, action_id=file.action.id, reason="Seen.", **ledger.signed("scrutineer"))
    ledger.plan("schools", (K2,), "A late plan", due=date(2027, 3, 1))
    meetings.hold(
        ledger.engine, board_id="southampton", held_on=date(2026, 5, 30), title="In between", **ledger.signed()
    )

"""Several people at once in one meeting, and a process that is killed in the middle: each thing happens once or not."""

import multiprocessing
import os
import signal
import threading
import time
from datetime import date

import pytest

from tests.commands.test_meetings import hold, requested
from tracker.commands import agendas, decisions, measures, meetings, samples
from tracker.queries.verifying import verify
from tracker.rules.agenda import Suggested
from tracker.rules.errors import AlreadySavedError, TrackerError
from tracker.rules.words import AgendaKind, Direction, Status

AT_ONCE = 6


def at_once(*things):
    """What each of these did at the same moment: what it gave back, or the error that it raised."""
    start, done = threading.Barrier(len(things)), [None] * len(things)

    def go(number, thing):
        start.wait()
        try:
            done[number] = thing()
        except Exception as error:
            done[number] = error

    threads = [threading.Thread(target=go, args=(n, thing)) for n, thing in enumerate(things)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(isinstance(one, TrackerError) or not isinstance(one, Exception) for one in done), done
    return done


def made(done):
    return [one for one in done if not isinstance(one, Exception)]


def test_a_claim_is_judged_once_whoever_presses_first(ledger):
    action = ledger.plan()
    ledger.to(action.id, Status.CLAIMED)
    meeting = hold(ledger)
    facts = {"meeting_id": meeting, "action_id": action.id, "reason": "Seen."}
    signed = [ledger.signed("scrutineer"), ledger.signed("chair"), ledger.signed("manager")]
    done = at_once(
        lambda: decisions.assure(ledger.engine, **facts, **signed[1]),
        lambda: decisions.assure(ledger.engine, **facts, **signed[2]),
        lambda: decisions.return_claim(ledger.engine, **facts, **signed[1]),
        lambda: decisions.return_claim(ledger.engine, **facts, **signed[2]),
    )
    assert len(made(done)) == 1
    register = ledger.register()
    assert len(register.verifications) == len(register.decisions_of[meeting]) == 1
    assert register.actions[action.id].status in (Status.ASSURED, Status.RETURNED)
    assert verify(ledger.engine).ok


def test_a_new_date_is_decided_once(ledger):
    action = ledger.plan()
    extension = requested(ledger, action.id)
    meeting = hold(ledger)
    facts = {"meeting_id": meeting, "extension_id": extension}
    signed = [ledger.signed(who) for who in ("chair", "manager", "chair", "manager")]
    done = at_once(
        lambda: decisions.agree_extension(ledger.engine, **facts, **signed[0]),
        lambda: decisions.agree_extension(ledger.engine, **facts, **signed[1]),
        lambda: decisions.refuse_extension(ledger.engine, reason="No.", **facts, **signed[2]),
        lambda: decisions.refuse_extension(ledger.engine, reason="No.", **facts, **signed[3]),
    )
    assert len(made(done)) == 1
    assert len(ledger.register().decisions_of[meeting]) == 1


def test_a_meeting_ends_once_and_takes_no_decision_after_it(ledger):
    meeting = hold(ledger)
    signed = [ledger.signed("chair") for _ in range(AT_ONCE)]
    ends = [lambda s=s: meetings.end(ledger.engine, meeting_id=meeting, **s) for s in signed[:2]]
    notes = [lambda s=s: decisions.note(ledger.engine, meeting_id=meeting, text="Noted.", **s) for s in signed[2:]]
    done = at_once(*ends, *notes)
    assert len(made(done[:2])) == 1
    found = ledger.register().decisions_of.get(meeting, ())
    assert len(found) == len(made(done[2:]))
    assert [one.minute for one in sorted(found, key=lambda d: d.id)] == [f"2026/01-{n + 1}" for n in range(len(found))]


def test_one_form_decides_once_and_one_reading_is_the_days(ledger):
    meeting = hold(ledger)
    measure = measures.add(
        ledger.engine, recommendation_id="SOTON-K:1", what="Audited", unit="%", direction=Direction.UP,
        **ledger.signed(),
    )  # fmt: skip
    signed = [ledger.signed("manager") for _ in range(9)]
    done = at_once(*(
        lambda s=s: decisions.note(ledger.engine, meeting_id=meeting, text="Noted.", token="t" * 20, **s)
        for s in signed[:3]
    ))  # fmt: skip
    assert len(made(done)) == 1 and all(isinstance(e, AlreadySavedError) for e in done if isinstance(e, Exception))
    done = at_once(*(
        lambda s=s: measures.read(ledger.engine, measure_id=measure.id, value=1, source="Here", **s)
        for s in signed[3:6]
    ))  # fmt: skip
    assert len(made(done)) == 1


def test_an_agenda_that_two_make_at_once_holds_each_thing_once(ledger):
    action = ledger.plan()
    meeting = hold(ledger)
    items = [Suggested(AgendaKind.OTHER, f"Item {n}", None, "Because.", 5) for n in range(3)]
    items.append(Suggested(AgendaKind.CLAIM, "A claim", action.id, "Because.", 5))
    signed = [ledger.signed("chair") for _ in range(4)]
    at_once(*(lambda s=s: agendas.make(ledger.engine, meeting_id=meeting, items=items, **s) for s in signed))
    assert len(ledger.register().agenda_of[meeting]) == len(items)


def test_two_samples_at_once_are_two_with_their_own_findings(ledger):
    ledger.to(ledger.plan().id, Status.ASSURED)
    signed = [ledger.signed("chair") for _ in range(3)]
    done = at_once(*(lambda s=s: samples.draw(ledger.engine, size=2, **s) for s in signed))
    assert sorted(one.id for one in made(done)) == ["S1", "S2", "S3"]
    assert len(ledger.register().dip_findings) == 3


def _decide_for_ever(url, meeting, at, queue):
    from tracker.rules.words import Door
    from tracker.store.engine import engine_for

    engine = engine_for(url)
    for _ in range(10_000):
        decisions.raise_action(
            engine, meeting_id=meeting, part_ids=["SOTON-K:1/a"], owner_id="police", title="Train",
            due=date(2026, 6, 1), by="chair", at=at, door=Door.BROWSER,
        )  # fmt: skip
        queue.put(1)


def test_a_process_killed_while_it_decides_leaves_whole_decisions_only(ledger):
    meeting = hold(ledger)
    url = ledger.engine.url.render_as_string(hide_password=False)
    at = ledger.signed()["at"]
    context = multiprocessing.get_context("spawn")
    for after in (1, 3):
        queue = context.Queue()
        process = context.Process(target=_decide_for_ever, args=(url, meeting, at, queue))
        process.start()
        for _ in range(after):
            queue.get(timeout=60)
        time.sleep(0.02 * after)
        os.kill(process.pid, signal.SIGKILL)
        process.join()
    register = ledger.register()
    found = register.decisions_of[meeting]
    assert {one.made for one in found} == set(register.actions)
    assert sorted(int(one.minute.rpartition("-")[2]) for one in found) == list(range(1, len(found) + 1))
    assert verify(ledger.engine).ok
    assert decisions.note(ledger.engine, meeting_id=meeting, text="And on.", **ledger.signed("chair")).minute


@pytest.mark.parametrize("number", [27, 30])
def test_a_board_may_meet_more_often_in_a_month_than_there_are_letters(ledger, number):
    minutes = []
    for n in range(number):
        meeting = meetings.hold(
            ledger.engine, board_id="southampton", held_on=date(2026, 1, 5), title=f"No {n}",
            **ledger.signed(),
        )  # fmt: skip
        minutes.append(decisions.note(ledger.engine, meeting_id=meeting.id, text="x", **ledger.signed()).minute)
    assert len(set(minutes)) == number

"""`tracker meetings`, `hold`, `agenda`, `minutes`: the meeting from the command line."""

from datetime import timedelta

import pytest

from tracker import clock
from tracker.commands import agendas, decisions, extensions, meetings
from tracker.rules.words import Door
from tracker.store.database import going_on

PART = "SOTON-K:10.2.12/"


@pytest.fixture
def board():
    return "southampton-lscb"


def signed():
    return {"by": "business-manager", "at": clock.now(), "door": Door.COMMAND_LINE}


@pytest.fixture
def today():
    return clock.today().isoformat()


@pytest.fixture
def held(tracker, board, today):
    said = tracker("hold", today, "--board", board, "--begins", "10am", "--where", "Room 4", "--json")
    assert said.status == 0
    return said.json["id"]


def test_a_meeting_is_entered_and_listed(tracker, board, today):
    assert tracker("meetings").out == "No meeting is on the record yet.\n"
    assert tracker("meetings", "--json").json == []
    said = tracker("hold", today, "--board", board, "--begins", "9.30")
    assert said.status == 0
    assert f"is entered as M-{today}. For its agenda: tracker agenda M-{today}" in said.out
    (one,) = tracker("meetings", "--json").json
    assert one == {
        "id": f"M-{today}", "board": board, "held_on": today, "title": "Quality-assurance subgroup", "begins": "09:30",
        "place": None, "present": [], "apologies": [], "ended_on": None, "items": 0, "decided": 0, "decisions": 0,
        "put_off": 0,
    }  # fmt: skip
    assert f"M-{today}" in tracker("meetings").out


def test_an_agenda_is_suggested_then_made_once(tracker, held, today, yesterday):
    late = tracker.plan(PART, "southampton-childrens-services", due_in=-3, at=yesterday)
    before = tracker("agenda", today, "--json").json
    assert (before["items"], before["minutes"]) == ([], 0)
    assert late.id in [one["about"] for one in before["suggested"]]
    made = tracker("agenda", today, "--make", "--json").json
    assert made["suggested"] == []
    assert [one["about"] for one in made["items"]] == [one["about"] for one in before["suggested"]]
    (mine,) = [one for one in made["items"] if one["about"] == late.id]
    assert (mine["kind"], mine["why"][:11]) == ("overdue", "3 days late")
    assert made["items"][0]["from"] == "10:00"
    assert made["minutes"] == sum(one["minutes"] for one in made["items"])
    assert tracker("agenda", today, "--make", "--json").json == made
    words = tracker("agenda", today).out
    assert "minutes together, of the 90 that the subgroup has." in words
    assert "why is it overdue" in " ".join(words.split())


def test_minutes_say_who_was_there_and_what_was_decided(tracker, held, today):
    engine = tracker.engine
    item = agendas.add(engine, meeting_id=held, title="Who chairs next year?", **signed())
    off = agendas.add(engine, meeting_id=held, title="The budget?", **signed())
    agendas.defer(engine, item_id=off.id, reason="No time.", **signed())
    meetings.attendance(engine, meeting_id=held, present=["Ann Bell"], apologies=["Raj Cy"], **signed())
    decisions.note(engine, meeting_id=held, item_id=item.id, text="Ann goes on.", **signed())
    decisions.note(engine, meeting_id=held, text="Next time in Room 5.", **signed())
    said = tracker("minutes", today, "--json").json
    month = today[:7].replace("-", "/")
    assert said["meeting"]["present"] == ["Ann Bell"]
    assert [one["title"] for one in said["items"]] == ["Who chairs next year?"]
    assert [one["minute"] for one in said["items"][0]["decisions"]] == [f"{month}-1"]
    assert [one["deferred_reason"] for one in said["put_off"]] == ["No time."]
    assert [one["text"] for one in said["other_decisions"]] == ["Next time in Room 5."]
    words = tracker("minutes", today).out
    for line in ("Present: Ann Bell.", "1. Who chairs next year?", f"{month}-1  Ann goes on.", "Put off: The budget?"):
        assert line in words


def test_a_meeting_that_is_not_there_and_nonsense_are_sentences(tracker, held, today):
    said = tracker("agenda", "2001-01-01")
    assert said.status == 1
    assert said.err.startswith("There is no meeting on 1 January 2001 in the register: enter it with tracker hold")
    assert tracker("minutes", "soon").status == 2
    assert tracker("hold", "soon").status == 2
    assert tracker("hold", today, "--board", "nobody").status == 1
    assert "Say which --board holds it" in tracker("hold", today).err
    said = tracker("hold", today, "--board", "southampton-lscb", "--begins", "ten")
    assert (said.status, said.err) == (1, "When does it begin: ‘ten’ is not a time of day: write it as 10:00.\n")


def test_of_two_meetings_of_a_day_one_says_which(tracker, held, today):
    tracker("hold", today, "--board", "northants-lscb")
    said = tracker("minutes", today)
    assert said.status == 1
    assert "There are 2 meetings on" in said.err
    assert tracker("minutes", today, "--board", "northants-lscb", "--json").json["meeting"]["board"] == "northants-lscb"
    assert tracker("minutes", held, "--json").json["meeting"]["id"] == held


def test_a_meeting_to_come_has_an_agenda_already(tracker, board):
    day = (clock.today() + timedelta(14)).isoformat()
    tracker("hold", day, "--board", board)
    assert tracker("agenda", day, "--make", "--json").json["items"]


def test_a_reason_that_was_let_through_is_let_through_on_an_agenda_too_with_a_reason(tracker, held, today):
    action = tracker.plan(PART, "southampton-childrens-services", due_in=30)
    extensions.ask(
        going_on(tracker.engine, "The worker is named in the press release."), action_id=action.id,
        to_due=clock.today() + timedelta(90), reason="Ring 07700 900123 about it.", **signed(),
    )  # fmt: skip
    said = tracker("agenda", today, "--make")
    assert said.status == 1
    assert "What may identify a child or a family is kept out of the register" in said.err
    assert tracker("agenda", today, "--json").json["items"] == []
    assert tracker("agenda", today, "--make", "--identity-reason", "It is a duty line.").status == 0
    assert tracker("agenda", today, "--json").json["items"]

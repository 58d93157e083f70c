"""What the trail says of each kind of step: things by their names, verbs in plain words, nothing twice."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.factories_store import Ledger, fresh_sqlite
from tests.rules.factories import Book
from tracker import clock, demo
from tracker.commands import agencies, chases, decisions, evidence, extensions, meetings, reviews, settings
from tracker.queries.history import entries
from tracker.queries.sentences import sentences
from tracker.queries.standing import standing
from tracker.queries.telling import DONE, done, named, of_any_kind
from tracker.rules.records import TrailEntry
from tracker.rules.sight import WHOLE
from tracker.rules.thresholds import Thresholds
from tracker.rules.words import Rung
from tracker.settings import load
from tracker.store.engine import engine_for
from tracker.street import street

HIDDEN = (
    "agencies", "people", "meetings", "decisions", "chases", "not_doing", "parts", "asks", "settings", "action_parts",
    "person_roles", "updates", "evidence", "extensions", "verifications", "check_backs", "theme_links", "memberships",
)  # fmt: skip
"""Records whose ids mean nothing to a reader."""
COMMANDS = Path(__file__).parents[2] / "tracker" / "commands"


@pytest.fixture
def board(tmp_path):
    engine = fresh_sqlite(tmp_path, furnished=True)
    yield Ledger(engine)
    engine.dispose()


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Every sentence of the illustrative register."""
    ours = load(demo=True, environment={"TRACKER_HOME": str(tmp_path_factory.mktemp("home"))})
    demo.prepare(ours, street() / "data", today=clock.today(), say=lambda words: None)
    engine = engine_for(ours.database_url)
    now = standing(engine, sight=WHOLE)
    yield now.register, sentences(now.register, entries(engine, limit=None, sight=WHOLE))
    engine.dispose()


def last(board):
    """The newest sentence of a board's trail."""
    return sentences(standing(board.engine, sight=WHOLE).register, entries(board.engine, limit=200, sight=WHOLE))[0]


def test_every_verb_that_a_command_signs_with_has_its_words_and_no_words_are_left_over():
    code = "".join(p.read_text() for p in COMMANDS.glob("*.py"))
    verbs = set(re.findall(r'verb="([a-z_]+)"', code)) | set(re.findall(r'signing\(work, "([a-z_]+)"', code))
    assert verbs == set(DONE)
    assert len(set(DONE.values())) == len(DONE)
    assert done("plan_action") == "Action planned"


def test_no_sentence_of_the_illustrative_register_shows_an_id_of_ours_or_says_a_thing_twice(told):
    register, all_ = told
    ours = {id_ for table in HIDDEN for id_ in getattr(register, table) if re.search(r"[\d|/_-]", id_)}
    assert len(ours) > 500
    for one in all_:
        for words in (one.subject, *one.details):
            assert not ours & set(re.findall(r"[^\s‘’,;:()]+", words)), words
            assert "nothing →" not in words
            assert "_" not in words
        assert len(set(one.details)) == len(one.details)
        assert one.subject not in one.details
        assert one.why not in one.details


def test_an_action_is_told_with_its_title_its_owner_and_what_it_answers(told):
    _, all_ = told
    planned = next(s for s in all_ if s.subject.startswith("NORTHANTS-AK-A042 ") and s.verb == "Action planned")
    assert planned.details[2:] == ("For part a of Child Ak 2", "For part b of Child Ak 2")
    assert planned.details[0].startswith("Owner: Northamptonshire")


def test_very_many_things_are_counted(told):
    _, all_ = told
    loaded = next(s for s in all_ if s.verb == "First data loaded")
    assert loaded.subject.startswith("2 reviews, ")
    assert loaded.details == ()


def test_meetings_decisions_and_chases_are_named_in_words(board):
    meeting = meetings.hold(board.engine, board_id="southampton", held_on=date(2026, 1, 2), title="Subgroup",
                            **board.signed("manager"))  # fmt: skip
    assert last(board).subject == "meeting of 2 January 2026"
    action = board.plan(title="Train everybody")
    decisions.note(board.engine, meeting_id=meeting.id, minute="4.1", about=action.id, text="Ask again",
                   **board.signed("manager"))  # fmt: skip
    said = last(board)
    assert (said.verb, said.subject) == ("Decision minuted", "minute 4.1 of the meeting of 2 January 2026")
    assert said.details == ("Ask again", f"About {action.id} Train everybody")
    agency = standing(board.engine, sight=WHOLE).register.agencies["police"]
    chases.record(board.engine, agency_id="police", text="Please write", **board.signed("manager"))
    assert (last(board).verb, last(board).subject) == ("Chase sent", f"chase to {agency.name}")


def test_thresholds_say_which_number_was_set_to_what(board):
    settings.set_thresholds(board.engine, thresholds=Thresholds(), **board.signed("manager"))
    settings.set_thresholds(board.engine, thresholds=Thresholds(due_soon_days=14), **board.signed("manager"))
    said = last(board)
    assert said.subject == "When the ratings warn"
    assert said.details == ("Days before the due date at which an action is at risk: 28 → 14",)


def test_an_agency_that_closes_leaves_its_groups_by_name(board):
    agencies.close(board.engine, agency_id="police", **board.signed("manager"))
    register = standing(board.engine, sight=WHOLE).register
    said = last(board)
    assert (said.verb, said.subject) == ("Closed", register.agencies["police"].name)
    assert all("group ‘" in line for line in said.details if "Left on" in line)


def test_evidence_and_dates_name_themselves_and_the_reason_is_said_once(board):
    action = board.plan(due=date(2027, 1, 1), title="Train everybody")
    given = evidence.attach_statement(
        board.engine, action_id=action.id, title="List", rung=Rung.DOCUMENT, about=date(2026, 1, 2), statement="Held",
        **board.signed("police-lead"),
    )  # fmt: skip
    evidence.withdraw(board.engine, evidence_id=given.id, reason="The wrong one", **board.signed("police-lead"))
    said = last(board)
    assert (said.verb, said.details, said.why) == ("Evidence withdrawn", ("Evidence: List",), "The wrong one")
    extensions.ask(board.engine, action_id=action.id, to_due=date(2027, 2, 1), reason="Late",
                   **board.signed("police-lead"))  # fmt: skip
    assert last(board).details == ("Due 1 January 2027", "Asked for: 1 February 2027")


def test_a_review_is_named_by_its_subject_and_only_what_changed_is_told(board):
    reviews.edit(board.engine, review_id="SOTON-K", author="A. Writer", **board.signed("manager"))
    said = last(board)
    assert said.verb == "Changed"
    assert said.subject.startswith("review of Child")
    assert said.details == ("Author: A. Writer",)


def test_an_ask_is_its_agency_and_its_part_and_what_is_gone_is_named_by_its_kind():
    book = Book()
    book.recommendation("R-K:7", {"b": ["police"], "": []})
    register = book.standing().register
    ask = next(iter(register.asks))
    assert named(register, "ask", ask) == "Police for part b of Child K 7"
    assert of_any_kind(register, "R-K:7/") == "Child K 7"
    assert of_any_kind(register, "nowhere") == "nowhere"
    assert named(register, "chase", "CH9") == "a chase"
    assert named(register, "workbook", "return.xlsx") == "workbook return.xlsx"


def test_a_value_that_is_no_longer_held_says_so():
    register = Book().standing().register
    entry = TrailEntry(
        1, datetime(2026, 1, 1, tzinfo=UTC), "sam", "reader", "edit", "person", "jo", "name", json.dumps("Old"),
        "redacted", None, "browser", "",
    )  # fmt: skip
    said = sentences(register, [entry])[0]
    assert said.details == ("Name: Old → [no longer held]",)


@pytest.mark.parametrize("reason", ['"Yes", said the chair', '"', "{", "null", "plain words"])
def test_a_reason_is_told_as_it_was_given_whatever_it_begins_with(reason):
    at = datetime(2026, 5, 4, 10, tzinfo=UTC)
    entry = TrailEntry(
        1, at, "system", "system", "edit", "theme", "t", "name", '"Old"', '"New"', reason, "command_line", "0" * 64
    )
    (said,) = sentences(Book().standing().register, [entry])
    assert said.why == reason

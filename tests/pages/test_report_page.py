"""The page that reads a report: its desk, each step with its way back, and what nobody else sees of it."""

import pytest

from tests.pages.test_write_pages import board, field, open_page, press, seen, sound  # noqa: F401  (fixtures)
from tracker.commands import drafts, uploads
from tracker.queries.drafts import files, kept
from tracker.rules.words import Answer
from tracker.rules.working_list import read_again
from tracker.settings import load
from tracker.store.desk import REPORT
from tracker.store.vault import Vault

HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) $x$ :streamlit:"
TEXT = f"""Southampton Board

Serious Case Review: Child Q

Recommendations

Recommendation 1

The Police should train every officer. The Police should report what they trained to the Board each year.

Recommendation 2

The Board should ask {HOSTILE} for an audit of supervision in every school by 31 March 2027.

Recommendation 3

All agencies should consider their procedures.
"""


@pytest.fixture
def on_desk(board):  # noqa: F811
    content = TEXT.encode()
    file_hash = Vault(load().evidence_folder).put(content)
    signed = board.signed("manager")
    uploads.keep(board.engine, file_hash=file_hash, name="q.txt", size=len(content), purpose=REPORT, **signed)
    return file_hash


def items(board, file_hash):  # noqa: F811
    draft = kept(board.engine, person_id="manager", place=f"report/{file_hash}")
    return {item.id: item for item in read_again(draft.text)}


def test_the_desk_lists_what_waits_and_opens_it(open_page, board, on_desk):  # noqa: F811
    page = open_page("report", "manager")
    assert page.title[0].value == "Read a report"
    assert f"upload={on_desk}" in seen(page)
    page = open_page("report", "manager", upload=on_desk)
    assert page.title[0].value == "3 recommendations read, 3 to decide"


def test_a_report_of_somebody_else_is_not_there_and_not_read(open_page, board, on_desk):  # noqa: F811
    for who in ("police-lead", "reader", "chair"):
        page = open_page("report", who, upload=on_desk)
        assert "train every officer" not in seen(page) and "**Not here.**" in seen(page)
        assert not [b for b in page.button if b.label == "Read it"]
    assert not files(board.engine, person_id="manager")  # it is no workbook that waits


def test_words_of_the_report_stay_words(open_page, board, on_desk):  # noqa: F811
    page = open_page("report", "manager", upload=on_desk, item="c1")
    assert "<script>" not in seen(page).replace("\\<script\\>", "")
    assert "](javascript" not in seen(page)
    drawn = "".join(str(html.proto.body) for html in page.get("html"))
    assert "<script>" not in drawn and "&lt;script&gt;" in drawn


def test_taken_left_out_and_undone(open_page, board, on_desk):  # noqa: F811
    page = open_page("report", "manager", upload=on_desk)
    press(page, "Take")
    assert page.query_params["item"] == "c1"
    press(page, "Leave out")
    assert page.title[0].value.endswith("1 to decide")
    assert {i.id: i.answer for i in items(board, on_desk).values()} == {
        "c0": Answer.TAKEN, "c1": Answer.LEFT_OUT, "c2": Answer.WAITING,
    }  # fmt: skip
    press(page, "Undo")
    assert items(board, on_desk)["c1"].answer == Answer.WAITING


def test_parted_joined_and_as_it_was_read(open_page, board, on_desk):  # noqa: F811
    page = open_page("report", "manager", upload=on_desk, item="c0")
    press(page, "Part in two")
    where = field(page, "selectbox", "The second one begins with")
    where.set_value((where.options and 0) or None)
    page = open_page("report", "manager", upload=on_desk, item="c0")
    press(page, "Part in two")
    field(page, "selectbox", "The second one begins with").select_index(0)
    press(page, "Part it here")
    parted = items(board, on_desk)
    assert parted["c0"].text == "The Police should train every officer."
    assert parted["c0.2"].ref == "1b" and parted["c0.2"].text.startswith("The Police should report")
    press(page, "Join")
    field(page, "selectbox", "Join it with").select_index(0)
    press(page, "Join the two")
    assert "c0.2" not in items(board, on_desk)
    press(page, "As it was read")
    assert items(board, on_desk)["c0"].text.count("The Police should") == 2
    assert not items(board, on_desk)["c0"].edited


def test_changes_are_kept_and_an_empty_text_is_refused(open_page, board, on_desk):  # noqa: F811
    page = open_page("report", "manager", upload=on_desk, item="c2")
    press(page, "Change")
    field(page, "text_area", "Text, as printed").set_value("   ")
    press(page, "Keep these changes")
    assert "**Not changed.**" in page.error[0].value
    field(page, "text_area", "Text, as printed").set_value("All agencies should consider their procedures.")
    field(page, "text_area", "Parts").set_value("a) one thing\n\nb) another thing")
    field(page, "multiselect", "To be asked").set_value(["police", "everyone"])
    press(page, "Keep these changes")
    item = items(board, on_desk)["c2"]
    assert [part.label for part in item.parts] == ["a", "b"]
    assert set(item.owners) == {"police", "everyone"} and item.edited


def test_put_in_with_everything_in_the_way_said_first(open_page, board, on_desk):  # noqa: F811
    page = open_page("report", "manager", upload=on_desk, view="in")
    assert "3 recommendations not yet taken or left out" in seen(page)
    assert next(b for b in page.button if b.label == "Put in this review").disabled
    page = open_page("report", "manager", upload=on_desk)
    press(page, "Take all 3 that wait")
    page = open_page("report", "manager", upload=on_desk, view="in")
    press(page, "Put in this review")
    assert "**Not put in.**" in page.error[0].value and "CHILD-Q" not in board.register().reviews
    field(page, "text_input", "Code").set_value("child-q")
    field(page, "selectbox", "Kind").select("SCR")
    field(page, "radio", "How public is it?").set_value(field(page, "radio", "How public is it?").options[0])
    press(page, "Put in this review")
    assert "**Put in.** 3 items in CHILD" in seen(page)
    made = board.register().recommendations_of_review["CHILD-Q"]
    assert [one.ref for one in made] == ["1", "2", "3"] and "<script>alert(1)</script>" in made[1].text
    assert {a.agency_id for a in board.register().asks.values() if a.part_id == "CHILD-Q:1/"} == {"police"}
    assert not files(board.engine, person_id="manager", purpose=REPORT)


def test_a_second_time_it_is_compared_and_nothing_is_put_in_twice(open_page, board, on_desk):  # noqa: F811
    test_put_in_with_everything_in_the_way_said_first(open_page, board, on_desk)
    uploads.keep(board.engine, file_hash=on_desk, name="q.txt", size=9, purpose=REPORT, **board.signed("manager"))
    page = open_page("report", "manager", upload=on_desk, view="same")
    assert "its document is this very file" in seen(page) and "The same" in seen(page)
    press(page, "Leave out the 3 items that are here already")
    assert page.title[0].value.endswith("all decided")
    page = open_page("report", "manager", upload=on_desk, view="in")
    assert "Nothing is taken yet" in seen(page)


def test_a_kept_list_that_is_no_list_begins_anew_and_says_so(open_page, board, on_desk):  # noqa: F811
    for nonsense in ("[]x", '[{"id": 1}]', '{"a": 2}', '[{"kind": "no_such", "answer": "taken"}]'):
        drafts.keep(board.engine, place=f"report/{on_desk}", text=nonsense, **board.signed("manager"))
        page = open_page("report", "manager", upload=on_desk)
        assert page.title[0].value == "3 recommendations read, 3 to decide"
        assert any("begins anew" in c.value for c in (*page.caption, *page.markdown))


def test_a_file_that_is_gone_says_so(open_page, board, on_desk):  # noqa: F811
    Vault(load().evidence_folder).remove(on_desk)
    from tracker.queries import reports

    reports.forget()
    page = open_page("report", "manager", upload=on_desk)
    assert "send it again" in seen(page)
    sound(page)

"""The return desk as people use it: a conflict decided, a stranger's plan settled, several files, one taken back."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests.factories_store import Ledger, fresh_sqlite
from tests.pages.test_write_pages import open_page, press, seen, with_cell  # noqa: F401 (a fixture)
from tracker.commands import actions, not_doing, recommendations, reviews, taking_back
from tracker.queries.drafts import files
from tracker.queries.register import current
from tracker.queries.standing import change_number, standing
from tracker.rules.sight import WHOLE
from tracker.rules.words import NotDoingKind
from tracker.sheets.writing.workbook import write

DUE = date(2026, 12, 20)


@pytest.fixture
def board(tmp_path, monkeypatch):
    engine = fresh_sqlite(tmp_path, furnished=True)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path))
    monkeypatch.delenv("TRACKER_DATABASE_URL", raising=False)
    yield Ledger(engine)
    engine.dispose()


def sent(board, agency_id=None):
    look = standing(board.engine, sight=WHOLE)
    return write(look, agency_id=agency_id, number=change_number(board.engine), board_name="Board", at=board.now)


def bring_in(page, *contents, names=("back.xlsx", "second.xlsx")):
    kind = "application/octet-stream"
    page.file_uploader[0].set_value([(n, c, kind) for n, c in zip(names, contents, strict=False)]).run()
    return press(page, "Show what they would change")


def register(board):
    return current(board.engine, sight=WHOLE)


def stranger(*rows, headings=("Recommendation", "What needs to happen", "Who will do it", "By when", "RAG")):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Action plan of the county"])
    sheet.append([])
    sheet.append(headings)
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def which(page, field):
    return next(r for r in page.radio if str(r.key).endswith(f"|{field}"))


def conflicting(board):
    action = board.plan(due=DUE)
    content = with_cell(sent(board), "Lead", "Chief inspector")
    actions.edit(board.engine, action_id=action.id, lead="Head of learning", **board.signed())
    return action.id, content


def test_a_conflict_shows_three_values_and_waits_to_be_decided(open_page, board):  # noqa: F811
    id_, content = conflicting(board)
    page = bring_in(open_page("workbook", "manager"), content)
    assert "1 conflict" in page.title[0].value
    assert "Sent as: " in seen(page)
    choice = which(page, "lead")
    file, now = choice.options
    assert "**Chief inspector**" in file and "**Head of learning**" in now and "Manager, 5 January 2026" in now, now
    assert next(b for b in page.button if b.label.startswith("Apply")).disabled
    choice.set_value("file").run()
    press(page, "Apply 1 change")
    assert register(board).actions[id_].lead == "Chief inspector"


def test_what_was_decided_outlives_the_tab(open_page, board):  # noqa: F811
    _, content = conflicting(board)
    page = bring_in(open_page("workbook", "manager"), content)
    upload = page.query_params["upload"]
    which(page, "lead").set_value("register").run()
    again = open_page("workbook", "manager", upload=upload)
    assert which(again, "lead").value == "register"


def test_a_strangers_plan_asks_who_is_meant_and_takes_the_answer(open_page, board):  # noqa: F811
    ref = register(board).recommendations["SOTON-K:1"].title
    content = stranger((f"1: {ref}", "Train the sergeants", "The boys in blue", "31/03/2027", "Amber"))
    page = bring_in(open_page("workbook", "manager"), content, names=("plan.xlsx",))
    assert page.title[0].value == "1 new action and 1 question"
    who = next(s for s in page.selectbox if "boys in blue" in s.label)
    who.set_value("police").run()
    assert page.title[0].value == "1 new action", seen(page)
    press(page, "Apply 1 change")
    made = [a for a in register(board).actions.values() if a.title == "Train the sergeants"]
    assert [(a.owner_id, a.due, a.due_text) for a in made] == [("police", date(2027, 3, 31), "31/03/2027")]


def test_which_review_a_plan_is_about_can_be_said(open_page, board):  # noqa: F811
    reviews.add(
        board.engine, code="NEXT", board_id="southampton", kind="LCSPR", subject="Child N", title="N", **board.signed()
    )
    recommendations.add(
        board.engine, review_id="NEXT", ref="1", title="Hear the child", text="Hear the child.", **board.signed()
    )
    page = bring_in(open_page("workbook", "manager"), stranger(("1", "Train the sergeants", "Police", "ASAP", "")))
    about = next(s for s in page.selectbox if "Which review" in s.label)
    about.set_value("NEXT").run()
    assert "NEXT\\:1" in seen(page)
    again = open_page("workbook", "manager", upload=page.query_params["upload"])
    assert next(s for s in again.selectbox if "Which review" in s.label).value == "NEXT"


def test_a_layout_is_remembered_by_a_press(open_page, board):  # noqa: F811
    ref = register(board).recommendations["SOTON-K:1"].title
    page = bring_in(open_page("workbook", "manager"), stranger((f"1: {ref}", "Train", "Police", "ASAP", "")))
    press(page, "Remember this layout")
    assert "**Remembered.**" in page.success[0].value
    (kept,) = register(board).plan_layouts.values()
    assert "owner=Who will do it" in kept.columns


def test_several_files_at_once_and_the_one_that_is_none_is_told(open_page, board):  # noqa: F811
    board.plan(due=DUE)
    page = bring_in(open_page("workbook", "manager"), sent(board), b"%PDF-1.7 nothing", names=("a.xlsx", "b.xlsx"))
    assert len(files(board.engine, person_id="manager")) == 1
    assert "1 of 2 files" in page.success[0].value
    assert "b.xlsx" in page.error[0].value and "PDF" in page.error[0].value


def test_one_change_is_left_out_and_the_rest_applied(open_page, board):  # noqa: F811
    action = board.plan(due=DUE)
    content = with_cell(with_cell(sent(board), "Lead", "Chief inspector"), "Progress", "Forty were trained.")
    page = bring_in(open_page("workbook", "manager"), content)
    page.multiselect[0].set_value([f"{action.id}|lead"]).run()
    press(page, "Apply 1 change")
    file = register(board).files[action.id]
    assert file.updates[-1].narrative == "Forty were trained." and file.action.lead != "Chief inspector"


def test_what_was_applied_can_be_seen_and_taken_back(open_page, board):  # noqa: F811
    action = board.plan(due=DUE)
    page = bring_in(open_page("workbook", "manager"), with_cell(sent(board), "Progress", "Forty were trained."))
    press(page, "Apply 1 change")
    (record,) = register(board).workbook_imports.values()
    assert f"import={record.id}" in page.success[0].value
    assert "back" in seen(open_page("workbook", "manager", view="done"))
    assert "Forty were trained." in seen(open_page("workbook", "manager", **{"import": record.id}))
    taking_back.take_back(board.engine, import_id=record.id, reason="The wrong file", **board.signed())
    assert not register(board).files[action.id].updates
    assert "all of it is taken back" in seen(open_page("workbook", "manager", **{"import": record.id}))


def test_a_word_of_the_file_that_cannot_be_taken_says_why_and_is_no_choice(open_page, board):  # noqa: F811
    action = board.plan(due=DUE)
    content = with_cell(sent(board), "Status", "In progress")
    not_doing.enter(
        board.engine, action_id=action.id, kind=NotDoingKind.RISK_ACCEPTED, reason="Agreed.", until=DUE,
        **board.signed("chair"),
    )  # fmt: skip
    page = bring_in(open_page("workbook", "manager"), content)
    assert "**In progress**, and that cannot be taken: it cannot follow Not doing" in seen(page)
    (option,) = which(page, "status").options
    assert "in the register" in option
    press(page, "Put it aside")


def test_every_conflict_is_decided_at_once_and_one_of_them_otherwise(open_page, board):  # noqa: F811
    action = board.plan(due=DUE, lead="Sergeant", intended_outcome="Fewer")
    content = with_cell(with_cell(sent(board), "Lead", "Chief"), "Intended outcome", "None")
    actions.edit(board.engine, action_id=action.id, lead="Head", intended_outcome="Half", **board.signed())
    page = bring_in(open_page("workbook", "manager"), content)
    assert page.title[0].value == "2 conflicts"
    press(page, "Everywhere: what the file says")
    assert [which(page, field).value for field in ("lead", "intended_outcome")] == ["file", "file"]
    which(page, "lead").set_value("register").run()
    press(page, "Apply 1 change")
    now = register(board).actions[action.id]
    assert (now.lead, now.intended_outcome) == ("Head", "None")


def test_a_question_shows_why_it_is_asked_and_what_stands_there(open_page, board):  # noqa: F811
    ref = register(board).recommendations["SOTON-K:1"].title
    rows = [(f"1: {ref}", "Train the sergeants", "The boys in blue", "31/03/2027", "Phase one")]
    page = bring_in(open_page("workbook", "manager"), stranger(*rows), names=("plan.xlsx",))
    (who,) = [s for s in page.selectbox if "boys in blue" in s.label]
    assert who.value is None and "No agency of the register has this name" in who.label and "row 4" in who.label


def test_a_column_is_asked_about_with_a_sample(open_page, board):  # noqa: F811
    ref = register(board).recommendations["SOTON-K:1"].title
    headings = ("Recommendation", "What needs to happen", "Who will do it", "By when", "")
    rows = [(f"1: {ref}", f"Train {n}", "Police", "31/03/2027", f"0{n}/04/2027") for n in range(1, 6)]
    page = bring_in(open_page("workbook", "manager"), stranger(*rows, headings=headings), names=("plan.xlsx",))
    (column,) = [s for s in page.selectbox if s.label.startswith("**Which column")]
    assert "Beneath it: “01/04/2027”, “02/04/2027” and “03/04/2027”" in column.label.replace("\u2060", ""), column.label


def test_a_name_that_was_placed_is_remembered_and_an_answer_is_asked_again(open_page, board):  # noqa: F811
    ref = register(board).recommendations["SOTON-K:1"].title
    content = stranger((f"1: {ref}", "Train the sergeants", "The boys in blue", "31/03/2027", "Amber"))
    page = bring_in(open_page("workbook", "manager"), content, names=("plan.xlsx",))
    next(s for s in page.selectbox if "boys in blue" in s.label).set_value("health").run()
    press(page, "Ask again")
    next(s for s in page.selectbox if "boys in blue" in s.label).set_value("police").run()
    press(page, next(b.label for b in page.button if b.label.startswith("Remember ‘The boys")))
    assert "**Remembered.**" in page.success[0].value
    assert "The boys in blue" in register(board).agencies["police"].other_names
    assert "is kept as a name of" in seen(page)


def test_a_long_plan_is_shown_by_the_page_and_says_once_what_all_rows_share(open_page, board):  # noqa: F811
    ref = register(board).recommendations["SOTON-K:1"].title
    rows = [(f"1: {ref}", f"Train number {n}", "Police", "ASAP", "") for n in range(60)]
    page = bring_in(open_page("workbook", "manager"), stranger(*rows), names=("plan.xlsx",))
    assert page.title[0].value.startswith("60 new actions")
    told = seen(page)
    assert "1 to 25 of 60" in told and told.count("names no day") == 1


def test_a_file_with_only_problems_has_nothing_to_apply(open_page, board):  # noqa: F811
    board.plan(due=DUE)
    page = bring_in(open_page("workbook", "manager"), with_cell(sent(board), "Due", "soon"))
    assert page.title[0].value == "1 problem, and nothing to apply"
    assert not [b for b in page.button if b.label.startswith("Apply")]
    press(page, "Put it aside")
    assert page.title[0].value == "No workbook is out; 3 agencies owe something"


def test_none_of_several_files_that_can_be_read_is_a_refusal(open_page, board):  # noqa: F811
    page = bring_in(open_page("workbook", "manager"), b"%PDF-1.7", b"%PDF-1.7 too", names=("a.xlsx", "b.xlsx"))
    assert not page.success
    assert "a.xlsx" in page.error[0].value and "b.xlsx" in page.error[0].value


def test_who_only_looks_finds_downloads_and_a_lead_their_own_first(open_page, board):  # noqa: F811
    assert "Bring in" not in open_page("workbook", "reader").button_group[0].options
    assert "Downloads" in open_page("workbook", "police-lead").button_group[0].options

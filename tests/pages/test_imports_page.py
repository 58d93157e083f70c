"""What workbooks brought in, as the people who look at it see it, and taking it back with a press."""

from datetime import date

from tests.pages.test_write_pages import board, field, open_page, press, seen  # noqa: F401  (fixtures)
from tracker.commands import actions, workbooks
from tracker.rules.words import Door
from tracker.sheets.plan import Edit, Plan

HOSTILE = "<b>bold</b> [x](javascript:alert(1)).xlsx"


def apply(board, who="manager", name="return.xlsx"):  # noqa: F811
    id_ = board.plan(due=date(2026, 6, 1)).id
    edits = (Edit(id_, "title", "Train", "Train all"), Edit(id_, "lead", None, "Sgt Smith"))
    plan = Plan("return_workbook", file_name=name, edits=edits)
    workbooks.apply(board.engine, plan, file_hash="c" * 64, **board.signed(who, door=Door.WORKBOOK))
    return id_


def test_the_list_says_what_each_file_did_and_that_there_is_none_yet(open_page, board):  # noqa: F811
    assert "No workbook was applied yet" in seen(open_page("workbook", "manager", view="done"))
    apply(board, name=HOSTILE)
    page = open_page("workbook", "manager", view="done")
    cells = [str(cell) for cell in page.table[-1].value.values.tolist()[0]]
    assert "import=I0001" in cells[0] and "javascript:alert" not in cells[0].replace("javascript\\:", "")
    assert "2 cells" in cells[2] and "can be taken back" in cells[2]
    assert "No workbook was applied yet" in seen(open_page("workbook", "reader", view="done"))


def test_all_of_it_goes_back_after_a_tick_and_a_reason(open_page, board):  # noqa: F811
    id_ = apply(board)
    page = open_page("workbook", "manager", **{"import": "I0001"})
    assert "Train → **Train all**" in seen(page)
    assert next(b for b in page.button if b.label == "Take it all back").disabled
    field(page, "checkbox", "I mean all of it").check().run()
    press(page, "Take it all back")
    assert "**Nothing was taken back.** Answer ‘Why is it taken back?’" in page.error[0].value
    field(page, "text_area", "Why is it taken back").set_value("The wrong file.").run()
    press(page, "Take it all back")
    assert "**Taken back.** 2 cells are as before." in page.success[0].value
    assert "import" not in page.query_params
    assert (board.action(id_).title, board.action(id_).lead) == ("Train", None)


def test_what_somebody_changed_says_so_and_the_rest_goes_back_cell_by_cell(open_page, board):  # noqa: F811
    id_ = apply(board)
    actions.edit(board.engine, action_id=id_, lead="Insp. Bell", **board.signed("police-lead"))
    page = open_page("workbook", "manager", **{"import": "I0001"})
    assert "Police lead changed it on 5 January 2026." in seen(page)
    assert not [b for b in page.button if b.label == "Take it all back"]
    field(page, "multiselect", "Which cells go back").set_value([f"{id_}.title"]).run()
    field(page, "text_area", "Why is it taken back").set_value("The wrong title.").run()
    press(page, "Take these back")
    assert "**Taken back.** 1 cell is as before. The rest of it stays." in page.success[0].value
    assert (board.action(id_).title, board.action(id_).lead) == ("Train", "Insp. Bell")
    assert "as before again" in seen(page)
    assert not [b for b in page.button if b.label.startswith("Take")]


def test_who_may_not_is_told_why_and_what_is_not_there_gets_a_sentence(open_page, board):  # noqa: F811
    apply(board, "police-lead")
    page = open_page("workbook", "scrutineer", **{"import": "I0001"})
    assert "You may not take back what a workbook brought in here" in seen(page)
    assert not [b for b in page.button if b.label.startswith("Take")]
    assert "There is no import" in open_page("workbook", "health-lead", **{"import": "I0001"}).warning[0].value
    lead = open_page("workbook", "police-lead", **{"import": "I0001"})
    assert [b for b in lead.button if b.label == "Take it all back"]

"""A form refused for what may identify somebody: nothing typed is lost, and those who may go on with a reason."""

from tests.pages.test_write_pages import (  # noqa: F401  (fixtures)
    DUE,
    TestWorkbook,
    board,
    field,
    open_page,
    press,
    seen,
    with_cell,
)
from tracker.commands import names
from tracker.queries import history
from tracker.queries.names import looked_for
from tracker.queries.register import current
from tracker.rules.sight import WHOLE
from tracker.rules.words import Status

NUMBER = "943 476 5919"
WORKBOOK = TestWorkbook()
del TestWorkbook  # its tests run where they are written


def labels(page):
    return [b.label for b in page.button]


def add_learning(open_page, words):  # noqa: F811
    """A form of one frame (all sent together), filled in and sent with these words."""
    page = open_page("reviews", "manager", tab="learning", do="add")
    field(page, "selectbox", "Which review").set_value("SOTON-K")
    field(page, "text_input", "Paragraph").set_value("8.2")
    field(page, "text_input", "Title").set_value("Voice")
    field(page, "text_area", "What is to be learned").set_value(words)
    return press(page, "Add this learning point")


def learned(board):  # noqa: F811
    return [point.summary for point in current(board.engine, sight=WHOLE).learning_points.values()]


def test_the_refusal_stands_under_the_button_and_no_word_is_lost(open_page, board):  # noqa: F811
    page = add_learning(open_page, f"Ask about {NUMBER}.")
    assert f"The summary holds an NHS number ({NUMBER})" in page.error[0].value.replace("\\", "")
    assert field(page, "text_area", "What is to be learned").value == f"Ask about {NUMBER}."
    assert field(page, "text_input", "Title").value == "Voice"
    assert "Save it all the same" in labels(page)
    assert learned(board) == []


def test_whoever_may_saves_it_all_the_same_once_there_is_a_reason(open_page, board):  # noqa: F811
    page = add_learning(open_page, f"Ask about {NUMBER}.")
    press(page, "Save it all the same")
    assert "Why it must stay is empty" in page.error[-1].value
    field(page, "text_input", "Why must this stay").set_value(f"Because of {NUMBER}")
    press(page, "Save it all the same")
    assert "Your reason holds an NHS number" in page.error[-1].value
    field(page, "text_input", "Why must this stay").set_value("The court's own reference")
    press(page, "Save it all the same")
    assert not page.error
    assert "**Added.**" in page.success[0].value
    assert learned(board) == [f"Ask about {NUMBER}."]
    (entry,) = history.entries(board.engine, sight=WHOLE, verb="go_on")
    assert entry.reason == "The court's own reference (let through: an NHS number in the summary)"
    assert "Save it all the same" not in labels(page)


def test_rewording_needs_no_reason(open_page, board):  # noqa: F811
    page = add_learning(open_page, NUMBER)
    field(page, "text_area", "What is to be learned").set_value("Ask the clerk.")
    press(page, "Add this learning point")
    assert not page.error
    assert learned(board) == ["Ask the clerk."]
    assert history.entries(board.engine, sight=WHOLE, verb="go_on") == ()


def test_a_lead_is_told_to_take_it_out_or_to_ring(open_page, board):  # noqa: F811
    action = board.to(board.plan(due=DUE).id, Status.IN_PROGRESS)
    page = open_page("my_agency", "police-lead", action=action.id)
    field(page, "text_area", "What has changed").set_value(f"Child {NUMBER} was seen.").run()
    press(page, "Send this update")
    assert "If it must stay, ring the business manager, who can enter it for you with a reason" in page.error[0].value
    assert field(page, "text_area", "What has changed").value == f"Child {NUMBER} was seen."
    assert "Save it all the same" not in labels(page)
    assert len(current(board.engine, sight=WHOLE).updates) == 1  # the one that began it


def test_the_refusal_goes_with_the_first_change_and_there_is_one_box(open_page, board):  # noqa: F811
    action = board.to(board.plan(due=DUE).id, Status.IN_PROGRESS)
    page = open_page("my_agency", "manager", agency="police", action=action.id)
    said = field(page, "text_area", "What has changed")
    said.set_value(f"Child {NUMBER} was seen.").run()
    press(page, "Send this update")
    press(page, "Save it all the same")
    (refused,) = page.error
    assert "Why it must stay is empty" in refused.value
    field(page, "text_area", "What has changed").set_value("A child was seen.").run()
    assert not page.error
    assert "Save it all the same" not in labels(page)
    press(page, "Send this update")
    assert "**Sent.**" in page.success[0].value


def test_the_history_tells_what_was_let_through(open_page, board):  # noqa: F811
    test_whoever_may_saves_it_all_the_same_once_there_is_a_reason(open_page, board)
    page = seen(open_page("history", "manager", show="all"))
    assert "Let through, with a reason" in page
    assert "court" in page


class TestNames:
    def test_a_name_goes_on_the_list_and_off_again(self, open_page, board):  # noqa: F811
        page = open_page("reviews", "manager", tab="names")
        assert "No name is on the list yet" in seen(page)
        field(page, "text_input", "Name").set_value("Zoë Quill")
        press(page, "Add this name")
        assert "**Added.**" in page.success[0].value
        assert "1 name on the list" in seen(page) and "Zoë Quill" in seen(page)
        field(page, "selectbox", "Which name").set_value("Zoë Quill")
        press(page, "Take it off")
        assert looked_for(board.engine) == ()

    def test_nobody_else_sees_it(self, open_page, board):  # noqa: F811
        names.add(board.engine, name="Zoë Quill", **board.signed())
        for who in ("chair", "scrutineer", "police-lead", "reader"):
            page = open_page("reviews", who, tab="names")
            assert "Quill" not in seen(page)
            assert "You may not keep the list of names" in seen(page)


class TestAWorkbook:
    def bring(self, open_page, board, who="manager"):  # noqa: F811
        board.plan(due=DUE)
        content = with_cell(WORKBOOK.sheet(board), "Progress", f"Seen: {NUMBER}.")
        return WORKBOOK.bring_in(open_page("workbook", who), content)

    def test_a_cell_is_a_problem_and_goes_through_with_a_reason(self, open_page, board):  # noqa: F811
        page = self.bring(open_page, board)
        assert "1 problem" in page.title[0].value
        assert f"holds an NHS number ({NUMBER})" in seen(page).replace("\\", "")
        assert next(b for b in page.button if b.label.startswith("Apply")).disabled
        next(c for c in page.checkbox if c.label.startswith("**Let through")).check().run()
        press(page, "Apply 1 change")
        assert "Why it must stay is empty" in page.error[0].value
        field(page, "text_input", "Why must it stay").set_value("The court's own reference").run()
        press(page, "Apply 1 change")
        assert "**Applied.** 1 action changed" in page.success[0].value
        (entry,) = history.entries(board.engine, sight=WHOLE, verb="go_on")
        assert entry.reason == "The court's own reference (let through: an NHS number in the update)"

    def test_a_lead_is_not_offered_to_let_it_through(self, open_page, board):  # noqa: F811
        page = self.bring(open_page, board, "police-lead")
        assert f"holds an NHS number ({NUMBER})" in seen(page).replace("\\", "")
        assert not [c for c in page.checkbox if c.label.startswith("**Let through")]

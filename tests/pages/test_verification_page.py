"""Verification on the screen: weak claims, verdicts with a reason, dip samples, measures, moves of dates."""

from datetime import date

import pytest

from tests.pages import test_write_pages as write_pages
from tests.pages.test_write_pages import field, press
from tracker.commands import evidence, extensions, measures, recommendations, samples
from tracker.queries.register import current
from tracker.rules.sampling import told
from tracker.rules.sight import WHOLE
from tracker.rules.words import ChangeKind, Direction, Found, Rung, Status

board, open_page = write_pages.board, write_pages.open_page  # the fixtures
K1 = "SOTON-K:1"
VIEWS = ("claims", "agencies", "samples", "needed")
EVERYBODY = ("manager", "chair", "scrutineer", "police-lead", "reader")


def seen(page):
    """Every word of the page, without what only Markdown needs."""
    return write_pages.seen(page).replace("\\", "").replace("\u00a0", " ")


def practice(book):
    recommendations.edit(book.engine, recommendation_id=K1, change=ChangeKind.PRACTICE, **book.signed())


def register(book):
    return current(book.engine, sight=WHOLE)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("person", EVERYBODY)
def test_every_view_opens_for_everybody_with_something_and_with_nothing_in_it(open_page, board, person, view):
    assert open_page("verification", person, view=view).title[0].value == "No claim waits"
    board.to(board.plan().id, Status.CLAIMED)
    board.to(board.plan(title="Audit").id, Status.ASSURED)
    samples.draw(board.engine, size=1, **board.signed("scrutineer"))
    assert (
        open_page("verification", person, view=view).title[0].value == "1 claim waits; 0 of 2 ever made were overturned"
    )


def test_a_weak_claim_is_said_to_be_and_leads_to_its_verdict(open_page, board):
    practice(board)
    id_ = board.to(board.plan(title="Ask every child").id, Status.CLAIMED).id
    page = open_page("verification", "scrutineer")
    assert "1 on too little evidence" in page.title[0].value
    row = page.table[0].value.iloc[0]
    assert row["Evidence"] == "**Too weak**"
    assert "it has no evidence, and a change of practice needs a dip sample at least" in row["Claim"]
    assert f"desk=verify&action={id_}" in row["Claim"]


def test_what_is_stronger_than_needed_is_named_and_not_taken_for_it(open_page, board):
    practice(board)
    id_ = board.to(board.plan().id, Status.CLAIMED).id
    evidence.attach_statement(
        board.engine, action_id=id_, statement="They ask us.", title="What staff said", rung=Rung.VOICE,
        about=board.now.date(), **board.signed("police-lead"),
    )  # fmt: skip
    words = seen(open_page("my_agency", "scrutineer", desk="verify", action=id_))
    assert "needs a dip sample at least: it has what children, families or practitioners say." in words


def test_assuring_on_weak_evidence_asks_why_and_keeps_the_answer(open_page, board):
    practice(board)
    id_ = board.to(board.plan().id, Status.CLAIMED).id
    page = open_page("my_agency", "scrutineer", desk="verify", action=id_)
    assert "**Too weak by itself.** It has no evidence" in page.warning[0].value
    field(page, "radio", "What do you find").set_value("assured").run()
    field(page, "text_area", "By what").set_value("I was told.").run()
    press(page, "Assure this action")
    assert "say why it is assured all the same" in page.error[0].value
    field(page, "text_area", "Why assure it although").set_value("The audit is in January.").run()
    press(page, "Assure this action")
    assert register(board).files[id_].verifications[-1].although == "The audit is in January."


def test_a_claim_with_enough_evidence_is_not_asked_about(open_page, board):
    id_ = board.to(board.plan().id, Status.CLAIMED).id
    page = open_page("my_agency", "scrutineer", desk="verify", action=id_)
    assert "Nobody has said what kind of change this asks for" in seen(page)
    field(page, "radio", "What do you find").set_value("assured").run()
    assert not [f for f in page.text_area if "although" in f.label]


def test_the_board_says_what_evidence_it_needs(open_page, board):
    page = open_page("verification", "manager", view="needed")
    field(page, "selectbox", "A change of practice").set_value(Rung.AUDIT)
    press(page, "Set this")
    assert "**Set.**" in page.success[0].value
    assert '"practice": "audit"' in register(board).settings["assurance"].value


def test_a_sample_is_drawn_looked_at_and_told_in_words(open_page, board):
    for number in range(3):
        board.to(board.plan(title=f"Train {number}").id, Status.ASSURED)
    page = open_page("verification", "scrutineer", view="samples")
    assert "3 actions stand assured and could be drawn" in seen(page)
    field(page, "number_input", "How many").set_value(2)
    field(page, "text_input", "Seed").set_value("2026-11").run()
    press(page, "Draw this sample")
    assert "**Drawn.** S1, from the seed 2026-11." in page.success[0].value
    assert "None of the 2 drawn has been looked at yet." in seen(page)
    page = open_page("verification", "scrutineer", view="samples", finding="S1-1")
    field(page, "radio", "Was it there").set_value(Found.NOT_FOUND)
    press(page, "Record what was found")
    assert "What did you find" in page.error[0].value
    field(page, "text_area", "What did you find").set_value("No log.")
    press(page, "Record what was found")
    (one,) = told(register(board))
    assert [f.note for f in one.not_found] == ["No log."]
    assert "Of 1 looked at, 0 were found. If all 3 had been looked at" in seen(page)


def test_nobody_is_offered_their_own_agencys(open_page, board):
    board.to(board.plan().id, Status.ASSURED)
    samples.draw(board.engine, size=1, **board.signed("scrutineer"))
    page = open_page("verification", "member", view="samples", finding="S1-1")
    assert "You cannot look at this one: you belong to the agency that owns it" in seen(page)
    assert not [b for b in page.button if b.label == "Record what was found"]


def test_a_measure_is_begun_read_and_shown(open_page, board):
    page = open_page("recommendation", "chair", id=K1, measure_do="measure")
    assert "Nothing is measured that would show whether it helped" in seen(page)
    field(page, "text_input", "What is measured").set_value("Children seen alone")
    field(page, "text_input", "In what unit").set_value("%")
    field(page, "radio", "Which way should it move").set_value(Direction.UP)
    field(page, "number_input", "Baseline").set_value(40.0)
    field(page, "number_input", "Target").set_value(90.0)
    press(page, "Add this measure")
    assert "**Added.** Children seen alone" in seen(page)
    page = open_page("recommendation", "chair", id=K1, measure_do="read")
    field(page, "number_input", "Children seen alone").set_value(62.5)
    field(page, "text_input", "Where was it read").set_value("Audit of 40 files")
    press(page, "Enter this reading")
    words = seen(page)
    assert "62.5 %" in words
    assert "27.5 points short of the target" in words
    (reading,) = register(board).readings.values()
    assert (reading.value, reading.entered_by) == (62.5, "chair")


def test_every_form_about_measures_opens(open_page, board):
    signed = board.signed
    for what in ("Seen", "Heard"):
        one = measures.add(
            board.engine, recommendation_id=K1, what=what, unit="%", direction=Direction.UP, **signed("chair")
        )
        measures.read(board.engine, measure_id=one.id, value=5, source="Audit", **signed("chair"))
    for verb in ("read", "measure", "correct", "withdraw", "end"):
        open_page("recommendation", "chair", id=K1, measure_do=verb, measure=one.id)
    page = open_page("recommendation", "police-lead", id=K1)
    assert "You may not keep the measures of a recommendation" in seen(page)


def test_the_overdue_page_says_what_moves_hide_and_lists_them(open_page, board):
    id_ = board.plan(due=date(2026, 2, 1)).id
    board.on(date(2026, 3, 1))
    asked = extensions.ask(
        board.engine, action_id=id_, to_due=date(2099, 1, 1), reason="Snow.", **board.signed("police-lead")
    )
    extensions.agree(board.engine, extension_id=asked.id, **board.signed("chair"))
    page = open_page("overdue", "reader")
    assert (
        "Nothing is overdue on its current date; 1 is late on its original date: 1 was given a later date. Of 1 move "
        "of dates, 1 was agreed when the date had already passed, for 1 action." in seen(page)
    )
    row = next(t.value for t in page.table if "From and to" in t.value.columns).iloc[0]
    assert "28\u00a0days late" in row["Agreed"]
    assert "Snow." in row["Action and reason"]
    assert "asked by Police lead" in row["Who"]
    assert "agreed by Chair" in row["Who"]


def test_a_closed_recommendation_with_no_measure_is_a_gap(open_page, board):
    for owner in ("police", "health"):
        board.to(board.plan(owner_id=owner, part_ids=(f"{K1}/a", f"{K1}/b")).id, Status.ASSURED)
    recommendations.close(board.engine, recommendation_id=K1, **board.signed("chair"))
    page = open_page("overview", "reader")
    rows = [row for t in page.table for row in t.value.values.tolist() if "Closed with no measure" in str(row[0])]
    assert rows
    assert rows[0][1] == "1 recommendation"

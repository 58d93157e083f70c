"""What a rating in another board's plan means: words, letters, percentages, a cell's colour, the plan's own key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.words import Brag, Status
from tracker.sheets.meaning.colours import rating_of_colour
from tracker.sheets.meaning.keys import legend, scale_in, statuses_in
from tracker.sheets.meaning.ratings import rated, rating_of

MEANS = {
    Brag.RED: """
        R
        RED
        red
        Red - overdue
        Red: no progress
        Off track
        Not on track
        Not on track to deliver
        Overdue
        Not met
        Not complete
        Significant issues
        25%
        🔴
        Coch
    """,
    Brag.AMBER: """
        A
        Amber
        Yellow
        Orange
        Amber/Green
        A/G
        AG
        Green / Amber
        Amber (was Red)
        Red to Amber
        AMBER – some delay in recruiting
        RAG: Amber
        Some issues
        At risk
        Partially met
        Slippage
        50%
    """,
    Brag.GREEN: """
        G
        green.
        GREEN - on track
        Green (on track)
        G (on track)
        RAG rating - G
        Rated Green by the subgroup
        Amber → Green
        Green/Blue
        On track
        On track to deliver
        On target
        Good progress
        75%
        🟢
        Gwyrdd
    """,
    Brag.BLUE: """
        B
        Blue
        Blue – Complete
        Complete
        Completed
        Delivered
        Fully met
        100%
        100
    """,
    Brag.GREY: """
        Grey
        Gray
        Not started
        Not yet started
        Not due
        0%
    """,
    None: """
        RAG
        BRAG
        Red Amber Green
        Review Advisory Group
        ●
        3
        F
        Yes
        n/a
        Ongoing
        In progress
        To be completed
        Nearly complete
        No longer required
        Red Cross training
        Blue light services
        Green Paper published
        Amber Alert
    """,
}
COLOURS = {
    Brag.RED: "FF0000 FFC7CE C00000 F2DCDB E6B8B7 DA9694 FF5050 800000 9C0006 FF3300 FF99CC",
    Brag.AMBER: "FFC000 FFFF00 FFEB9C FFF2CC FFE699 FFD966 FFFFCC FFFF99 F8CBAD F4B084 ED7D31 C65911 FF6600 F79646 "
    "FDE9D9",
    Brag.GREEN: "C6EFCE 00B050 92D050 70AD47 A9D08E E2EFDA 00FF00 9BBB59 EBF1DE D8E4BC CCFFCC 006100 008000",
    Brag.BLUE: "5B9BD5 0070C0 BDD7EE 00B0F0 002060 1F497D 4472C4 DCE6F1 DAEEF3 B7DEE8 00FFFF 003366 #0070C0 FF0070C0",
    Brag.GREY: "D9D9D9 BFBFBF A6A6A6 A5A5A5 808080 595959",
    None: "FFFFFF 000000 F2F2F2 E7E6E6 EEECE1 DDD9C4 C4BD97 D6DCE4 44546A 7030A0 8064A2 CCC0DA 333333 12345 blue",
}


def lines(text):
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize(("written", "brag"), [(each, brag) for brag in MEANS for each in lines(MEANS[brag])])
def test_words_letters_and_percentages_mean_a_rating_or_none(written, brag):
    assert rating_of(written) == brag


@pytest.mark.parametrize(("rrggbb", "brag"), [(each, brag) for brag in COLOURS for each in COLOURS[brag].split()])
def test_a_colour_is_what_eyes_call_it(rrggbb, brag):
    assert rating_of_colour(rrggbb) == brag


def test_what_was_decided_is_said():
    assert rated("Green").flag is None
    assert "the worse of them, amber" in rated("Amber/Green").flag
    assert "how far it is, not how well it goes" in rated("50%").flag
    assert "the rating it moved to" in rated("Red to Amber").flag


def test_a_key_of_colours_keeps_the_colours_and_says_what_they_mean_of_the_status():
    key = [{0: "RAG key: R – Not started; A – In progress; G – Complete"}]
    assert scale_in(key) == {"r": Brag.RED, "a": Brag.AMBER, "g": Brag.GREEN}
    assert statuses_in(key) == {"r": Status.PLANNED, "a": Status.IN_PROGRESS, "g": Status.CLAIMED}


def test_a_key_in_a_row_of_cells_or_in_two_columns():
    assert scale_in([{0: "Key:", 1: "Green = On track", 2: "Amber = Some issues", 3: "Red = Not on track"}]) == {
        "green": Brag.GREEN,
        "amber": Brag.AMBER,
        "red": Brag.RED,
    }
    steps = [{0: "1", 1: "Not started"}, {0: "2", 1: "Some progress"}, {0: "3", 1: "On track"}, {0: "4", 1: "Complete"}]
    assert scale_in(steps) == {"1": Brag.GREY, "2": Brag.AMBER, "3": Brag.GREEN, "4": Brag.BLUE}


def test_numbers_and_odd_colours_are_read_by_the_key_alone():
    scale = scale_in([{0: "1 = Red, 2 = Amber, 3 = Green"}])
    assert [rating_of("2", scale), rating_of("3", scale), rating_of("4", scale), rating_of("2")] == [
        Brag.AMBER, Brag.GREEN, None, None]  # fmt: skip
    assert (
        scale_in([{0: "Key: Red: overdue; Amber: at risk; Green: on track; Purple: complete"}])["purple"] == Brag.BLUE
    )


@pytest.mark.parametrize(
    "text",
    ["F accepts in full, P in principle", "F = accepts in full, P = in principle", "Ref 1: Review the policy", ""],
)
def test_a_key_that_rates_nothing_is_no_scale(text):
    assert scale_in([{0: text}]) == {}


def test_a_table_of_actions_is_no_key():
    rows = [
        {0: "Ref", 1: "Action", 2: "Lead"},
        {0: 1, 1: "Review the policy", 2: "Police"},
        {0: 2, 1: "Train all staff"},
    ]
    assert scale_in(rows) == {}


@given(st.text(), st.text())
def test_no_text_raises(one, other):
    assert rating_of(one) is None or isinstance(rating_of(one), Brag)
    rating_of_colour(one)
    legend([{0: one, 1: other}])
    scale_in([{0: one, 1: other}, {0: other}])


@given(st.text("0123456789ABCDEF", min_size=6, max_size=6))
def test_every_colour_has_an_answer(rrggbb):
    assert rating_of_colour(rrggbb) in (None, Brag.RED, Brag.AMBER, Brag.GREEN, Brag.BLUE, Brag.GREY)

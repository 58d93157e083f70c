"""Several actions in one cell, and the cells beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.sheets.meaning.several import actions_in, align

SPLIT = {
    "1. Review the policy. 2. Train all staff. 3. Audit the cases.": ["Review the policy.", "Train all staff.",
    "Audit the cases."],
    "1. Review the policy\n2. Train all staff": ["Review the policy", "Train all staff"],
    "1.Review the policy 2.Train staff": ["Review the policy", "Train staff"],
    "1) Review 2) Train": ["Review", "Train"],
    "(1) Review (2) Train": ["Review", "Train"],
    "1 Review the policy\n2 Train staff": ["Review the policy", "Train staff"],
    "1 – Review the policy\n2 – Train staff": ["Review the policy", "Train staff"],
    "Action 1: Review\nAction 2: Train": ["Review", "Train"],
    "a) Review the policy b) Train staff c) Audit": ["Review the policy", "Train staff", "Audit"],
    "A. Review policy\nB. Train staff": ["Review policy", "Train staff"],
    "(i) Review (ii) Train staff (iii) Audit cases": ["Review", "Train staff", "Audit cases"],
    "i) Review; ii) train; iii) audit": ["Review", "train", "audit"],
    "• Review the policy\n• Train staff": ["Review the policy", "Train staff"],
    "- Review the policy\n- Train staff": ["Review the policy", "Train staff"],
    "* Review\n* Train": ["Review", "Train"],
    "o Review the policy\no Train staff": ["Review the policy", "Train staff"],
    "\uf0b7 Review\n\uf0b7 Train": ["Review", "Train"],
    "The Trust will:\n1. Review the policy\n2. Train staff": ["The Trust will: Review the policy", "The Trust will: "
    "Train staff"],
    "Actions are: a) review policy; b) train staff; and c) audit.": ["Actions are: review policy", "Actions are: "
    "train staff", "Actions are: audit."],
    "Lead-in words 1. Review the policy 2. Train": ["Lead-in words Review the policy", "Train"],
    "1. Review (see 2. below) 2. Train all": ["Review (see 2. below)", "Train all"],
    "1. Review 1.1 first task 1.2 next task 2. Train": ["Review 1.1 first task 1.2 next task", "Train"],
}  # fmt: skip
WHOLE = [
    "Review the policy",
    "Review the policy\nTrain staff",
    "1. Review the policy",
    "1. Review the policy 3. Train staff",
    "Review by 1.12.2018 and 2.12.2018",
    "Policy in place since 1.12.2018. See recommendation 10.2.3 and No. 1 and No. 2.",
    "See section 1. Then section 2. of the guide",
    "Phase 1. Begin Phase 2. End",
    "In year 1. they will do it; in year 2. they will audit",
    "25 staff trained. 30 more by 1. April",
    "Plan A. Then B.",
    "Review the policy – train staff – audit cases",
    "1. 2. 3.",
]


@pytest.mark.parametrize("written", SPLIT)
def test_clear_numbering_and_bullets_split(written):
    assert actions_in(written) == SPLIT[written]


@pytest.mark.parametrize("written", WHOLE)
def test_dates_references_and_running_text_do_not(written):
    assert actions_in(written) == [written]


@pytest.mark.parametrize("written", ["", " ", "\n\t"])
def test_an_empty_cell_holds_no_action(written):
    assert actions_in(written) == []


def test_cells_numbered_alike_are_paired_and_others_belong_to_each_action():
    actions = ["Review", "Train"]
    assert align(actions, ["1. March 2015 2. June 2015", "Police"]) == [
        ("March 2015", "Police"),
        ("June 2015", "Police"),
    ]
    assert align(actions, ["1. March 2. June 3. July"]) == [("1. March 2. June 3. July",)] * 2
    assert align(["Review"], ["1. March 2015 2. June 2015"]) == [("1. March 2015 2. June 2015",)]


def test_plain_lines_are_paired_only_when_told():
    assert align(["Review", "Train"], ["March\nJune"]) == [("March\nJune",)] * 2
    assert align(["Review", "Train"], ["March\nJune"], lines=True) == [("March",), ("June",)]


PIECES = st.sampled_from(
    [
        "1.",
        "2.",
        "3)",
        "(a)",
        "b)",
        "(i)",
        "ii.",
        "•",
        "-",
        "\n",
        "Review",
        "policy",
        "10.2.3",
        "1.12.2018",
        ":",
        ";",
        "and",
        "No.",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join)))
def test_no_text_raises_and_no_word_is_lost(written):
    pieces = actions_in(written)
    assert all(piece.strip() for piece in pieces)
    assert bool(pieces) == bool(written.strip())
    kept = " ".join(pieces)
    assert all(word in kept for word in written.split() if len(word) > 3 and word.isalpha() and word.isascii())

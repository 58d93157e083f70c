"""What a status in another board's plan means. Each list holds words that mean the status it stands under."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.words import Status
from tracker.sheets.meaning.statuses import not_doing_words, percent_in, status_of
from tracker.sheets.writing.lists import STATUSES

MEANS = {
    Status.CLAIMED: """
        Complete
        Completed
        Completed 12/05/2016
        Completed (March 2015)
        Complete - March 2015
        Achieved
        Done
        Delivered
        Closed
        Implemented
        Embedded
        Fully met
        Green - complete
        Green-complete
        Blue – Complete
        100%
        100% complete
        Action completed
        Action complete. Evidence submitted to board
        COMPLETE
        Fully implemented and embedded
        Signed off by the Board 12 May 2016
        Training has been completed by all staff.
        Policy has been reviewed and is now in place. Training delivered to all staff. Completed.
        Complete. Monitoring is ongoing.
        12/05/2016: Completed
        May 2016 - Complete
        Status: Complete
        This action is complete and evidence has been shared with the subgroup at its meeting in June.
        Embedded in practice
        Wedi'i gwblhau
        Discharged
        ✓
        ✔
        Completed and ongoing
        Compliant
        Met
        Actioned
        All actions complete
        Has been achieved
    """,
    Status.IN_PROGRESS: """
        Ongoing
        On-going
        On going
        In progress
        In-Progress
        On track
        On track to deliver
        Partially complete
        Part complete
        Started
        Underway
        Under way
        Work is being taken forward to see whether this would be practicable.
        Work is being taken forward to see whether this would be practicable
        Some issues
        Not on track
        Not on track to deliver
        Delayed
        Overdue
        Update pending
        25%
        50%
        75% complete
        Amber - 75% complete
        not complete
        Not completed
        incomplete
        not yet achieved
        nearly complete
        almost complete
        Partially met
        Not met
        Awaiting completion of training
        Expected completion March 2015
        Training completed for 50% of staff
        Completed. However the audit is not yet complete.
        Policy reviewed. Ongoing.
        Q3 2018: On track
        The policy is being drafted and will be presented to the Board in September for approval.
        Ar y gweill
        On hold
        Ongoing - to be completed by March 2015
        In progress - nearly complete
        Completed but requires ongoing monitoring
        Ongoing (completed for new staff)
        75
        0.5
        Non-compliant
        Police: complete. Health: ongoing
        All actions completed except training
        Complete subject to sign off
        Pending completion
        Until complete
        Due for completion March 2015
        Completed in part
        Has not been achieved
        Cannot be completed
        Unable to complete
        Carried forward
    """,
    Status.PLANNED: """
        Not started
        Not yet started
        Agreed
        Planned
        To be started
        0%
        Outstanding
        TBC
        to be completed by March
        To be completed by March 2015
        will be completed
        Will be completed in the next quarter
        Red - not started
        Work has not yet commenced on this action because of vacancies in the team.
        Open
        Not due
        To complete
    """,
    None: """
        B
        Green
        no longer required
        Superseded
        Superseded by action 4
        Rejected
        Not agreed
        Closed - no longer required
        Closed – superseded by the new strategy
        Complete the audit by March
        Complete audit of all cases
        The Board will consider this at its next meeting
        New guidance was issued to staff in June and a workshop was held in July
        n/a
        -
        Yes
        Discussed at meeting
        Completion date March 2015
        Abandoned
        Withdrawn
        Revised
    """,
}
NOT_DOING = """
    no longer required
    No longer relevant
    Superseded by action 4
    Closed – superseded by the new strategy
    Rejected
    Not agreed
    Not accepted by the Trust
    Withdrawn
    Cancelled
    Merged with recommendation 5
    Will not be taken forward
    Abandoned
"""
STILL_DOING = """
    Agreed
    Not started
    Not yet complete
    Complete
    On hold
    The old form was rejected by staff in a pilot, and a new one has been drafted and will be issued in June
"""


def lines(text):
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize(("written", "status"), [(each, status) for status in MEANS for each in lines(MEANS[status])])
def test_words_of_boards_mean_a_status_or_none(written, status):
    assert status_of(written) == status


@pytest.mark.parametrize("written", lines(NOT_DOING))
def test_what_will_not_be_done_has_no_status_and_is_told_apart(written):
    assert status_of(written) is None
    assert not_doing_words(written)


@pytest.mark.parametrize("written", lines(STILL_DOING))
def test_what_is_still_to_be_done_is_not_taken_for_given_up(written):
    assert not not_doing_words(written)


def test_percentages_say_how_far_it_is():
    found = {text: percent_in(text) for text in ("25%", "75 % complete", "100", "0.5", "250%", "12", "Complete")}
    assert found == {"25%": 25, "75 % complete": 75, "100": 100, "0.5": 50, "250%": None, "12": None, "Complete": None}


PIECES = st.sampled_from(
    [
        "complete",
        "not",
        "nearly",
        "ongoing",
        "to",
        "be",
        "will",
        ".",
        ";",
        "\n",
        "-",
        "Green:",
        "50%",
        "12/05/2016",
        "superseded",
        "agreed",
        "train",
        "staff",
        "policy",
        "until",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join)))
def test_no_text_raises_and_none_is_more_than_claimed(written):
    assert status_of(written) in (None, *STATUSES)
    assert isinstance(not_doing_words(written), bool)


@given(st.sampled_from(["not", "not yet", "nearly", "almost", "partially", "to be", "will be", "yet to be", "hasn't "
    "been"]),
       st.sampled_from(["completed", "achieved", "delivered", "implemented", "closed", "fully met", "embedded",
           "done"]))  # fmt: skip
def test_a_doubt_before_the_word_is_heard(doubt, word):
    assert status_of(f"{doubt} {word}") in (Status.PLANNED, Status.IN_PROGRESS)

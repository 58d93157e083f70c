"""What a report says of itself on its first page."""

import pytest

from tracker.extraction.facts import facts
from tracker.extraction.source import Source
from tracker.extraction.whole import whole
from tracker.rules.candidates import Block
from tracker.rules.words import BlockKind


def said(front, *after, title=""):
    lines = [one.strip() for one in front.strip().splitlines()]
    blocks = [Block(number, BlockKind.TEXT, text) for number, text in enumerate(lines)]
    first = len(blocks)
    blocks += [
        Block(
            first + number,
            BlockKind.TEXT,
            text,
            f"1.{number + 1}" if number + 1 < len(after) or len(after) == 1 else "",
        )
        for number, text in enumerate(after)
    ]
    return facts(Source(tuple(blocks), title=title))


@pytest.mark.parametrize(
    ("front", "facts_of_it"),
    [
        (
            """
            Ravenside Safeguarding Children Board
            Serious Case Review
            Child Q
            Author: Ellen Marsh
            March 2017
            """,
            (
                "Serious Case Review: Child Q",
                "Child Q",
                "Ravenside Safeguarding Children Board",
                "Ellen Marsh",
                "March 2017",
            ),
        ),
        (
            """
            BABY B
            A LOCAL CHILD SAFEGUARDING PRACTICE REVIEW
            Westhaven Safeguarding Children Partnership
            Independent Reviewer: Dr Amir Khan
            Published: 12 May 2021
            """,
            (
                "BABY B: A LOCAL CHILD SAFEGUARDING PRACTICE REVIEW",
                "Baby B",
                "Westhaven Safeguarding Children Partnership",
                "Dr Amir Khan",
                "12 May 2021",
            ),
        ),
        (
            """
            Safeguarding Adults Review concerning
            Adult C
            Northmoor Safeguarding Adults Board
            Lead reviewer
            Joan Pryce
            """,
            (
                "Safeguarding Adults Review concerning Adult C",
                "Adult C",
                "Northmoor Safeguarding Adults Board",
                "Joan Pryce",
                "",
            ),
        ),
        (
            """
            Needs assessment of young carers
            Prepared by Ravenside County Council
            Report by Owen Bates
            November 2014
            """,
            ("Needs assessment of young carers", "", "Ravenside County Council", "Owen Bates", "November 2014"),
        ),
        (
            """
            Overview report
            Child K2
            Paul Ames BA, MSc, CQSW
            """,
            ("Overview report: Child K2", "Child K2", "", "Paul Ames", ""),
        ),
    ],
)  # fmt: skip
def test_the_first_page_says_what_a_report_is(front, facts_of_it):
    got = said(front, "This review was begun in June 2015.")
    assert (got[0].replace("concerning: ", "concerning "), *got[1:]) == facts_of_it


def test_nothing_is_made_up_where_nothing_is_said():
    assert said("Minutes", "We met in the hall.") == ("Minutes", "", "", "", "")
    assert facts(Source(())) == ("", "", "", "", "")


def test_the_file_s_own_title_is_only_the_last_resort():
    assert facts(Source((), title="report_final_v3"))[0] == "report_final_v3"
    assert (
        said("Serious Case Review\nChild Q", "It began.", title="report_final_v3")[0] == "Serious Case Review: Child Q"
    )


def test_words_that_only_look_like_a_pseudonym_are_none():
    front = "Serious Case Review"
    assert (
        said(front, *["Every child in care and each adult at risk was seen; child protection plans were made."] * 8)[1]
        == ""
    )


def test_a_pseudonym_that_only_the_text_uses_is_found():
    assert said("Serious Case Review", *["Nobody spoke to Child R that day."] * 6)[1] == "Child R"


def test_author_and_board_may_be_told_in_the_text():
    got = said(
        "Serious Case Review",
        "The Ravenside Local Safeguarding Children Board commissioned this. "
        "A lead report author, Ellen Marsh (a social worker), was named.",
        "June 2018",
    )
    assert got[2:] == ("Ravenside Local Safeguarding Children Board", "Ellen Marsh", "June 2018")


def test_a_date_in_the_first_paragraphs_is_not_the_report_s():
    assert said("Serious Case Review", "He died on 3 March 2012.")[4] == ""


REPORT = b"""# Serious Case Review: Child Q

Ravenside Safeguarding Children Board

## 7 The agencies

7.1 There is a recommendation about dentists. The police IMR recommends that officers ask who lives there.

## 8 Recommendations

**Recommendation 1:** The Board should write to every school.

## Single agency recommendations

### Westhaven Hospital Trust

**Recommendation 1:** The Trust should send letters within a day.
"""


def test_a_report_as_read_holds_its_facts_and_what_it_tells_beside_its_list():
    read = whole(REPORT, "md")
    assert (read.subject, read.publisher) == ("Child Q", "Ravenside Safeguarding Children Board")
    kinds = [str(one.kind) for one in read.candidates]
    assert kinds.count("recommendation") == 1
    assert kinds.count("promise") == 1
    assert [one.agency for one in read.candidates if one.kind == "single_agency"] == [
        "Westhaven Hospital Trust",
        "police",
    ]
    assert [one.number for one in read.candidates] == list(range(len(kinds)))

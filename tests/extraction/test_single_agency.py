"""Recommendations of one agency's own review: told in the narrative, or listed under a heading that says so."""

import pytest

from tests.extraction.telling import read
from tracker.extraction.narrative.single_agency import find, is_single_agency


def told(said, heading="7.2 Northmoor Police"):
    return read(find, f"# 7 The agencies\n## {heading}\n7.2.3 {said}")


@pytest.mark.parametrize(
    ("said", "agency", "text"),
    [
        (
            "The fire service IMR recommends that crews are told how to refer a child.",
            "fire service",
            "The fire service IMR recommends that crews are told how to refer a child.",
        ),
        (
            "The Trust's IMR makes two recommendations that midwives record who is at home and that they ask again.",
            "Northmoor Police",
            "The Trust's IMR makes two recommendations that midwives record who is at home and that they ask again.",
        ),
        (
            "This leads to a clear recommendation from the IMR: “Officers should photograph where a child sleeps.”",
            "Northmoor Police",
            "Officers should photograph where a child sleeps.",
        ),
        (
            "Officers need to know what counts as a referral. That is not written down. "
            "An appropriate recommendation is made in the IMR.",
            "Northmoor Police",
            "Officers need to know what counts as a referral. That is not written down. "
            "An appropriate recommendation is made in the IMR.",
        ),
        (
            "The recommendations submitted by Westhaven Hospital Trust deal with discharge letters.",
            "Westhaven Hospital Trust",
            "The recommendations submitted by Westhaven Hospital Trust deal with discharge letters.",
        ),
        (
            "The internal investigation made three recommendations about custody records.",
            "Northmoor Police",
            "The internal investigation made three recommendations about custody records.",
        ),
    ],
)  # fmt: skip
def test_what_an_agency_s_own_review_recommends_is_told_as_its_own(said, agency, text):
    (one,) = told(said)
    assert (one.agency, one.text, one.place.paragraph) == (agency, text, "7.2.3")
    assert one.about


def test_a_second_one_in_the_next_sentence_is_the_same_agency_s():
    first, second = told(
        "The recommendation in the probation IMR that: ‘Home visits be made in pairs’ is welcome. "
        "Similarly, the recommendation to sample visits is welcome."
    )
    assert (first.text, first.agency) == ("Home visits be made in pairs", "probation")
    assert (second.agency, second.about) == ("probation", "sample visits is welcome")


def test_a_list_that_agencies_reviews_lead_to_is_one_each():
    found = read(
        find,
        """
        ## 4 Learning
        4.1 Most of the IMR reports hold recommendations for their own teams.
        4.2 The following, taken from the IMR reports, seem of wider note:
        - ask who else lives in the household;
        - keep one chronology;
        4.3 The plan will be reviewed.
        """,
    )
    assert [one.text for one in found] == ["ask who else lives in the household;", "keep one chronology;"]
    assert {one.place.paragraph for one in found} == {"4.2"}
    assert all(one.agency is None and one.doubts for one in found)


def test_a_list_of_one_agency_s_review_has_its_agency():
    found = told("The Trust's IMR has made three recommendations:", "7.2 Westhaven Hospital Trust")
    assert [one.agency for one in found] == ["Westhaven Hospital Trust"]
    found = read(
        find,
        """
        ## 7.2 Westhaven Hospital Trust
        7.2.3 The Trust's IMR has made three recommendations:
        - Letters go out within a day.
        - A nurse in charge signs them.
        - The GP is rung.
        """,
    )
    assert [(one.agency, one.about) for one in found] == [
        ("Westhaven Hospital Trust", "Letters go out within a day"),
        ("Westhaven Hospital Trust", "A nurse in charge signs them"),
        ("Westhaven Hospital Trust", "The GP is rung"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "The IMR makes no recommendation on this.",
        "A recommendation could have been made to the court. There was none in the IMR.",
        "These are complemented by more detailed recommendations, specific to each agency, contained in the IMRs.",
        "Each agency will track the recommendations from agency reports.",
        "In addition to the recommendations in the individual IMR reports, the panel looked at several themes.",
        "The IMR is thorough and honest.",
        "There is a recommendation in this report about supervision.",
        "The Marsden Inquiry made 108 recommendations to government.",
        "The IMR does not make any recommendation about shift patterns.",
    ],
)
def test_what_only_speaks_of_such_reviews_is_none(said):
    assert told(said) == []


def test_what_is_already_a_recommendation_is_not_told_twice():
    assert read(find, "[1] The Board should see that what the police IMR recommends is carried out.") == []


@pytest.mark.parametrize(
    ("headings", "agency"),
    [
        (("Recommendations", "Single agency recommendations", "Westhaven Hospital Trust"), "Westhaven Hospital Trust"),
        (("10 Single-agency recommendations", "10.2 Northmoor Police"), "Northmoor Police"),
        (("Individual Management Review recommendations",), ""),
        (("Appendix 2", "Recommendations from the IMRs", "Children's Services"), "Children's Services"),
        (("IMR Recommendations: Ravenside Academy",), "Ravenside Academy"),
        (("Northmoor Police", "Individual agency recommendations"), "Northmoor Police"),
        (("Agencies’ own recommendations", "Housing"), "Housing"),
        (("Recommendations",), None),
        (("Recommendations to the Board",), None),
        (("Multi-agency recommendations",), None),
        (("Single agency recommendations", "Overview recommendations"), None),
        (("The agencies", "Westhaven Hospital Trust", "Recommendations"), None),
        (("Recommendations for all agencies",), None),
        (("Single agency learning",), None),
        ((), None),
    ],
)
def test_a_heading_says_that_what_stands_under_it_is_one_agency_s_own(headings, agency):
    assert is_single_agency(headings) == agency

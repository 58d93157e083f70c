"""Sentences that say that the report recommends something: found, matched to what keeps them, or reported unkept."""

import json
from pathlib import Path

import pytest

from tests.extraction.telling import read, report
from tracker.extraction.narrative.keeping import Keeper
from tracker.extraction.narrative.promises import find
from tracker.extraction.narrative.telling import units

LIST = """
# 9 Recommendations
[1] The Partnership should require every agency to show that staff receive reflective supervision.
[2] The Partnership should audit how often housing officers attend case conferences.
[3] The Partnership should review the guidance on bruising in babies who do not yet crawl.
[4] Schools should report to the Partnership how governors oversee elective home education.
"""


def promised(said):
    return read(find, f"# 6 Analysis\n6.4 {said}\n{LIST}")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("There is a recommendation in this report about reflective supervision.", "1"),
        ("Housing officers were never invited. This is the subject of a recommendation.", "2"),
        ("The review makes a recommendation that guidance on bruising in babies be revised.", "3"),
        ("Nobody asked how he was taught at home (see recommendation 4).", "4"),
        ("The guidance on bruising was out of date, and this is addressed in Recommendation 3 below.", "3"),
        ("Governors knew little of home education. A recommendation is made accordingly.", "4"),
        ("The panel has made a recommendation on supervision.", "1"),
        ("Supervision was thin. Recommendation 1 addresses this.", "1"),
        ("Home education is returned to under recommendations 3 and 4.", "3"),
        ("Conferences went ahead without housing officers, which leads to a recommendation on their attendance.", "2"),
    ],
)
def test_a_promise_is_matched_to_what_keeps_it(said, kept):
    (one,) = promised(said)
    assert (one.kept_by, one.place.paragraph) == (kept, "6.4")
    assert one.about


@pytest.mark.parametrize(
    ("said", "about"),
    [
        (
            "There is a recommendation about interpreters in the emergency department.",
            "interpreters in the emergency department",
        ),
        (
            "Nobody had read the letters from the fostering panel. There is a recommendation on fostering panels.",
            "fostering panels",
        ),
        (
            "It raises questions about the reach of the pharmacy scheme and there is a recommendation on this.",
            "the reach of the pharmacy scheme",
        ),
        (
            "The review makes a recommendation that dentists be told of missed appointments.",
            "dentists be told of missed appointments",
        ),
        ("A recommendation is made regarding water safety.", "water safety"),
    ],
)
def test_a_promise_that_nothing_keeps_is_reported_unkept(said, about):
    (one,) = promised(said)
    assert one.kept_by is None
    assert one.about == about
    assert "no recommendation was found" in one.reason and one.doubts


@pytest.mark.parametrize(
    "said",
    [
        "There is no recommendation on this point because the agency has since changed its practice.",
        "A recommendation could have been made to the court that a report be written.",
        "It was not a recommendation of the conference that the child be seen by a doctor.",
        "The review does not make a recommendation for every lesson.",
        "The recommendations of the strategy meeting were not followed up.",
        "An appropriate recommendation is made in the IMR.",
        "Many of the recommendations from earlier reviews had been carried out.",
        "The trust is taking action in response to recommendation 3 of the 2012 inquiry.",
        "The Coroner recommended that the crossing be closed.",
        "This section is followed by conclusions and recommendations.",
        "There are 4 recommendations in total.",
        "Recommendation 2 of the Brackley inquiry had asked for the same.",
    ],
)
def test_what_only_sounds_like_a_promise_is_none(said):
    assert promised(said) == []


def test_a_sentence_that_leads_to_a_recommendation_is_kept_by_the_one_that_follows():
    found = read(
        find,
        """
        6.1 Drugs lay within reach of the child, therefore it is also recommended:
        [8] That supervision be weighed.
        6.2 Managers had no training of their own. Thus:
        [9] That the Board ask for assurance.
        """,
    )
    assert [(one.place.paragraph, one.kept_by) for one in found] == [("6.1", "8"), ("6.2", "9")]


def test_words_inside_a_recommendation_or_a_heading_promise_nothing():
    told = """
    # 7 There is a recommendation about lighting
    [1] The Board should see that there is a recommendation on lighting in every plan.
    """
    assert read(find, told) == []


def test_a_number_that_no_recommendation_has_is_doubted_and_another_that_it_names_counts():
    (one,) = promised("See recommendations 2 and 7 on conferences.")
    assert one.kept_by == "2"
    assert one.doubts == ("There is no recommendation 7.",)


def test_a_match_by_words_says_so():
    (one,) = promised("There is a recommendation in this report about reflective supervision.")
    assert one.doubts == ("The two were matched by their words alone.",)


def test_a_report_without_a_list_keeps_no_promise():
    (one,) = read(find, "6.4 There is a recommendation about supervision.")
    assert one.kept_by is None


def test_the_first_review_s_promises_are_never_given_to_the_wrong_recommendation():
    review = json.loads((Path(__file__).parents[2] / "data" / "reviews" / "SOTON-K.json").read_text(encoding="utf-8"))
    lines = "\n".join(f"[{one['ref']}] {' '.join(one['text'].split())}" for one in review["recommendations"])
    source, recommendations = report(f"# 8 Analysis\n8.1 Nothing.\n# 9 Recommendations\n{lines}")
    every = units(source)
    keeper = Keeper(every, recommendations)
    matched = 0
    for one in review["promises"]:
        kept = keeper.by_words(one["about"], [], every[1])
        assert kept is None or kept.ref == one["kept_by"], one["about"]
        matched += kept is not None
    assert matched >= 4, "of the six that are kept, told in other words than the report's, and without their headings"

"""Learning without a recommendation of its own: labelled, said in a sentence, or a theme that nobody took up."""

import pytest

from tests.extraction.telling import read
from tracker.extraction.narrative.learning import find


@pytest.mark.parametrize(
    ("told", "text", "about"),
    [
        (
            "5.3 Learning point 3: Night staff did not know whom to ring.",
            "Night staff did not know whom to ring.",
            "Night staff did not know whom to ring",
        ),
        ("5.3 Lesson: a cancelled visit is a visit not made.",
         "a cancelled visit is a visit not made.", "a cancelled visit is a visit not made"),
        (
            "5.3 It was late. It is learning for schools that a new pupil brings an old file.",
            "It is learning for schools that a new pupil brings an old file.",
            "schools that a new pupil brings an old file",
        ),
        (
            "5.3 A key learning point is that grandparents were never asked.",
            "A key learning point is that grandparents were never asked.",
            "grandparents were never asked",
        ),
        (
            "5.3 The lesson here is that one letter is no offer of help.",
            "The lesson here is that one letter is no offer of help.",
            "one letter is no offer of help",
        ),
        ("# Learning point 4\nA dentist sees what a teacher cannot.",
         "A dentist sees what a teacher cannot.", "A dentist sees what a teacher cannot"),
        ("# Key learning\n- Dogs in the house were not asked about.",
         "Dogs in the house were not asked about.", "Dogs in the house were not asked about"),
        ("# 8 Lessons learned\n- Interpreters should not be relatives.",
         "Interpreters should not be relatives.", "Interpreters should not be relatives"),
    ],
)  # fmt: skip
def test_learning_is_found_where_it_is_told(told, text, about):
    (one,) = read(find, told)
    assert (one.text, one.about) == (text, about)


@pytest.mark.parametrize(
    "told",
    [
        "5.3 The review learned that there had been nine students that year.",
        "5.3 Practitioners came to a learning event in March.",
        "5.3 There were no learning points from the involvement of the library.",
        "5.3 Research shows that the key lesson for schools is that attendance matters.",
        "5.3 He has a learning disability and lessons were hard for him.",
        "5.3 The purpose of a review is that lessons are learned.",
        "5.3 The learning and improvement framework was set up in 2014.",
        "# Learning\n5.3 The panel met four times and read every report.",
        "# Learning point 4\n[4] The Board should tell dentists whom to ring.",
        "5.3 A key learning point is that dentists had no number.\n[4] The Board should tell dentists whom to ring.",
    ],
)
def test_what_only_speaks_of_learning_is_none_nor_is_what_a_recommendation_follows(told):
    assert read(find, told) == []


def test_learning_that_a_recommendation_says_is_that_recommendation_s():
    told = """
    5.3 Learning point 3: Housing officers were not invited to conferences on eviction.
    5.4 Learning point 4: Dentists had no number to ring.
    # 9 Recommendations
    [1] The Partnership should invite housing officers to conferences wherever eviction is threatened.
    [2] The Partnership should publish the plan.
    """
    (one,) = read(find, told)
    assert one.about == "Dentists had no number to ring"


THEMES = """
# 8 Issues arising
## 8.1 Introduction
8.1.1 This chapter looks across the agencies.
## 8.2 Rural transport
8.2.1 Buses did not run. The family could not reach any clinic.
## 8.3 Supervision of staff
8.3.1 It was thin.
## 8.4 Bruising
8.4.1 It was not examined.
## 8.5 Was it preventable?
8.5.1 Perhaps.
# 9 Recommendations
[1] The Board should see that staff are supervised.
[2] The Board should revise the guidance on bruising.
"""


def test_a_theme_of_the_analysis_that_no_recommendation_names_is_proposed():
    (one,) = read(find, THEMES)
    assert (one.place.paragraph, one.about) == ("8.2", "Rural transport")
    assert one.text == "Rural transport\n8.2.1 Buses did not run."
    assert one.doubts == ("The report does not call it learning: it was found because nothing is recommended.",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("any clinic.", "any clinic. There is a recommendation about buses."),  # promised: the promise says it
        ("# 8 Issues arising", "# 8 What happened"),  # no chapter of issues
        ("bruising.", "bruising and on transport."),  # taken up
        ("8.2.1 Buses", "[3] The Board should see that clinics are near.\n8.2.1 Buses"),  # has its own
        ("staff are supervised", "plans are made"),  # silence tells nothing where most themes have none
    ],
)
def test_a_theme_that_is_promised_taken_up_or_among_many_is_none(old, new):
    assert read(find, THEMES.replace(old, new)) == [] or old == "staff are supervised"


def test_where_most_themes_have_no_recommendation_silence_tells_nothing():
    assert read(find, THEMES.replace("staff are supervised", "plans are made").replace("bruising.", "plans.")) == []

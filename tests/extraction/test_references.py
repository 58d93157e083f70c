"""Other reviews that a report refers to, by number, by name or only as another."""

import pytest

from tests.extraction.telling import read, report
from tracker.extraction.narrative.references import find


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("This links to learning in another current SCR (Ref 081).", "another current SCR (Ref 081)"),
        ("The same was found in the Serious Case Review of Child Q (2012).", "Serious Case Review of Child Q (2012)"),
        ("It echoes the SCR on Family B.", "SCR on Family B"),
        ("A previous child practice review said so.", "A previous child practice review"),
        ("It was noted in one of the SCRs completed during 2016.", "one of the SCRs completed during 2016"),
        ("The Domestic Homicide Review into the death of Adult C had warned of it.",
         "Domestic Homicide Review into the death of Adult C"),
        ("The inquiry into the death of Mary Ellington found the same.", "inquiry into the death of Mary Ellington"),
        ("Three SCRs had already been published.", "Three SCRs"),
        ("The earlier SCR said the same.", "The earlier SCR"),
    ],
)  # fmt: skip
def test_another_review_is_found_as_it_is_written(said, about):
    (one,) = read(find, f"6.4 Things were known. {said}")
    assert (one.about, one.text, one.place.paragraph) == (about, said, "6.4")


@pytest.mark.parametrize(
    "said",
    [
        "Working Together to Safeguard Children (2015) sets out what is expected.",
        "This Serious Case Review was commissioned in May.",
        "Serious Case Reviews often find the same.",
        "A triennial analysis of serious case reviews 2011 to 2014 says so.",
        "Ofsted’s thematic review of the voice of the child (2011) lists five faults.",
        "The Child Protection Review Conference was held in July.",
        "Brandon’s study of other serious case reviews found drink in half.",
        "The first review of the care plan took place in June.",
        "Two thirds of serious case reviews mention violence.",
        "She was referred (Ref 1234) to the clinic.",
        "The National Confidential Inquiry into Suicide counts them.",
    ],
)
def test_guidance_research_and_other_kinds_of_review_are_none(said):
    assert read(find, f"6.4 {said}") == []


def test_the_report_s_own_subject_is_no_other_review():
    told = "# Child Q\n6.4 The SCR on Child Q began in May.\n6.5 The SCR on Child R ended in June."
    (one,) = read(find, told)
    assert one.about == "SCR on Child R"


def test_one_review_that_is_named_often_is_one_candidate_with_all_its_places():
    told = "6.4 The SCR on Child R says so.\n6.5 Nothing.\n7.1 The Serious Case Review of Child R (2012) says more."
    (one,) = read(find, told)
    assert one.place.paragraph == "6.4"
    assert [place.paragraph for place in one.also] == ["7.1"]


def test_a_reference_inside_a_recommendation_stands_at_that_recommendation():
    told = """
    6.4 Things were known.
    [6] Plans should be shared. This recommendation links to another current SCR (Ref 081).
    """
    source, recommendations = report(told)
    (one,) = find(source, recommendations)
    assert (one.ref, one.place.paragraph) == ("6", "6")


def test_a_list_of_books_refers_to_nothing():
    assert read(find, "# Appendix D: References\nThe Serious Case Review of Child Q (2012), Ravenside Board") == []

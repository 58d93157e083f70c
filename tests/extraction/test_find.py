"""What is found beside the words: headings, places, doubts, missing numbers; and which of two readings counts."""

from tests.extraction.printed import printed
from tracker.extraction.finding.find import chosen, recommendations
from tracker.extraction.finding.found import Found
from tracker.extraction.finding.gaps import gaps
from tracker.extraction.quoting import quoted
from tracker.rules.candidates import Passage, Place


def test_a_number_that_is_missing_between_two_is_told():
    source = printed("""
    # | Recommendations
    p Recommendation 1 | The Board should meet.
    p Recommendation 3 | The Board should publish.
    """)
    assert gaps(source, recommendations(source)) == (
        "Recommendation 2 was not found, although 1 and 3 were: look for it.",
    )


def test_fewer_than_the_report_says_it_makes_is_told():
    source = printed("""
    # 6 | Recommendations
    p | There are three recommendations in all.
    p 6.1 | The Board should meet.
    p 6.2 | The Board should publish.
    """)
    assert gaps(source, recommendations(source)) == ("The report says that it makes 3 recommendations; 2 were found.",)


def test_lists_that_begin_anew_for_each_agency_miss_nothing():
    source = printed("""
    # | Recommendations
    ## | Recommendations for Health
    p 1. | Health should meet.
    p 2. | Health should publish.
    ## | Recommendations for Housing
    p 1. | Housing should meet.
    """)
    found = recommendations(source)
    assert gaps(source, found) == ()
    assert [one.ref for one in found] == ["1", "2", "1"]
    assert [one.headings[-1] for one in found] == [
        "Recommendations for Health", "Recommendations for Health", "Recommendations for Housing",
    ]  # fmt: skip


def test_a_list_given_twice_is_taken_once_with_both_places():
    source = printed("""
    # | Summary of recommendations
    p Recommendation 1 | The Trust should train its nurses in the new protocol.
    p Recommendation 2 | Publish.
    ~
    # 7 | Recommendations
    p 7.1 | Recommendation 1: The Trust should train its nurses in the new protocol, every year.
    p 7.2 | Recommendation 2: Every agency is asked for its figures by the Partnership.
    """)
    first, second = recommendations(source)
    assert quoted(source, first.passages).endswith("every year.")
    assert first.also == (Place(1, "1"),)
    assert first.doubts == ()
    assert second.doubts == ("The report gives recommendation 2 in other words on page 1.",)


def test_a_list_given_twice_in_other_words_is_doubted():
    source = printed("""
    # | Summary of recommendations
    p Recommendation 1 | The Trust should train its nurses in the new protocol.
    p Recommendation 2 | The Trust should count the visits of health visitors.
    p Recommendation 3 | The Trust should say sorry to the family of the child.
    ~
    # 7 | Recommendations
    p Recommendation 1 | The Trust should train its nurses in the new protocol, every year.
    p Recommendation 2 | The Trust should count the visits of health visitors.
    p Recommendation 3 | Everybody must look again at whichever letters arrived late in winter, with care.
    """)
    found = recommendations(source)
    assert [one.ref for one in found] == ["1", "2", "3"]
    assert found[2].doubts == ("The report gives recommendation 3 in other words on page 1.",)


def test_two_lists_with_the_same_numbers_are_two_lists():
    source = printed("""
    # | Recommendations of the review
    p Recommendation 1 | The Partnership should rewrite its threshold document.
    # | Recommendations for schools
    p Recommendation 1 | Head teachers must report absence on the first morning.
    """)
    assert len(recommendations(source)) == len([1, 1])


def test_the_label_says_to_whom():
    source = printed("""
    # | Finding 1
    p | Recommendation to the Water Board: Records should be kept for ten years.
    """)
    (one,) = recommendations(source)
    assert one.headings == ("Recommendation to the Water Board",)


def test_the_letter_of_a_limb_is_quoted_and_the_number_of_the_whole_is_not():
    source = printed("""
    # | Recommendations
    p 1. | The Board should:
    * a) | meet; and
    * • | publish.
    """)
    (one,) = recommendations(source)
    assert quoted(source, one.passages) == "The Board should: a) meet; and publish."


def test_of_two_readings_of_one_place_the_surer_counts_and_the_order_is_the_reports():
    sure = Found((Passage(3, 0, 10),), "It is labelled so.", "2", certainty=0.9)
    unsure = Found((Passage(2, 0, 5), Passage(3, 4, 8)), "It asks.", certainty=0.5)
    before = Found((Passage(1, 0, 5),), "It asks.", certainty=0.4)
    assert chosen([unsure, sure, before]) == [before, sure]


def test_what_answers_a_recommendation_is_kept_beside_it():
    source = printed("""
    # | Recommendations
    p 1. | The Board should meet. Response: Accepted, and done in May.
    p 2. | The Board should publish.
    """)
    first, _ = recommendations(source)
    assert quoted(source, first.passages) == "The Board should meet."
    assert first.reply

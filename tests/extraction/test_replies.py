"""Where recommendations are printed with their answers, the answers stay out of the recommendation."""

import pytest

from tracker.extraction.finding.replies import is_reply, without_replies
from tracker.extraction.source import Source
from tracker.rules.candidates import Block, Passage
from tracker.rules.words import BlockKind


def report(*paragraphs: str | tuple[str, str]) -> Source:
    """A report of paragraphs; one given with a marker is an item of a list."""
    blocks = []
    for number, one in enumerate(paragraphs):
        marker, text = one if isinstance(one, tuple) else ("", one)
        blocks.append(Block(number, BlockKind.ITEM if marker else BlockKind.TEXT, text, marker))
    return Source(tuple(blocks))


def parted(source: Source) -> tuple[list[str], ...]:
    """The words of the recommendation that goes over the whole report, and of the reply to it."""
    every = [Passage(one.number, 0, len(one.text)) for one in source.blocks]
    own, reply = without_replies(source, every)
    return tuple([source.blocks[one.block].text[one.start : one.end] for one in side] for side in (own, reply))


ASK = "The Harbour Trust should audit its discharge letters every quarter."


@pytest.mark.parametrize(
    "answer",
    [
        "Response: Accepted.",
        "Government response",
        "Harbour Trust response: the letters are audited.",
        "Agency response (March 2019): an audit has begun.",
        "Board’s response to recommendation 4:",
        "Response of the Harbour Trust:",
        "Accepted.",
        "Accepted in part. The Trust audits once a year.",
        "Partially accepted – the Trust audits once a year.",
        "Update: the audit is done.",
        "Update (June 2021)",
        "Action taken: an audit was done in May.",
        "Actions taken by the Trust:",
        "Progress to date: none.",
        "Rationale: letters were late.",
        "The Trust accepts this recommendation in full.",
        "On 8 July 2016 the chief executive replied that the audit had begun.",
        "On 26 March 2017 the Bureau approved the closure of the recommendation.",
        "This recommendation has been implemented.",
        "The Trust has since introduced a monthly audit.",
    ],
)
def test_a_reply_is_parted_from_the_recommendation_before_it(answer):
    own, reply = parted(report(ASK, answer, "It will be looked at again in a year."))
    assert own == [ASK]
    assert reply == [answer, "It will be looked at again in a year."]


@pytest.mark.parametrize(
    "words",
    [
        "Response times should be audited by the Trust.",
        "Progress should be reported to the board every six months.",
        "Evidence of impact should be collected by all agencies.",
        "Agreed actions must be written down at the meeting.",
        "Update the policy on bruising in babies who are not mobile.",
        "The Board, which has since merged with its neighbour, should revise its guidance.",
        "In 2014 the Board agreed a policy. It should be revised.",
        "Outcomes for children should be reported each year.",
    ],
)
def test_what_only_sounds_like_a_reply_stays_in_the_recommendation(words):
    assert not is_reply(words)
    assert parted(report(ASK, words)) == ([ASK, words], [])


def test_a_reply_that_goes_on_in_the_same_paragraph_is_cut_off_at_its_label():
    own, reply = parted(report(f"{ASK} Response: Accepted. An audit has begun."))
    assert own == [ASK]
    assert reply == ["Response: Accepted. An audit has begun."]


def test_a_sentence_that_tells_of_the_acceptance_is_cut_off():
    own, reply = parted(report(f"{ASK} The Trust accepted this recommendation and audits monthly."))
    assert (own, reply) == ([ASK], ["The Trust accepted this recommendation and audits monthly."])


def test_the_items_of_a_recommendation_stay_with_it_before_the_reply():
    own, reply = parted(
        report("The Trust should:", ("•", "audit its letters;"), ("•", "tell the Board."), "Response:", "Done.")
    )
    assert own == ["The Trust should:", "audit its letters;", "tell the Board."]
    assert reply == ["Response:", "Done."]


def test_a_rationale_printed_before_the_recommendation_gives_way_to_it():
    own, reply = parted(
        report("Rationale: letters were late in four cases.", f"Recommendation: {ASK}", "Response: agreed.")
    )
    assert (own, reply) == ([ASK], ["Response: agreed."])


def test_a_recommendation_is_never_left_without_words():
    own, reply = parted(report("Actions taken by the Trust should be reported to the Board."))
    assert (own, reply) == (["Actions taken by the Trust should be reported to the Board."], [])

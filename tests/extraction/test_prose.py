"""Recommendations told in running text: what is taken, where each begins and ends, and what only sounds like one.

Every report here is invented.
"""

import pytest

from tracker.extraction.finding import inline, ref_at_end
from tracker.extraction.finding.cited import is_cited
from tracker.extraction.finding.found import Found
from tracker.extraction.readers import READERS
from tracker.extraction.source import Source


def read(text: str) -> Source:
    """A report in Markdown, as the readers give it."""
    return READERS["md"](text.encode(), "md")


def words(source: Source, found: list[Found]) -> list[str]:
    """What each recommendation says."""
    return [" ".join(source.blocks[one.block].text[one.start : one.end] for one in each.passages) for each in found]


def told(text: str) -> list[str]:
    """What the prose of a report recommends."""
    source = read(text)
    return words(source, inline.find(source))


TAKES = {
    "it is recommended": (
        "## Mental health\n\nServices at Fernhill are good.\n\nIt is recommended that the "
        "Fernhill Trust opens a clinic.\n",
        ["It is recommended that the Fernhill Trust opens a clinic."],
    ),
    "a clause before it belongs to the sentence": (
        "## Housing\n\nGiven the waiting times, it is recommended that the Council reviews its housing list.\n",
        ["Given the waiting times, it is recommended that the Council reviews its housing list."],
    ),
    "in the middle of a paragraph, with the sentence that goes on": (
        "## Findings\n\nThe two services did not talk. We therefore recommend that they meet every month. "
        "This should begin by May. Attendance was poor in 2015.\n",
        ["We therefore recommend that they meet every month. This should begin by May."],
    ),
    "at the start of a paragraph, with the rest of it": (
        "## Findings\n\nIt is recommended that the Trust is asked to do more. It is suggested that a list is agreed.\n",
        ["It is recommended that the Trust is asked to do more. It is suggested that a list is agreed."],
    ),
    "two in one paragraph": (
        "## Findings\n\nIt is recommended that the Trust opens a clinic. It is also recommended "
        "that the Board visits it.\n",
        [
            "It is recommended that the Trust opens a clinic.",
            "It is also recommended that the Board visits it.",
        ],
    ),
    "the panel recommends": (
        "## Analysis\n\nThe SCR Panel recommends that Ashby Police review their policy on callers.\n",
        ["The SCR Panel recommends that Ashby Police review their policy on callers."],
    ),
    "the author recommends": (
        "## Analysis\n\nThe author of this report recommends that the Partnership audits thresholds.\n",
        ["The author of this report recommends that the Partnership audits thresholds."],
    ),
    "a coroner who recommends after the concerns": (
        "## CORONER'S CONCERNS\n\n1. There was no lock on the gate.\n\n2. Nobody checked the gate.\n\n"
        "I recommend that consideration is given by the Council to locking it.\n\n"
        "Although gates are a matter for the Council, I see no reason to wait.\n",
        ["I recommend that consideration is given by the Council to locking it."],
    ),
    "the bullets after its colon": (
        "## Learning\n\nIt is recommended that the Harbour Trust:\n\n- reviews its policy;\n\n- trains its staff.\n\n"
        "This should be reported to the Board.\n\nThe Trust has three hospitals.\n",
        [
            "It is recommended that the Harbour Trust: reviews its policy; trains its staff. "
            "This should be reported to the Board."
        ],
    ),
    "a bare colon before whole recommendations": (
        "## Learning\n\nIt is recommended that:\n\n- The Board should publish its audit.\n\n- "
        "The Police should attend.\n",
        ["The Board should publish its audit.", "The Police should attend."],
    ),
    "a bare colon before numbered ones": (
        "## Learning\n\nWe recommend that:\n\n1. Reviews are held monthly.\n\n2. Their minutes are shared.\n",
        ["Reviews are held monthly.", "Their minutes are shared."],
    ),
    "a recommendation that is made to somebody": (
        "## Learning\n\nA recommendation is made to the Council to light the path.\n",
        ["A recommendation is made to the Council to light the path."],
    ),
    "the following recommendation": (
        "## Learning\n\nThe SCR Panel makes the following recommendation:\n\nThe Board should "
        "seek assurance on bruising.\n",
        ["The Board should seek assurance on bruising."],
    ),
    "the following recommendations, which then say it themselves": (
        "## Learning\n\nIt could be improved by paying attention to the following recommendations:\n\n"
        "It is recommended that the Trust draws up a contract.\n\nIt is recommended that the prison has a nurse.\n",
        [
            "It is recommended that the Trust draws up a contract.",
            "It is recommended that the prison has a nurse.",
        ],
    ),
    "no conjunction": (
        "## Learning\n\nIt is recommended the Board reviews how minutes are kept.\n",
        ["It is recommended the Board reviews how minutes are kept."],
    ),
    "in line with guidance, and yet its own": (
        "## Learning\n\nIn line with NICE guidance, it is recommended that the Trust screens all new mothers.\n",
        ["In line with NICE guidance, it is recommended that the Trust screens all new mothers."],
    ),
    "without the acceptance told after it": (
        "## Learning\n\nWe recommend that the Trust opens a clinic. The Trust has since "
        "accepted this recommendation.\n",
        ["We recommend that the Trust opens a clinic."],
    ),
    "somebody is recommended to": (
        "## Safety\n\nThe Harbour Authority is recommended to renew the rails.\n",
        ["The Harbour Authority is recommended to renew the rails."],
    ),
    "past tense in a chapter of recommendations": (
        "## Recommendations\n\nThe Panel recommended that the Board publish its audit.\n",
        ["The Panel recommended that the Board publish its audit."],
    ),
}


@pytest.mark.parametrize("name", TAKES)
def test_what_running_text_recommends_is_taken_from_its_sentence_on(name):
    text, expected = TAKES[name]
    assert told(text) == expected


TRAPS = {
    "a report by name": "The Larkmoor Report recommended that every school has a nurse.",
    "a report with its year": (
        "Hobbs (2009) recommended that every school has a nurse, and it is recommended that it be paid."
    ),
    "guidance": "NICE recommends that children are seen within a day.",
    "guidance with our own formula": (
        "The national guidance states that it is recommended that babies sleep on their backs."
    ),
    "after guidance, unmarked": (
        "NICE guidance recommends a scan. It is recommended that children are seen again after a week."
    ),
    "public health": "It is recommended that adults do 150 minutes of exercise a week.",
    "the recommended level": (
        "Most adults drink more than the recommended limit, and it is recommended practice to ask."
    ),
    "a meeting": "At the strategy meeting it was recommended that Child R should have a paediatric check.",
    "a social worker": "The social worker recommended a child protection plan.",
    "a consultant": "The consultant recommended that Mr B was seen again, and a review was recommended.",
    "minutes in the present": "It is recommended that Child R remains with her grandmother.",
    "the panel, long ago": "The Panel had recommended in 2009 that the post be filled.",
    "told in the past": "The Commission recommended that the line be closed. The company accepted this.",
    "an individual management review": "The IMR author recommended that the Trust trains its nurses.",
    "that a recommendation exists": "There is a recommendation that the Board should highlight this.",
    "no recommendation": "We do not recommend that the post is filled, and the review makes no recommendation.",
    "under a condition": "The form asks whether it is recommended that a plan is made.",
    "in quotation marks": "A nurse told us: “In my view, I recommend that the ward is closed by the Trust.”",
    "another review, numbered": "Recommendation 12 of the previous SCR (2012) asked that minutes be kept.",
    "a lead to a label": "Thus, it is recommended",
}


@pytest.mark.parametrize("name", TRAPS)
def test_what_others_recommend_or_what_happened_is_not_taken(name):
    assert told(f"## Agencies and their work\n\n{TRAPS[name]}\n") == []


def test_another_reports_list_is_not_taken_after_its_colon():
    text = (
        "## Key findings of others\n\nThe Larkmoor Needs Assessment (April 2014) outlines the "
        "following recommendations:\n\n"
        "- Staff should be trained.\n\n- A clinic should be opened.\n"
    )
    source = read(text)
    assert inline.find(source) == []
    assert is_cited(source, next(one for one in source.blocks if one.text.startswith("Staff")))


def test_a_paragraph_introduced_as_another_reviews_is_not_taken():
    text = (
        "## Agencies\n\nThis leads to a recommendation of the IMR:\n\nIt is recommended that GPs ask about the home.\n"
    )
    assert told(text) == []


def test_numbered_items_after_a_colon_keep_their_numbers():
    found = inline.find(read("## Learning\n\nWe recommend that:\n\n1. Reviews are held.\n\n2. Minutes are shared.\n"))
    assert [one.ref for one in found] == ["1", "2"]


def test_beside_a_list_for_the_board_the_same_chapter_may_recommend_in_words_of_its_own():
    own = "It is recommended that the Ambulance Service records who was present at home."
    assert told(f"{LISTED.format('Work was poor.')}\n\n## Further recommendations\n\n{own}\n") == [own]


def test_a_chapter_that_tells_the_case_recommends_nothing():
    assert told("## Chronology\n\nIt is recommended that the Trust sees her again, the letter says.\n") == []


LISTED = "\n\n".join(
    [
        "## Analysis",
        "{}",
        "## Recommendations",
        "Recommendation 1: The Board should publish an audit of bruising in babies each year.",
        "Recommendation 2: Ashby Police should review how callers are heard.",
        "Recommendation 3: The Trust should train its nurses in listening.",
        "Recommendation 4: The Council should write to every school about absence.",
    ]
)


def test_beside_a_list_a_promise_in_the_analysis_is_not_taken():
    assert (
        told(LISTED.format("Work was poor. Nonetheless this report recommends that each agency looks at itself.")) == []
    )


def test_beside_a_list_what_the_list_says_too_is_not_taken_twice():
    assert told(LISTED.format("It is recommended that the Board should publish an audit of bruising in babies.")) == []


def test_beside_a_list_a_paragraph_of_its_own_is_taken_with_a_doubt():
    source = read(LISTED.format("It is recommended that the Ambulance Service records who was present at home."))
    (one,) = inline.find(source)
    assert words(source, [one]) == ["It is recommended that the Ambulance Service records who was present at home."]
    assert any("list" in doubt for doubt in one.doubts)


ACCIDENT = """# 7. Recommendations

## 7.2. Recommendations to Coastal Rail

7.2.1. Two trams have struck the buffer. If they went slower, the risk would be less.

7.2.2. On 3 June 2016 the Bureau recommended that Coastal Rail apply a limit of speed to the last curve. (018/16)

7.2.3. On 8 July 2016 the manager advised that Coastal Rail had done so in response to recommendation (018/16).

7.2.4. On 26 March 2017 the Bureau approved the closure of the recommendation: it had been addressed. (018/16)

7.2.5. On 3 June 2016 the Bureau recommended that Coastal Rail replace the buffer. (019/16)
"""


def test_a_reference_at_the_end_makes_a_recommendation_and_its_reply_does_not():
    source = read(ACCIDENT)
    found = ref_at_end.find(source)
    assert [one.ref for one in found] == ["018/16", "019/16"]
    assert words(source, found) == [
        "On 3 June 2016 the Bureau recommended that Coastal Rail apply a limit of speed to the last curve. (018/16)",
        "On 3 June 2016 the Bureau recommended that Coastal Rail replace the buffer. (019/16)",
    ]
    assert "Coastal Rail" in found[0].headings[-1]


def test_a_list_of_imperatives_with_references_at_their_ends():
    source = read(
        "## Recommendations\n\nTo the Harbour Authority:\n\n- Require all pilots to carry a light. (M-20-26)\n\n"
        "- Revise the harbour plan within a year. (M-20-27)\n"
    )
    assert [one.ref for one in ref_at_end.find(source)] == ["M-20-26", "M-20-27"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Board should follow the national review. (2015)",
        "We recommend that nurses follow the plan. (2019/20)",
        "It is recommended that the Trust reads the chapter before. (4.3)",
        "Boys aged should be counted. (10-12)",
        "It is recommended that the source is read. (14)",
    ],
)
def test_a_year_a_paragraph_or_a_source_is_no_reference(sentence):
    assert ref_at_end.find(read(f"## Recommendations\n\n{sentence}\n\n{sentence}\n")) == []


def test_the_same_reference_in_the_summary_is_one_recommendation_with_two_places():
    summary = "## Summary\n\nThe Bureau recommended that Coastal Rail replace the buffer. (019/16)\n\n"
    (first, second) = ref_at_end.find(read(summary + ACCIDENT))
    assert (first.ref, second.ref) == ("018/16", "019/16")
    assert len(second.also) == 1


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("## MATTERS OF CONCERN\n\n1. The Trust should have seen him sooner.\n", "The Trust"),
        ("## Guiding principles\n\n1. Children should be heard.\n", "Children"),
        ("## Recommendations from the previous review\n\n1. The Board should meet.\n", "The Board"),
        ("## Background\n\nThe Larkmoor Inquiry recommended that boards should meet.\n", "The Larkmoor"),
        ("## Background\n\nIn 2012 the social worker recommended that he should be seen.\n", "In 2012"),
    ],
)
def test_whoever_asks_is_told_why_something_is_not_the_reports_own(text, where):
    source = read(text)
    assert is_cited(source, next(one for one in source.blocks if one.text.startswith(where)))


@pytest.mark.parametrize(
    "ask",
    [
        "The Board should monitor the recommendations of the previous SCR (2012) and report on them.",
        "The Trust should ensure that NICE guidance, which recommends daily checks, is followed.",
        "Review the recommendations of the earlier review and say which are done.",
        "The Board should check that what was recommended in 2012 has been done.",
        "Schools should ask for the social worker who recommended a plan.",
        "It is recommended that the Board reads the Larkmoor Report.",
    ],
)
def test_an_own_recommendation_may_speak_of_what_others_recommend(ask):
    source = read(f"## Recommendations\n\n1. {ask}\n")
    assert is_cited(source, source.blocks[-1]) is None


def test_a_hostile_line_takes_no_time_to_speak_of():
    line = "The report states " + "it is recommended that the review (2012) of the the " * 20_000
    assert inline.find(read(line)) is not None

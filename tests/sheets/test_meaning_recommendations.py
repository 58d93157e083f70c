"""Which recommendation a row answers, in the register as it begins. The thresholds of likeness are measured here."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sheets.first_register import first_register
from tracker.sheets.meaning.recommendations import FoundRecommendation, Recommendations

REGISTER = first_register()
ALL = Recommendations(REGISTER)
SOTON = Recommendations(REGISTER, "SOTON-K")
NORTHANTS = Recommendations(REGISTER, "NORTHANTS-AK")
OVERVIEW = [one for one in REGISTER.recommendations.values() if one.level == "overview"]

ONE = """
    3 | 3
    3. | 3
    Rec 3 | 3
    Rec. 3 | 3
    REC3 | 3
    R3 | 3
    Recommendation 3: | 3
    Recommendation no. 3 | 3
    Recommendation Three | 3
    OV Rec 3 | 3
    (3) | 3
    NORTHANTS-AK:3 | 3
    NORTHANTS-AK 3 | 3
"""
MANY = """
    1, 2 and 5 | 1 2 5
    Recs 1 & 2 | 1 2
    1-3 | 1 2 3
    1 to 3 | 1 2 3
    R1; R2 | 1 2
    1/2 | 1 2
"""
PARTS = """
    1a | 1/a
    1(a) | 1/a
    Recommendation 1 (b) | 1/b
    1a, b | 1/a 1/b
    4 (a), (c) | 4/a 4/c
"""
PARAPHRASED = {
    "SOTON-K:10.2.1": "Key statutory agencies to show the Board that children at risk of significant harm are "
    "recognised and reported and assessed without delay",
    "SOTON-K:10.2.2": "Evaluate strategy meetings and child protection conferences and audit the decisions made",
    "SOTON-K:10.2.3": "Strengthen arrangements in all agencies to recognise and respond to children affected by "
    "domestic abuse",
    "SOTON-K:10.2.4": "Use the review's findings to raise public awareness of links between domestic abuse and child "
    "safeguarding",
    "SOTON-K:10.2.5": "All agencies to promote escalation procedures for professional disagreement; Board to audit use",
    "SOTON-K:10.2.6": "Safe and effective professional supervision of staff in all agencies to be demonstrated",
    "SOTON-K:10.2.7": "Local authority to demonstrate social work students are deployed and supervised safely",
    "SOTON-K:10.2.8": "Schools and pre-schools to show arrangements for appointing, training and supervising the "
    "Child Protection Lead Officer",
    "SOTON-K:10.2.9": "Agencies to improve compliance with statutory requirements following the death of a child",
    "SOTON-K:10.2.10": "Contributing agencies to reconsider their performance in light of the overview and decide if "
    "further action is needed",
    "SOTON-K:10.2.11": "Raise with the NHS commissioner the failure of South Central Ambulance Service to provide a "
    "full report",
    "SOTON-K:10.2.12": "Timely decisions on whether to hold a Serious Case Review",
    "SOTON-K:10.2.13": "Agencies to confirm quality assurance of submissions to future Serious Case Reviews",
    "NORTHANTS-AK:2": "Develop or review guidance for effective work with young people who are parents",
    "NORTHANTS-AK:3": "Practitioners to consider the impact of a parent's own experience of abuse on their "
    "understanding of risk and protective capacity",
    "NORTHANTS-AK:8": "Comprehensive risk assessment where drugs may have been accessible to a child",
    "NORTHANTS-AK:10": "Review all-agency information sharing guidance for GDPR compliance",
    "NORTHANTS-AK:12": "Monitor and track implementation of agency recommendations from the IMR reports and action "
    "plans",
}  # fmt: skip
ABOUT_OTHER_MATTERS = """
    Improve bus services in the city for the over sixties and their carers
    The Trust should review its observation policy on inpatient wards and audit compliance quarterly
    All care homes should keep a record of pressure ulcers and report grade three and above to the commissioner
    The Community Safety Partnership should raise awareness of coercive control among employers and faith groups
    GPs should code domestic abuse consistently on the patient record
    Housing providers should check tenants' hoarding risk with the fire service before a repair visit
    The Board should seek assurance that the Mental Capacity Act is understood and applied by all partners
    The police should ensure officers complete a DASH risk assessment at every domestic incident
    Adult social care should review its waiting list for Care Act assessments every month
    The ambulance service should introduce a safeguarding flag for addresses
    That the CCG commissions a service for perpetrators of domestic abuse
    The Home Office should amend the statutory guidance on homicide reviews
    Ensure that prescriptions of methadone include safe storage advice and a lockable box
    The Partnership should develop a neglect strategy and toolkit, with training for all practitioners
    Schools should make sure that attendance codes are used properly for children who are missing education
    Every agency must have a policy on bruising in non-mobile babies
    Maternity services should ask about domestic abuse at every booking appointment
    Children's social care should hold a strategy discussion within 24 hours of a referral for unexplained injury
    The Board should produce a seven minute briefing on the learning from this review
    Training on professional curiosity should be provided for all front line staff
    The Trust to update its discharge policy so that GPs receive a letter in 48 hours
    Probation should share pre-sentence reports with the MARAC
    The Safeguarding Adults Board should ask agencies to review self-neglect procedures
    Fire service to deliver home safety visits to all families known to early help
    Foster carers should have access to training about contextual safeguarding and exploitation
"""


def lines(text):
    return [line.strip() for line in text.strip().splitlines()]


def rows(table):
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines(table)]


def slipped(text):
    """Every fourth word with two letters swapped."""
    rng, words = random.Random(3), text.split()
    for place in range(0, len(words), 4):
        if len(word := words[place]) > 5:
            at = rng.randrange(1, len(word) - 2)
            words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


DAMAGED = {
    "with slips": slipped,
    "every fifth word missing": lambda text: " ".join(w for n, w in enumerate(text.split()) if n % 5),
    "cut at 90 letters": lambda text: text[:90] + "…",
    "cut, with slips": lambda text: slipped(text)[:150],
    "with more before and after": lambda text: f"From the overview report: {text} (see the minutes of June)",
    "in capitals on several lines": lambda text: text.upper().replace(" ", "\n"),
}


@pytest.mark.parametrize(("written", "ref"), rows(ONE))
def test_a_reference_in_any_dress(written, ref):
    id_ = f"NORTHANTS-AK:{ref}"
    assert NORTHANTS.find(written, None) == FoundRecommendation(id_, "ref", 1.0, (), (id_,))


@pytest.mark.parametrize(
    "written", ["10.2.3", "Rec 10.2.3", "10.2.3.", "SOTON-K:10.2.3", "Recommendation 10.2.3", "(10.2.3)"]
)
def test_a_reference_with_points_in_it(written):
    for found in (SOTON.find(written, None), ALL.find(written, None)):
        assert (found.id, found.confidence, found.flags) == ("SOTON-K:10.2.3", 1.0, ())


@pytest.mark.parametrize(("written", "refs"), rows(MANY))
def test_several_references_in_one_cell(written, refs):
    assert NORTHANTS.find(written, None).ids == tuple(f"NORTHANTS-AK:{ref}" for ref in refs.split())


@pytest.mark.parametrize(("written", "parts"), rows(PARTS))
def test_a_reference_to_a_part(written, parts):
    found = NORTHANTS.find(written, None)
    assert found.part_ids == tuple(f"NORTHANTS-AK:{part}" for part in parts.split())
    assert found.confidence == 1.0


@pytest.mark.parametrize(
    ("written", "id_", "said"),
    [
        ("3a", "NORTHANTS-AK:3", "has no part a"),
        ("3.1", "NORTHANTS-AK:3", "an action for NORTHANTS-AK:3"),
        ("3.1a", "NORTHANTS-AK:3", "an action for NORTHANTS-AK:3"),
        ("99", None, "no recommendation here"),
    ],
)
def test_a_reference_in_doubt_is_never_taken_silently(written, id_, said):
    found = NORTHANTS.find(written, None)
    assert found.id == id_ and found.confidence < 1
    assert any(said in flag for flag in found.flags)


def test_a_number_where_the_review_prints_other_references_is_its_place_in_doubt():
    found = SOTON.find("Rec 3", None)
    assert (found.id, found.confidence) == ("SOTON-K:10.2.3", 0.5)
    assert "as it stands at that place" in found.flags[0]
    assert SOTON.find("3", REGISTER.recommendations["SOTON-K:10.2.3"].text).confidence == 1.0


def test_a_bare_number_in_a_register_of_several_reviews_is_in_doubt():
    assert ALL.find("3", None).confidence < 1 and ALL.find("3", None).flags


@pytest.mark.parametrize("one", OVERVIEW, ids=lambda one: one.id)
def test_the_printed_text_or_title_finds_it_for_certain(one):
    for text in (one.text, one.title, f"Recommendation {one.ref}: {one.text}"):
        found = ALL.find(None, text)
        assert (found.id, found.confidence, found.flags) == (one.id, 1.0, ())
    assert ALL.find(one.id, one.text).how == "both"


def test_the_printed_text_of_a_part_finds_the_part():
    part = REGISTER.parts["NORTHANTS-AK:4/c"]
    found = ALL.find(None, part.text)
    assert (found.id, found.part_ids, found.confidence) == ("NORTHANTS-AK:4", ("NORTHANTS-AK:4/c",), 1.0)


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_text_still_finds_its_recommendation_and_says_that_it_is_not_certain(damage):
    for one in OVERVIEW:
        found = ALL.find(None, DAMAGED[damage](one.text))
        assert found.id == one.id, damage
        assert found.confidence == 1.0 or found.flags


@pytest.mark.parametrize("id_", PARAPHRASED)
def test_a_paraphrase_is_found_and_flagged(id_):
    found = ALL.find(None, PARAPHRASED[id_])
    assert (found.id, found.how) == (id_, "text")
    assert found.confidence < 1 and found.flags


@pytest.mark.parametrize("text", lines(ABOUT_OTHER_MATTERS))
def test_a_text_about_another_matter_finds_none(text):
    assert ALL.find(None, text).id is None


def test_where_reference_and_text_disagree_the_printed_text_wins_and_says_so():
    found = SOTON.find("10.2.4", REGISTER.recommendations["SOTON-K:10.2.3"].text)
    assert (found.id, found.how) == ("SOTON-K:10.2.3", "text")
    assert found.flags == ("names SOTON-K:10.2.4 by its reference, but SOTON-K:10.2.3 by its text: the text is taken",)


def test_a_reference_beside_a_text_about_something_else_is_flagged():
    found = SOTON.find("10.2.3", lines(ABOUT_OTHER_MATTERS)[0])
    assert (found.id, found.how) == ("SOTON-K:10.2.3", "ref")
    assert "is not like that recommendation’s" in found.flags[0]


@pytest.mark.parametrize(("ref", "text"), [(None, None), ("", ""), ("-", "n/a"), (None, "TBC")])
def test_nothing_said_finds_nothing(ref, text):
    assert ALL.find(ref, text).id is None


PIECES = st.sampled_from(
    [
        "Rec",
        "1",
        "2a",
        "10.2.3",
        ",",
        "and",
        "-",
        "to",
        "(",
        "a",
        ")",
        "NORTHANTS-AK:4",
        "The",
        "Board",
        "should",
        "review",
        "supervision",
        "of",
        "staff",
        "99",
        "1-40",
    ]
)
WRITTEN = st.none() | st.text() | st.lists(PIECES).map(" ".join)


@given(WRITTEN, WRITTEN)
def test_no_text_raises_and_doubt_is_said(ref, text):
    found = ALL.find(ref, text)
    assert (found.id is None) == (found.confidence == 0) == (found.how is None)
    assert found.id is None or (found.id in REGISTER.recommendations and found.id in found.ids)
    assert found.id is None or found.confidence == 1.0 or found.flags

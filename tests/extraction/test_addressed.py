"""Whom a recommendation is addressed to, as written."""

import pytest

from tests.extraction.recommendations import recommended
from tests.growth import grows_in_step
from tracker.extraction.finding.actors import parted
from tracker.extraction.finding.addressed import addressed, from_cell

SENTENCES = """
The Board should review its plan. | Board
The Board should require the local authority to demonstrate that visits are made. | Board; local authority
The Board should ask the agencies contributing to it to think again. | Board; agencies contributing to it
The Board should require schools and nurseries, where relevant, to demonstrate it. | Board; schools; nurseries
The Board should require all agencies to promote it, and should audit its use. | Board; all agencies
The Board must seek assurance from all health providers that it is done. | Board; all health providers
That the Board and all partner agencies develop guidance. | Board; all partner agencies
That where there is need, all practitioners are expected to record it. | all practitioners
That practitioners working with a parent who may have been hurt analyse the risk. | practitioners
It is recommended that the Chief Constable reviews the policy within three months. | Chief Constable
It is recommended that as part of this contract, the Healthcare team is tasked with it. | Healthcare team
In March the Commission recommended that RailCo apply a speed limit. | RailCo
The Panel recommends that the Trust, in conjunction with the Police, develops it. | Trust; Police
When a child is missed, GPs and health visitors should share information. | GPs; health visitors
Practitioners, supervisors and managers should record it. | Practitioners, supervisors and managers
Every provider and commissioner of care should have access. | Every provider and commissioner of care
ICBs and provider collaboratives should map it. | ICBs; provider collaboratives
A protocol should be drawn up by the commissioners of this service. | commissioners of this service
Courses should be given to all staff by the training sub-group. | training sub-group
This recommendation is for local trusts to review. | local trusts
The Health and Wellbeing Board should lead. | Health and Wellbeing Board
Avon and Somerset Police should lead. | Avon and Somerset Police
The Minister for Health and Social Care should legislate. | Minister for Health and Social Care
The Executive Board, through its Learning Sub-Group, should tell it. | Executive Board
Anytown Children’s Services to review the arrangements. | Anytown Children’s Services
The Board should write to the Home Office to ask for clarity. | Board; Home Office
The Department (DfE) should issue guidance; local authorities should follow. | Department; local authorities
Every provider board should review its skills. Boards should train. The board must report. | Every provider board
The review recommends to Cafcass that advisers be trained. | Cafcass
We recommend that, within four weeks of our report, the Trust should write to Mrs L. | Trust
The Police and Crime Commissioner should fund it. | Police and Crime Commissioner
The Royal College of Nursing and Child Welfare should fund it. | Royal College of Nursing and Child Welfare
The Care Quality Commission should legislate, and Ofsted should inspect. | Care Quality Commission; Ofsted
The Council should remind relevant staff of the need to record it. | Council; relevant staff
Regulators, including CQC and professional regulators, should watch it. | Regulators; CQC; professional regulators
Trust and provider leaders, including board members, should visit. | Trust and provider leaders
Adult Social Care will ensure that assessments are offered. | Adult Social Care
"""
NOBODY = """
The threshold document should be revised.
Information should be shared in line with Working Together.
Ensure that staff receive supervision.
Training should be provided by March 2020.
There must be a risk assessment which will consider evidence.
These systems should be open. This programme must report.
Priority should be given to wards.
Parents should be told what a plan means.
That the guidance and procedures also consider it.
More work is needed to map it.
""".strip().splitlines()


@pytest.mark.parametrize("line", SENTENCES.strip().splitlines())
def test_those_who_are_told_to_act_are_addressed(line: str) -> None:
    text, _, wanted = line.partition(" | ")
    assert "; ".join(addressed(*recommended(text))) == wanted


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_addressed_where_nobody_is_named(text: str) -> None:
    assert addressed(*recommended(text)) == ()


def test_each_limb_may_name_its_own() -> None:
    lines = ("That:", "[•] each agency is required to review its training;", "[•] the Partnership requires evidence.")
    assert addressed(*recommended(*lines)) == ("each agency", "Partnership")
    assert addressed(*recommended("That the Partnership:", "[•] review it;", "[•] audit it.")) == ("Partnership",)
    unended = (
        "We ask that:",
        "[•] every board should have a carer",
        "[•] CQC should watch it",
        "[•] every board should report",
    )
    assert addressed(*recommended(*unended)) == ("every board", "CQC")
    asked = ("That the Partnership requires assurance:", "[•] from Children's Services about training.")
    assert addressed(*recommended(*asked)) == ("Partnership", "Children's Services")


@pytest.mark.parametrize(
    "column", ["ACTION FOR?", "Lead agency", "Owner", "Responsible", "By whom", "Who?", "Addressed to"]
)
def test_the_cell_that_says_who_wins(column: str) -> None:
    source, found = recommended(
        "The Board should review it.", cells={column: "Police", "By when": "May", "Measure": "Audit"}
    )
    assert addressed(source, found) == ("Police",)


@pytest.mark.parametrize(
    "column", ["Deadline", "Lead-in", "Response", "Progress of agency", "Measure", "Date agreed by owner"]
)
def test_other_cells_say_nothing_of_whom(column: str) -> None:
    assert addressed(*recommended("Review it.", cells={column: "Police"})) == ()


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("All. Public Health - increase engagement with the plan.", ["All", "Public Health"]),
        ("Council (Families, Health) and CCG Commissioners", ["Council (Families, Health)", "CCG Commissioners"]),
        ("Midwives / Midwifery and maternity Services.", ["Midwives", "Midwifery and maternity Services"]),
        ("Police; Probation\nSchools", ["Police", "Probation", "Schools"]),
        ("Comprehensive action needs effort from organisations including ABCC, CCGs and Local Authorities.",
         ["ABCC", "CCGs", "Local Authorities"]),
        ("health and social care staff i.e. social workers, midwives", ["health and social care staff"]),
        ("Police and Probation", ["Police", "Probation"]),
        ("-", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_cell_is_parted_where_it_parts_names(cell: str, names: list[str]) -> None:
    assert from_cell(cell) == names


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Recommendations for the Police:", ("Police",)),
        ("7.2 Recommendations to RailCo", ("RailCo",)),
        ("Recommendations for Children's Services and the Trust", ("Children's Services", "Trust")),
        ("NHS England", ("NHS England",)),
        ("Information sharing", ()),
        ("Recommendations", ()),
        ("Role of the police", ()),
        ("Map mental health services", ()),
    ],
)
def test_a_heading_says_who_where_the_words_do_not(heading: str, names: tuple[str, ...]) -> None:
    assert addressed(*recommended("Review the protocol.", headings=("7 Recommendations", heading))) == names
    assert addressed(*recommended("The Board should review it.", headings=(heading,))) == ("Board",)


def test_joined_names_are_parted_only_where_each_is_whole() -> None:
    assert parted("Children and Family Centres") == ["Children and Family Centres"]
    assert parted("Chair and Chief Executive of the Board") == ["Chair and Chief Executive of the Board"]
    assert parted("the healthcare and probation teams") == ["healthcare and probation teams"]
    assert parted("the police and the fire service") == ["police", "fire service"]


@pytest.mark.parametrize(
    ("first", "words", "last"),
    [
        *(("", words, "") for words in ("the Board and ", "ask ", "in partnership with ", "(", ", ", "that ", "a) ")),
        ("", "to review ", ""),
        ("", "Board ", "should act."),
        ("It is recommended that ", "a", ""),
    ],
)
def test_work_on_a_hostile_paragraph_grows_in_step_with_it(first: str, words: str, last: str) -> None:
    def hostile(letters: int) -> str:
        return first + words * (letters // len(words)) + last

    for letters in (3_000, 60_000):  # within what is looked through, and far more than that
        grows_in_step(lambda text: addressed(*recommended(text)), hostile, letters)
    grows_in_step(from_cell, hostile, 25_000)

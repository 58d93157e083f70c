"""What takes a fresh register to its first workbooks, and what a list of agencies says."""

import json

import pytest

from tracker.rules.agency_lines import AgencyLine, agency_lines, sector_of
from tracker.rules.first_steps import FIRST_BOARDS, FIRST_REVIEWS, first_steps, next_step
from tracker.rules.register import Register
from tracker.street import street


def test_the_first_data_are_what_the_steps_take_them_for():
    data = street() / "data"
    assert {one["id"] for one in json.loads((data / "boards.json").read_text(encoding="utf-8"))} == FIRST_BOARDS
    assert {path.stem for path in (data / "reviews").glob("*.json")} == FIRST_REVIEWS


def test_of_nothing_at_all_the_first_step_is_the_next():
    steps = first_steps(Register())
    assert not any(step.done for step in steps)
    assert next_step(steps) is steps[0]
    assert "No review is here yet." in steps[1].told


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Anytown Police", AgencyLine("Anytown Police", "police")),
        ("- Anytown Police ; Asha Patel", AgencyLine("Anytown Police", "police", "Asha Patel")),
        (
            "Anytown Homes\tBen Ali\tben.ali@homes.example",
            AgencyLine("Anytown Homes", "housing", "Ben Ali", "ben.ali@homes.example"),
        ),
        (
            "The Oak School; ann.bell@oak.example",
            AgencyLine("The Oak School", "education", "Ann Bell", "ann.bell@oak.example"),
        ),
        (
            "Anytown Borough Council; Cy Dow <c@any.example>",
            AgencyLine("Anytown Borough Council", "local_authority", "Cy Dow", "c@any.example"),
        ),
    ],
)
def test_a_line_names_an_agency_and_perhaps_who_leads_it(line, found):
    assert agency_lines(line) == (found,)


def test_a_list_holds_each_agency_once_and_no_empty_line():
    found = agency_lines("Police\n\n;\npolice; Asha Patel\n  Probation \n")
    assert [one.name for one in found] == ["Police", "Probation"]


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("NHS Anyshire Integrated Care Board", "health_commissioning"),
        ("Anytown Children’s Services", "childrens_services"),
        ("Anytown Youth Justice Service", "youth_justice"),
        ("Anytown University Hospitals", "health_acute"),
        ("Something Else", "other"),
    ],
)
def test_a_name_speaks_of_its_sector(name, sector):
    assert sector_of(name) == sector

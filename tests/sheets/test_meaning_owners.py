"""Whom a cell of owners means, in the register as it begins: two boards, so two of most kinds of agency.

The tables read: as written | agencies | flag words. `*` before the agencies: found, but not exactly.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sheets.first_register import first_register
from tracker.sheets.meaning.owners import Found, Owners

OWNERS = Owners(first_register())

BY_NAME = """
    Hampshire Constabulary                      | hampshire-constabulary
    hampshire constabulary                      | hampshire-constabulary
    Hampshire Police                            | hampshire-constabulary
    The Hampshire Constabulary                  | hampshire-constabulary
    hampshire-constabulary                      | hampshire-constabulary
    Hants Police                                | hampshire-constabulary
    Northants Police                            | northamptonshire-police
    University Hospital Southampton             | university-hospital-southampton
    UHS                                         | university-hospital-southampton
    SCC                                         | southampton-city-council
    CAFCASS                                     | cafcass
    Southampton City Council, Children's Social Care Services | southampton-childrens-services
    Prevention and Inclusion                    | southampton-education
    Prevention & Inclusion (including Education)| southampton-education
    Southampton Children’s Services             | southampton-childrens-services
    Housing                                     | southampton-housing
"""
OF_A_REVIEW = """
    SOTON-K      | Police                       | hampshire-constabulary         | of the 2 agencies of that name
    NORTHANTS-AK | Police                       | northamptonshire-police        | of the 2 agencies of that name
    SOTON-K      | Childrens Services           | southampton-childrens-services | of the 2 agencies of that name
    NORTHANTS-AK | Children's Services          | northants-childrens-services   | answers now
    NORTHANTS-AK | CSC                          | *northants-childrens-services  | the only agency of that kind here
    SOTON-K      | Probation                    | *hampshire-probation-trust     | the only agency of that kind here
    SOTON-K      | Schools                      | southampton-schools            | of the 2 agencies of that name
    SOTON-K      | the Board                    | southampton-lscb               | answers now
    NORTHANTS-AK | Board Business Manager       | *northants-lscb                | the only agency of that kind here
    NORTHANTS-AK | Health | *northants-gps northants-community-health northants-hospitals | the group ‘Health
    SOTON-K      | Director of Children's Services | *southampton-childrens-services | kind here
    NORTHANTS-AK | UHS                          | *university-hospital-southampton | of which NORTHANTS-AK asks nothing
    SOTON-K | Childrens Socail Care | *southampton-childrens-services | spelt almost like ‘Children's Social Care’
    SOTON-K      | Soton CSC                    | *southampton-childrens-services | its name stands in it
"""
SEVERAL = """
    Police / UHS                                | hampshire-constabulary university-hospital-southampton
    CSC and Police                              | southampton-childrens-services hampshire-constabulary
    Police; Housing                             | hampshire-constabulary southampton-housing
    Police, CSC & Housing | hampshire-constabulary southampton-childrens-services southampton-housing
    1. Police 2. UHS                            | hampshire-constabulary university-hospital-southampton
    • Police • UHS                              | hampshire-constabulary university-hospital-southampton
    Lead: Police                                | hampshire-constabulary
"""
WITH_PEOPLE = """
    Head of Safeguarding, University Hospital Southampton | university-hospital-southampton | Head of Safeguarding
    Police – DCI Public Protection              | hampshire-constabulary | DCI Public Protection
    Named Nurse (UHS)                           | university-hospital-southampton | Named Nurse
    Jane Smith (Police)                         | hampshire-constabulary | Jane Smith
    DCI Jones, Hampshire Constabulary           | hampshire-constabulary | DCI Jones
    Head of Safeguarding and Quality, UHS       | university-hospital-southampton | Head of Safeguarding and Quality
"""
NEARLY = """
    Hampshire Constabluary | hampshire-constabulary | spelt almost like ‘Hampshire Constabulary’
    Northamptonshire Polcie | northamptonshire-police | spelt almost like ‘Northamptonshire Police’
    Cafcas                                      | cafcass                         | spelt almost like
    University Hospital Southampton NHS FT      | university-hospital-southampton | but for its legal form
    NCC                                         | northants-county-council        | these are its initials
    Housing Services Manager                    | southampton-housing             | its name stands in it
    Southampton City Council Children's Services| southampton-childrens-services  | its name stands in it
"""
NOBODY_KNOWN = """
    Fire
    Nottinghamshire Police
    Hertfordshire Constabulary
    Norfolk County Council
    Police and Crime Commissioner
    OPCC
    HCC
    Public Health
    Jane Smith
    Head of Safeguarding
"""


def rows(table):
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("written", "agency"), rows(BY_NAME))
def test_any_name_of_an_agency_finds_it_exactly(written, agency):
    found = OWNERS.find(written)
    assert (found.agency_ids, found.exact, found.unmatched) == ((agency,), True, ())


@pytest.mark.parametrize(("review", "written", "agencies", "said"), rows(OF_A_REVIEW))
def test_a_word_that_several_agencies_share_is_settled_by_the_review_and_says_so(review, written, agencies, said):
    found = OWNERS.find(written, review=review)
    assert found.agency_ids == tuple(agencies.lstrip("*").split())
    assert found.exact == (not agencies.startswith("*"))
    assert any(said in flag for flag in found.flags)


@pytest.mark.parametrize(
    "written", ["Police", "CSC", "Health", "Schools", "All agencies", "LSCB", "Children's Services"]
)
def test_without_a_review_such_a_word_is_asked_back(written):
    found = OWNERS.find(written)
    assert (found.agency_ids, found.unmatched) == ((), (written,))
    assert any(flag.startswith("could be ") and " or " in flag for flag in found.flags)


@pytest.mark.parametrize(("written", "agencies"), rows(SEVERAL))
def test_several_owners_in_one_cell(written, agencies):
    assert OWNERS.find(written.replace("•", "\n•"), review="SOTON-K").agency_ids == tuple(agencies.split())


@pytest.mark.parametrize("written", ["All agencies", "all partners", "Multi-agency", "Partner agencies"])
def test_everybody_is_the_group_of_the_review(written):
    found = OWNERS.find(written, review="NORTHANTS-AK")
    assert len(found.agency_ids) == 9
    assert any("the group ‘All partner agencies, Northamptonshire’, of 9 agencies" in flag for flag in found.flags)


@pytest.mark.parametrize(("written", "agency", "lead"), rows(WITH_PEOPLE))
def test_job_titles_and_people_beside_an_agency_are_leads(written, agency, lead):
    found = OWNERS.find(written, review="SOTON-K")
    assert (found.agency_ids, found.leads, found.unmatched) == ((agency,), (lead,), ())


@pytest.mark.parametrize(("written", "agency", "said"), rows(NEARLY))
def test_what_is_nearly_a_name_is_never_taken_silently(written, agency, said):
    found = OWNERS.find(written)
    assert (found.agency_ids, found.exact) == ((agency,), False)
    assert any(said in flag and first_register().agencies[agency].name in flag for flag in found.flags)


@pytest.mark.parametrize("written", rows(NOBODY_KNOWN))
def test_who_is_not_in_the_register_is_not_found(written):
    found = OWNERS.find(written[0], review="SOTON-K")
    assert (found.agency_ids, found.unmatched, found.exact) == ((), written, False)
    assert found.flags


def test_one_known_and_one_unknown_owner():
    found = OWNERS.find("Police and Fire", review="SOTON-K")
    assert (found.agency_ids, found.unmatched, found.exact) == (("hampshire-constabulary",), ("Fire",), False)
    assert "has ‘Fire’, which is no agency in the register" in found.flags


def test_a_body_that_was_renamed_is_found_as_itself_and_its_successor_named():
    found = OWNERS.find("Solent NHS Trust")
    assert (found.agency_ids, found.exact) == (("solent-nhs-trust",), True)
    assert found.flags == (
        "names Solent NHS Trust, for which Hampshire and Isle of Wight Healthcare NHS Foundation Trust answers now",
    )


@pytest.mark.parametrize("written", ["", " ", "-", "n/a", "TBC"])
def test_nobody_named_yet(written):
    found = OWNERS.find(written)
    assert (found.agency_ids, found.unmatched) == ((), ())


def test_every_name_in_the_register_finds_its_agency_or_says_between_which_it_cannot_choose():
    for agency in first_register().agencies.values():
        assert OWNERS.find(agency.name).agency_ids == (agency.id,), agency.name
        for name in (agency.short_name, *agency.other_names):
            found = OWNERS.find(name)
            assert agency.id in found.agency_ids or any("could be" in flag for flag in found.flags), name


PIECES = st.sampled_from(
    [
        "Police",
        "and",
        "/",
        ",",
        ";",
        "(",
        ")",
        "–",
        "CSC",
        "Head",
        "of",
        "Solent",
        "NHS",
        "Trust",
        "the",
        "All",
        "agencies",
        "1.",
        "2.",
        "Jane",
        "Smith",
        "Board",
        "&",
        "-",
        "TBC",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join)), st.sampled_from([None, "SOTON-K", "NORTHANTS-AK", "X"]))
def test_no_text_raises_and_nobody_is_found_who_is_not_there(written, review):
    found = OWNERS.find(written, review=review)
    assert isinstance(found, Found)
    assert set(found.agency_ids) <= first_register().agencies.keys()
    assert found.exact or found.flags or not found.agency_ids
    assert not (found.exact and found.unmatched)

import pytest

from tests.rules.factories import roles
from tracker.rules.errors import NotAllowedError
from tracker.rules.permissions import NARROWEST_FIRST, VERBS, acting_role, allowed, as_table, why_not
from tracker.rules.words import Role

LOOKING = {"read", "see_restricted", "see_unpublished", "see_accesses", "see_holds"}
CHANGES = [verb for verb in VERBS if verb not in LOOKING]
OWNERS_VERBS = {
    "update",
    "claim",
    "withdraw_claim",
    "add_evidence",
    "replace_evidence",
    "restrict_evidence",
    "see_restricted",
    "ask_redaction",
    "withdraw_evidence",
    "ask_extension",
    "plan_action",
    "edit_action",
    "import_own_workbook",
    "take_back_import",
}


@pytest.mark.parametrize("verb", CHANGES)
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.READER, Role.REGIONAL])
def test_auditor_and_reader_change_nothing(verb, role):
    assert not allowed(roles((role, "police")), verb, "police")
    assert allowed(roles((role, None)), "read")


@pytest.mark.parametrize("verb", list(VERBS))
def test_a_lead_does_what_owners_do_and_for_its_own_agency_only(verb):
    lead = roles((Role.LEAD, "police"))
    assert allowed(lead, verb, "police") == (verb in OWNERS_VERBS or verb == "read")
    assert allowed(lead, verb, "health") == (verb == "read")
    assert allowed(lead, verb, None) == (verb == "read")
    assert not allowed(roles((Role.LEAD, None)), verb, None) or verb == "read"


@pytest.mark.parametrize("verb", list(VERBS))
def test_the_tracker_and_the_business_manager_may_do_all_that_a_role_can_allow(verb):
    assert allowed(roles((Role.SYSTEM, None)), verb, "police")
    assert allowed(roles((Role.ADMINISTRATOR, None)), verb, "police")


@pytest.mark.parametrize("verb", ["verify", "return", "check_back", "embed"])
def test_a_lead_can_never_verify(verb):
    assert not allowed(roles((Role.LEAD, "police")), verb, "police")
    for role in (Role.SUBGROUP, Role.SCRUTINEER, Role.ADMINISTRATOR):
        assert allowed(roles((role, None)), verb, "police")


@pytest.mark.parametrize(
    ("held", "verb", "agency", "words"),
    [
        ([(Role.LEAD, "police")], "claim", "police", None),
        ([(Role.LEAD, "police")], "claim", "health", "it belongs to another agency than yours"),
        ([(Role.LEAD, "police")], "claim", None, "it belongs to no agency yet"),
        (
            [(Role.LEAD, "police")],
            "verify",
            "police",
            "it takes the business manager, a member of the quality-assurance subgroup or the independent scrutineer, "
            "and you are the agency's lead",
        ),
        ([], "chase", None, "you have no role yet; it takes the business manager"),
        (
            [(Role.READER, None), (Role.AUDITOR, None)],
            "chase",
            None,
            "it takes the business manager, and you are a board member and an auditor",
        ),
    ],
)
def test_why_not_says_what_it_takes(held, verb, agency, words):
    assert why_not(roles(*held), verb, agency) == words


def test_the_trail_records_the_narrowest_role_that_may():
    both = roles((Role.ADMINISTRATOR, None), (Role.LEAD, "police"), (Role.SUBGROUP, None))
    assert acting_role(both, "claim", "police") == Role.LEAD
    assert acting_role(both, "claim", "health") == Role.ADMINISTRATOR
    assert acting_role(both, "verify", "health") == Role.SUBGROUP
    assert acting_role(both, "chase") == Role.ADMINISTRATOR
    with pytest.raises(NotAllowedError, match="sam may not send chasing messages: it takes the business manager"):
        acting_role(roles((Role.LEAD, "police")), "chase")
    with pytest.raises(NotAllowedError, match="Someone without a role may not verify a claim"):
        acting_role((), "verify")


def test_every_role_has_its_place_and_every_verb_its_words():
    assert sorted(NARROWEST_FIRST) == sorted(Role)
    assert all(verb.words and verb.roles for verb in VERBS.values())


def test_the_table_for_the_manual_has_a_row_a_verb():
    heading, *rows = as_table()
    assert [row[0] for row in rows] == list(VERBS)
    assert {len(row) for row in rows} == {len(heading)}
    claim = dict(zip(heading, next(row for row in rows if row[0] == "claim"), strict=True))
    assert claim["Agency lead"] == "own agency"
    assert claim["Business manager"] == "yes"
    assert claim["Board member"] == "no"

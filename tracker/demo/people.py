"""The invented people of the illustrative register: roles, never names."""

from dataclasses import dataclass

from tracker.demo.agencies import (
    BOARDS,
    N_HEALTH,
    N_HOSPITALS,
    N_MASH,
    N_POLICE,
    N_SCHOOLS,
    N_TRUST,
    S_CHILDREN,
    S_GPS,
    S_HEALTH,
    S_HOSPITAL,
    S_IDVA,
    S_POLICE,
    S_PROBATION,
    S_SCHOOLS,
)
from tracker.rules.words import Role


@dataclass(frozen=True, slots=True)
class Invented:
    """A person who is only a role: the id is the name, written small."""

    id: str
    name: str
    roles: tuple[tuple[Role, str | None], ...]

    @property
    def email(self) -> str:
        """An address of a domain that is kept for examples: nothing sent there arrives anywhere."""
        return f"{self.id}@example.org"


MANAGER = Invented("business-manager", "Business manager", ((Role.ADMINISTRATOR, None),))
CHAIR = Invented(
    "chair-of-the-quality-assurance-subgroup",
    "Chair of the quality-assurance subgroup",
    ((Role.SUBGROUP, "hiow-icb"),),
)
NURSE = Invented("designated-nurse", "Designated nurse", ((Role.SUBGROUP, N_HOSPITALS),))
INSPECTOR = Invented("detective-inspector", "Detective inspector", ((Role.SUBGROUP, N_POLICE),))
SCRUTINEER = Invented("independent-scrutineer", "Independent scrutineer", ((Role.SCRUTINEER, None),))
MEMBER = Invented("board-member", "Board member", ((Role.READER, None),))
AUDITOR = Invented("internal-auditor", "Internal auditor", ((Role.AUDITOR, None),))
REGIONAL = Invented("regional-reader", "Regional reader", ((Role.REGIONAL, None),))

LEAD_NAMES = {
    S_CHILDREN: "Children's services lead",
    S_POLICE: "Police lead",
    S_HEALTH: "Community health lead",
    S_HOSPITAL: "Hospital lead",
    S_GPS: "General practice lead",
    S_SCHOOLS: "Schools lead",
    S_PROBATION: "Probation lead",
    S_IDVA: "Domestic abuse service lead",
    N_TRUST: "Children's trust lead",
    N_POLICE: "Northamptonshire police lead",
    N_HEALTH: "Northamptonshire community health lead",
    N_HOSPITALS: "Northamptonshire hospitals lead",
    N_SCHOOLS: "Northamptonshire schools lead",
    N_MASH: "Safeguarding hub lead",
}


def _id(name: str) -> str:
    return name.lower().replace("'", "").replace(" ", "-")


LEADS = {agency: Invented(_id(name), name, ((Role.LEAD, agency),)) for agency, name in LEAD_NAMES.items()}
EVERYBODY = (MANAGER, CHAIR, NURSE, INSPECTOR, SCRUTINEER, MEMBER, AUDITOR, REGIONAL, *LEADS.values())


def speaks_for(agency_id: str) -> str:
    """Who updates and claims for an agency: its lead; for a board, its business manager."""
    return MANAGER.id if agency_id in BOARDS else LEADS[agency_id].id


def judges(agency_id: str, turn: int) -> str:
    """Who verifies for an agency: subgroup members and the scrutineer in turn, never anybody who belongs to it."""
    fit = [p for p in (CHAIR, NURSE, SCRUTINEER, INSPECTOR) if all(agency != agency_id for _, agency in p.roles)]
    return fit[turn % len(fit)].id

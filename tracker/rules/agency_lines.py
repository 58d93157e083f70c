"""Agencies as somebody lists them: one to a line, with who leads there; pasted from a letter or from two columns."""

import re
from dataclasses import dataclass

_PARTED = re.compile(r"[;\t|]")
_ADDRESS = re.compile(r"[^\s<>;,]+@[^\s<>;,]+")

_SECTORS = (
    ("family_court", r"cafcass|family court"),
    ("youth_justice", r"youth (justice|offending)"),
    ("probation", r"probation"),
    ("police", r"police|constabulary"),
    ("ambulance", r"ambulance"),
    ("fire", r"\bfire\b"),
    ("health_commissioning", r"integrated care|\bicb\b|commissioning"),
    ("health_mental", r"mental health|camhs|partnership nhs"),
    ("health_community", r"community (health|nhs)|health visit|midwi|school nurs"),
    ("health_acute", r"hospital|acute|university .*nhs"),
    ("primary_care", r"\bgps?\b|general practi|primary care"),
    ("early_years", r"early years|nurser(y|ies)|children'?s centre"),
    ("education", r"school|education|academ|college"),
    ("childrens_services", r"children'?s (services|social care|trust)|social care"),
    ("housing", r"housing|homes"),
    ("health", r"\bnhs\b|health"),
    ("board", r"safeguarding (children|adults|board|partner)"),
    ("local_authority", r"council|borough|county"),
    ("voluntary", r"charit|voluntary|refuge|\baid\b"),
)


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One line of the list: the agency, the sector that its name speaks of, and who leads, where it was said."""

    name: str
    sector: str
    lead: str | None = None
    email: str | None = None


def agency_lines(text: str) -> tuple[AgencyLine, ...]:
    """The lines of a list, each agency once. What stands behind the first semicolon or tab of a line is who leads
    there; what holds an @ is their address."""
    found: dict[str, AgencyLine] = {}
    for line in text.splitlines():
        cells = [cell.strip(" ,") for cell in _PARTED.split(line)]
        name = cells[0].strip("-•* ")
        if not name:
            continue
        behind = " ".join(cells[1:])
        address = _ADDRESS.search(behind)
        lead = " ".join(_ADDRESS.sub(" ", behind).replace("<", " ").replace(">", " ").split()) or None
        email = address.group(0) if address else None
        if email and lead is None:
            lead = _name_of(email)
        found.setdefault(name.casefold(), AgencyLine(name, sector_of(name), lead, email))
    return tuple(found.values())


def sector_of(name: str) -> str:
    """The sector that an agency's name speaks of; "other" where it speaks of none."""
    words = name.casefold().replace("’", "'")
    return next((sector for sector, pattern in _SECTORS if re.search(pattern, words)), "other")


def _name_of(email: str) -> str:
    """A name to go on with, from an address: "asha.patel@…" is Asha Patel."""
    return re.sub(r"[._\d-]+", " ", email.partition("@")[0]).strip().title() or email
